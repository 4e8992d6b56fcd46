//! Cards as rows. Their integrations are JSON: nobody looks a card up by them.

use crate::sql::{Mapped, MappedChild, columns_of_row, corrupt, json};
use kredo_application::store::{StoreError, Versioned};
use kredo_domain::{
    card::{Card, CardDigits, CardFacts, CardId, CardState, CardText, PaymentSystem},
    customer::CustomerId,
};
use uuid::Uuid;

#[expect(unreachable_pub, reason = "the ORM's derives want public rows")]
mod row {
    use crate::sql::Json;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "card")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub version: i64,
        pub customer_id: Uuid,
        pub name_on_card: Option<String>,
        pub bin: Option<String>,
        pub last_four: Option<String>,
        pub payment_system: Option<String>,
        pub bank: Option<String>,
        pub expiration_month: Option<String>,
        pub expiration_year: Option<String>,
        /// Made of the facts, for the unique index.
        pub key: String,
        pub active: bool,
        pub migrated: bool,
        /// Those linked first first.
        pub integrations: Json,
        pub created_at: DateTimeUtc,
        pub updated_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

fn read_text(text: Option<String>) -> Option<CardText> {
    text.and_then(|text| CardText::new(&text))
}

fn read_digits<const MOST: usize>(
    text: Option<String>,
    column: &'static str,
    id: Uuid,
) -> Result<Option<CardDigits<MOST>>, StoreError> {
    let read = text.map(|text| CardDigits::try_new(&text)).transpose();
    read.map_err(|_| corrupt("card", column, id))
}

impl Mapped for Card {
    columns_of_row!();

    fn to_row(&self, version: i64) -> Result<row::Model, StoreError> {
        let (state, facts) = (self.state(), self.state().facts.clone());
        Ok(row::Model {
            id: state.id.guid(),
            version,
            customer_id: state.customer.guid(),
            key: facts.key(),
            name_on_card: facts.name_on_card.map(Into::into),
            bin: facts.bin.map(Into::into),
            last_four: facts.last_four.map(Into::into),
            payment_system: facts.payment_system.map(Into::into),
            bank: facts.bank.map(Into::into),
            expiration_month: facts.expiration_month.map(Into::into),
            expiration_year: facts.expiration_year.map(Into::into),
            active: state.active,
            migrated: state.migrated,
            integrations: json(&state.integrations)?,
            created_at: state.created_at,
            updated_at: state.updated_at,
        })
    }

    fn from_row(row: row::Model) -> Result<Versioned<Self>, StoreError> {
        let integrations = row.integrations.read();
        let facts = CardFacts {
            name_on_card: read_text(row.name_on_card),
            bin: read_digits(row.bin, "bin", row.id)?,
            last_four: read_digits(row.last_four, "last_four", row.id)?,
            payment_system: row.payment_system.and_then(|name| PaymentSystem::new(&name)),
            bank: read_text(row.bank),
            expiration_month: read_text(row.expiration_month),
            expiration_year: read_text(row.expiration_year),
        };
        let state = CardState {
            id: CardId::new(row.id),
            customer: CustomerId::new(row.customer_id),
            facts,
            active: row.active,
            migrated: row.migrated,
            integrations: integrations.map_err(|_| corrupt("card", "integrations", row.id))?,
            created_at: row.created_at,
            updated_at: row.updated_at,
        };
        Ok(Versioned::stored(Self::restore(state), row.version))
    }
}

impl MappedChild for Card {
    const OWNER: row::Column = row::Column::CustomerId;
}
