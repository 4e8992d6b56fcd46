//! Records of identifications as rows.

use crate::sql::{Mapped, MappedAboutApplication, MappedChild, columns_of_row, corrupt};
use kredo_application::store::{StoreError, Versioned};
use kredo_domain::{
    customer::CustomerId,
    identification::{
        IdentificationKind, IdentificationMeans, IdentificationRecord, IdentificationRecordId,
        IdentificationRecordState, IdentificationStatus,
    },
    loan_application::LoanApplicationId,
};
use serde_json::Value;

#[expect(unreachable_pub, reason = "the ORM's derives want public rows")]
mod row {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "identification")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub version: i64,
        pub customer_id: Uuid,
        pub application_id: Uuid,
        pub kind: Option<String>,
        pub method: Option<String>,
        pub attempt: i64,
        pub status: String,
        pub reason: Option<String>,
        pub additional_data: Json,
        pub created_at: DateTimeUtc,
        pub updated_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl Mapped for IdentificationRecord {
    columns_of_row!();

    fn to_row(&self, version: i64) -> Result<row::Model, StoreError> {
        let state = self.state().clone();
        let (kind, method) =
            state.means.map(|means| (means.kind.as_str().to_owned(), means.method)).unzip();
        Ok(row::Model {
            id: state.id.guid(),
            version,
            customer_id: state.customer.guid(),
            application_id: state.application.guid(),
            kind,
            method,
            attempt: state.attempt.into(),
            status: state.status.to_string(),
            reason: state.reason,
            additional_data: Value::Object(state.additional_data),
            created_at: state.created_at,
            updated_at: state.updated_at,
        })
    }

    fn from_row(row: row::Model) -> Result<Versioned<Self>, StoreError> {
        let bad = |column| corrupt("identification", column, row.id);
        let means = match (row.kind, row.method) {
            (Some(kind), Some(method)) => {
                Some(IdentificationMeans { kind: IdentificationKind::new(&kind), method })
            }
            (None, None) => None,
            (Some(_), None) | (None, Some(_)) => return Err(bad("method")),
        };
        let Value::Object(additional_data) = row.additional_data else {
            return Err(bad("additional_data"));
        };
        let state = IdentificationRecordState {
            id: IdentificationRecordId::new(row.id),
            customer: CustomerId::new(row.customer_id),
            application: LoanApplicationId::new(row.application_id),
            means,
            attempt: row.attempt.try_into().map_err(|_| bad("attempt"))?,
            status: IdentificationStatus::new(&row.status),
            reason: row.reason,
            additional_data,
            created_at: row.created_at,
            updated_at: row.updated_at,
        };
        Ok(Versioned::stored(Self::restore(state), row.version))
    }
}

impl MappedChild for IdentificationRecord {
    const OWNER: row::Column = row::Column::CustomerId;
}

impl MappedAboutApplication for IdentificationRecord {
    const APPLICATION: row::Column = row::Column::ApplicationId;
}
