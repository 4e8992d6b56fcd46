//! What was said about documents as rows.

use crate::sql::{Mapped, MappedChild, columns_of_row, corrupt, json};
use kredo_application::store::{StoreError, Versioned};
use kredo_domain::{
    customer::CustomerId,
    document::{DocumentId, DocumentInfo, DocumentInfoId, DocumentInfoState, Statement},
};

#[expect(unreachable_pub, reason = "the ORM's derives want public rows")]
mod row {
    use crate::sql::Json;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "document_info")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub version: i64,
        pub customer_id: Uuid,
        pub document_id: Uuid,
        pub series: Option<String>,
        pub number: Option<String>,
        pub issuer: Option<String>,
        pub issue_date: Option<Date>,
        pub expiration_date: Option<Date>,
        pub additional_data: Json,
        pub source_name: Option<String>,
        pub source_id: Option<String>,
        pub created_at: DateTimeUtc,
        pub updated_at: Option<DateTimeUtc>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl Mapped for DocumentInfo {
    columns_of_row!();

    fn to_row(&self, version: i64) -> Result<row::Model, StoreError> {
        let (state, said) = (self.state(), self.state().statement.clone());
        Ok(row::Model {
            id: state.id.guid(),
            version,
            customer_id: state.customer.guid(),
            document_id: state.document.guid(),
            series: said.series,
            number: said.number,
            issuer: said.issuer,
            issue_date: said.issue_date,
            expiration_date: said.expiration_date,
            additional_data: json(&said.additional_data)?,
            source_name: said.source_name,
            source_id: said.source_id,
            created_at: state.created_at,
            updated_at: state.updated_at,
        })
    }

    fn from_row(row: row::Model) -> Result<Versioned<Self>, StoreError> {
        let facts = row.additional_data.read();
        let statement = Statement {
            series: row.series,
            number: row.number,
            issuer: row.issuer,
            issue_date: row.issue_date,
            expiration_date: row.expiration_date,
            additional_data: facts
                .map_err(|_| corrupt("document_info", "additional_data", row.id))?,
            source_name: row.source_name,
            source_id: row.source_id,
        };
        let state = DocumentInfoState {
            id: DocumentInfoId::new(row.id),
            customer: CustomerId::new(row.customer_id),
            document: DocumentId::new(row.document_id),
            statement,
            created_at: row.created_at,
            updated_at: row.updated_at,
        };
        Ok(Versioned::stored(Self::restore(state), row.version))
    }
}

impl MappedChild for DocumentInfo {
    const OWNER: row::Column = row::Column::CustomerId;
}
