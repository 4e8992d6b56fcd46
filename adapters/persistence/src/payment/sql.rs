//! Orders to pay as rows.

use crate::sql::{Mapped, MappedChild, columns_of_row, corrupt, json};
use kredo_application::store::{StoreError, Versioned};
use kredo_domain::{
    Currency, Money,
    loan::LoanId,
    partner::PartnerId,
    payment::{TransactionOrder, TransactionOrderId, TransactionOrderRecord},
};

#[expect(unreachable_pub, reason = "the ORM's derives want public rows")]
mod row {
    use crate::sql::Json;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "transaction_order")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub version: i64,
        pub loan_id: Uuid,
        pub receiver_id: Uuid,
        /// Minor units.
        pub amount: i64,
        pub currency: String,
        pub purpose: String,
        pub standing: Json,
        pub created_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl Mapped for TransactionOrder {
    columns_of_row!();

    fn to_row(&self, version: i64) -> Result<row::Model, StoreError> {
        let record = self.record();
        Ok(row::Model {
            id: record.id.guid(),
            version,
            loan_id: record.loan.guid(),
            receiver_id: record.receiver.guid(),
            amount: record.amount.minor(),
            currency: record.amount.currency().code().to_owned(),
            purpose: record.purpose.clone(),
            standing: json(&record.standing)?,
            created_at: record.created_at,
        })
    }

    fn from_row(row: row::Model) -> Result<Versioned<Self>, StoreError> {
        let bad = |column| corrupt("transaction_order", column, row.id);
        let currency = Currency::from_code(&row.currency).ok_or_else(|| bad("currency"))?;
        let record = TransactionOrderRecord {
            id: TransactionOrderId::new(row.id),
            loan: LoanId::new(row.loan_id),
            receiver: PartnerId::new(row.receiver_id),
            amount: Money::new(row.amount, currency),
            purpose: row.purpose,
            standing: row.standing.read().map_err(|_| bad("standing"))?,
            created_at: row.created_at,
        };
        Ok(Versioned::stored(Self::restore(record), row.version))
    }
}

impl MappedChild for TransactionOrder {
    const OWNER: row::Column = row::Column::LoanId;
}
