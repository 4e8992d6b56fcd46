//! Documents as rows.

use crate::sql::{Mapped, MappedChild, columns_of_row, corrupt};
use kredo_application::store::{StoreError, Versioned};
use kredo_domain::{
    customer::CustomerId,
    document::{
        Document, DocumentId, DocumentState, DocumentStatus, DocumentTypeId, DocumentTypeName,
    },
};

#[expect(unreachable_pub, reason = "the ORM's derives want public rows")]
mod row {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "document")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub version: i64,
        pub customer_id: Uuid,
        pub document_type_id: Uuid,
        pub type_name: String,
        pub status: String,
        pub created_at: DateTimeUtc,
        pub updated_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl Mapped for Document {
    columns_of_row!();

    fn to_row(&self, version: i64) -> Result<row::Model, StoreError> {
        let state = self.state();
        Ok(row::Model {
            id: state.id.guid(),
            version,
            customer_id: state.customer.guid(),
            document_type_id: state.document_type.guid(),
            type_name: state.type_name.as_str().to_owned(),
            status: state.status.name().to_owned(),
            created_at: state.created_at,
            updated_at: state.updated_at,
        })
    }

    fn from_row(row: row::Model) -> Result<Versioned<Self>, StoreError> {
        let bad = |column| corrupt("document", column, row.id);
        let state = DocumentState {
            id: DocumentId::new(row.id),
            customer: CustomerId::new(row.customer_id),
            document_type: DocumentTypeId::new(row.document_type_id),
            type_name: DocumentTypeName::new(&row.type_name),
            status: DocumentStatus::from_name(&row.status).ok_or_else(|| bad("status"))?,
            created_at: row.created_at,
            updated_at: row.updated_at,
        };
        Ok(Versioned::stored(Self::restore(state), row.version))
    }
}

impl MappedChild for Document {
    const OWNER: row::Column = row::Column::CustomerId;
}
