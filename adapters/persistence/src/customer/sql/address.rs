//! Addresses as rows.

use crate::sql::{Mapped, MappedChild, columns_of_row, corrupt};
use kredo_application::store::{StoreError, Versioned};
use kredo_domain::customer::{Address, AddressId, CustomerId, NewAddress};
use serde_json::Value;

#[expect(unreachable_pub, reason = "the ORM's derives want public rows")]
mod row {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "address")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub version: i64,
        pub customer_id: Uuid,
        pub is_primary: bool,
        pub data: Json,
        pub created_at: DateTimeUtc,
        pub updated_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl Mapped for Address {
    columns_of_row!();

    fn to_row(&self, version: i64) -> Result<row::Model, StoreError> {
        Ok(row::Model {
            id: self.id().guid(),
            version,
            customer_id: self.customer().guid(),
            is_primary: self.is_primary(),
            data: Value::Object(self.data().clone()),
            created_at: self.created_at(),
            updated_at: self.updated_at(),
        })
    }

    fn from_row(row: row::Model) -> Result<Versioned<Self>, StoreError> {
        let Value::Object(data) = row.data else {
            return Err(corrupt("address", "data", row.id));
        };
        let address = Self::restore(
            AddressId::new(row.id),
            CustomerId::new(row.customer_id),
            NewAddress { primary: row.is_primary, data },
            row.created_at,
            row.updated_at,
        );
        Ok(Versioned::stored(address, row.version))
    }
}

impl MappedChild for Address {
    const OWNER: row::Column = row::Column::CustomerId;
}
