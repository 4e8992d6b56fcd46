//! Records of identifications as rows: a method, or a reason why there is none.

use crate::sql::{Mapped, MappedAboutApplication, MappedChild, columns_of_row, corrupt};
use kredo_application::store::{StoreError, Versioned};
use kredo_domain::{
    customer::CustomerId,
    identification::{
        Identification, IdentificationMethod, IdentificationRecord, IdentificationRecordId,
        IdentificationRecordState,
    },
    loan_application::LoanApplicationId,
};

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
        pub method: Option<String>,
        pub reason: Option<String>,
        pub identified_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl Mapped for IdentificationRecord {
    columns_of_row!();

    fn to_row(&self, version: i64) -> Result<row::Model, StoreError> {
        let state = self.state();
        let (method, reason) = match &state.outcome {
            Identification::Identified { method } => (Some(method.name().to_owned()), None),
            Identification::NotIdentified { reason } => (None, Some(reason.clone())),
        };
        Ok(row::Model {
            id: state.id.guid(),
            version,
            customer_id: state.customer.guid(),
            application_id: state.application.guid(),
            method,
            reason,
            identified_at: state.at,
        })
    }

    fn from_row(row: row::Model) -> Result<Versioned<Self>, StoreError> {
        let bad = |column| corrupt("identification", column, row.id);
        let outcome = match (row.method, row.reason) {
            (Some(method), None) => {
                let method = IdentificationMethod::from_name(&method);
                Identification::Identified { method: method.ok_or_else(|| bad("method"))? }
            }
            (None, Some(reason)) => Identification::NotIdentified { reason },
            (Some(_), Some(_)) | (None, None) => return Err(bad("reason")),
        };
        let state = IdentificationRecordState {
            id: IdentificationRecordId::new(row.id),
            customer: CustomerId::new(row.customer_id),
            application: LoanApplicationId::new(row.application_id),
            outcome,
            at: row.identified_at,
        };
        Ok(Versioned::stored(Self::new(state), row.version))
    }
}

impl MappedChild for IdentificationRecord {
    const OWNER: row::Column = row::Column::CustomerId;
}

impl MappedAboutApplication for IdentificationRecord {
    const APPLICATION: row::Column = row::Column::ApplicationId;
}
