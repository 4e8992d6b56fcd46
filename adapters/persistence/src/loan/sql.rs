//! Loans as rows.

use crate::sql::{Mapped, MappedChild, columns_of_row, corrupt, json};
use kredo_application::store::{StoreError, Versioned};
use kredo_domain::{
    customer::CustomerId,
    identity::AccountName,
    loan::{Loan, LoanId, LoanRecord},
    loan_application::ContractNumber,
};

#[expect(unreachable_pub, reason = "the ORM's derives want public rows")]
mod row {
    use crate::sql::Json;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "loan")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub version: i64,
        pub number: String,
        pub customer_id: Uuid,
        pub partner: String,
        /// The name of the state, to search by.
        pub standing: String,
        /// The amount lent, minor units.
        pub amount: i64,
        pub currency: String,
        pub offer: Json,
        pub state: Json,
        pub created_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl Mapped for Loan {
    columns_of_row!();

    fn to_row(&self, version: i64) -> Result<row::Model, StoreError> {
        let record = self.record();
        let lent = record.offer.amount();
        Ok(row::Model {
            id: record.id.guid(),
            version,
            number: record.number.to_string(),
            customer_id: record.customer.guid(),
            partner: record.partner.to_string(),
            standing: record.state.name().to_owned(),
            amount: lent.minor(),
            currency: lent.currency().code().to_owned(),
            offer: json(&record.offer)?,
            state: json(&record.state)?,
            created_at: record.created_at,
        })
    }

    fn from_row(row: row::Model) -> Result<Versioned<Self>, StoreError> {
        let bad = |column| corrupt("loan", column, row.id);
        let record = LoanRecord {
            id: LoanId::new(row.id),
            number: ContractNumber::try_new(row.number).map_err(|_| bad("number"))?,
            customer: CustomerId::new(row.customer_id),
            partner: AccountName::restore(row.partner),
            offer: row.offer.read().map_err(|_| bad("offer"))?,
            state: row.state.read().map_err(|_| bad("state"))?,
            created_at: row.created_at,
        };
        // What is searched by must say the same as what is read.
        let lent = record.offer.amount();
        if row.standing != record.state.name() {
            return Err(bad("standing"));
        }
        if (row.amount, row.currency.as_str()) != (lent.minor(), lent.currency().code()) {
            return Err(bad("amount"));
        }
        Ok(Versioned::stored(Self::restore(record), row.version))
    }
}

impl MappedChild for Loan {
    const OWNER: row::Column = row::Column::CustomerId;
}
