//! Contacts as rows.

use crate::sql::{Mapped, MappedChild, columns_of_row, corrupt};
use kredo_application::store::{StoreError, Versioned};
use kredo_domain::customer::{
    Contact, ContactId, ContactKind, ContactOwner, ContactState, CustomerId,
};
use serde_json::Value;

#[expect(unreachable_pub, reason = "the ORM's derives want public rows")]
mod row {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "contact")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub version: i64,
        pub customer_id: Uuid,
        pub kind: String,
        pub owner: String,
        pub value: String,
        pub active: bool,
        pub is_primary: bool,
        pub additional_data: Json,
        pub created_at: DateTimeUtc,
        pub updated_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl Mapped for Contact {
    columns_of_row!();

    fn to_row(&self, version: i64) -> Result<row::Model, StoreError> {
        let state = self.state();
        Ok(row::Model {
            id: state.id.guid(),
            version,
            customer_id: state.customer.guid(),
            kind: state.kind.as_str().to_owned(),
            owner: state.owner.as_str().to_owned(),
            value: state.value.clone(),
            active: state.active,
            is_primary: state.primary,
            additional_data: Value::Object(state.additional_data.clone()),
            created_at: state.created_at,
            updated_at: state.updated_at,
        })
    }

    fn from_row(row: row::Model) -> Result<Versioned<Self>, StoreError> {
        let Value::Object(additional_data) = row.additional_data else {
            return Err(corrupt("contact", "additional_data", row.id));
        };
        let state = ContactState {
            id: ContactId::new(row.id),
            customer: CustomerId::new(row.customer_id),
            kind: ContactKind::new(&row.kind),
            owner: ContactOwner::new(&row.owner),
            value: row.value,
            active: row.active,
            primary: row.is_primary,
            additional_data,
            created_at: row.created_at,
            updated_at: row.updated_at,
        };
        Ok(Versioned::stored(Self::restore(state), row.version))
    }
}

impl MappedChild for Contact {
    const OWNER: row::Column = row::Column::CustomerId;
}
