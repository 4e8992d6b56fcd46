//! Accounts as rows.

use crate::sql::{Mapped, SqlUnit, columns_of_row, corrupt, one};
use async_trait::async_trait;
use kredo_application::store::{AccountRepository, StoreError, Versioned};
use kredo_domain::identity::{Account, AccountId, AccountName, NewAccount, Role, SecretHash};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use std::collections::BTreeSet;

#[expect(unreachable_pub, reason = "the ORM's derives want public rows")]
mod row {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "account")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub version: i64,
        pub name: String,
        pub secret: String,
        /// Names of the roles, with commas between.
        pub roles: String,
        pub active: bool,
        pub created_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl Mapped for Account {
    columns_of_row!();

    fn to_row(&self, version: i64) -> Result<row::Model, StoreError> {
        let roles: Vec<_> = self.roles().iter().map(|role| role.name()).collect();
        Ok(row::Model {
            id: self.id().guid(),
            version,
            name: self.name().to_string(),
            secret: self.secret().as_str().to_owned(),
            roles: roles.join(","),
            active: self.is_active(),
            created_at: self.created_at(),
        })
    }

    fn from_row(row: row::Model) -> Result<Versioned<Self>, StoreError> {
        let named = row.roles.split(',').filter(|name| !name.is_empty()).map(str::parse::<Role>);
        let roles: BTreeSet<Role> =
            named.collect::<Result<_, _>>().map_err(|_| corrupt("account", "roles", row.id))?;
        let new = NewAccount {
            id: AccountId::new(row.id),
            name: AccountName::restore(row.name),
            secret: SecretHash::new(row.secret),
            roles,
        };
        Ok(Versioned::stored(Self::restore(new, row.active, row.created_at), row.version))
    }
}

#[async_trait]
impl AccountRepository for SqlUnit {
    async fn by_name(
        &mut self,
        name: &AccountName,
    ) -> Result<Option<Versioned<Account>>, StoreError> {
        one(self, row::Entity::find().filter(row::Column::Name.eq(name.as_str()))).await
    }
}
