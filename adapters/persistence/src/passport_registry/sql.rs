//! The register of invalid passports as two tables: the edition, one row, and the passports.

use crate::sql::{Cause, SqlUnit, failed, row};
use async_trait::async_trait;
use kredo_application::store::{PassportRegister, StoreError};
use kredo_domain::passport_registry::{PassportKey, RegisterEdition};
use sea_orm::{
    ActiveValue::Set, ConnectionTrait, DbBackend, EntityTrait, Statement, sea_query::OnConflict,
};

#[expect(unreachable_pub, reason = "the ORM's derives want public rows")]
mod edition {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "passport_register")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i64,
        pub edition: Date,
        pub imported_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

#[expect(unreachable_pub, reason = "the ORM's derives want public rows")]
mod listed {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "invalid_passport")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub passport: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// There is one register.
const REGISTER: i64 = 1;

/// One parameter, however many passports: a statement that is prepared once for all batches.
const ADD_ON_POSTGRES: &str = "INSERT INTO invalid_passport (passport) \
    SELECT unnest(string_to_array($1, ',')::bigint[]) ON CONFLICT DO NOTHING";
/// `WHERE true` keeps SQLite from reading `ON` as a join's.
const ADD_ON_SQLITE: &str = "INSERT INTO invalid_passport (passport) \
    SELECT value FROM json_each('[' || $1 || ']') WHERE true ON CONFLICT DO NOTHING";

fn column(passport: PassportKey) -> Result<i64, StoreError> {
    i64::try_from(passport.value()).map_err(|cause| StoreError::Backend(Cause::from(cause)))
}

#[async_trait]
impl PassportRegister for SqlUnit {
    async fn edition(&mut self) -> Result<Option<RegisterEdition>, StoreError> {
        let found = row(self, edition::Entity::find_by_id(REGISTER)).await?;
        Ok(found.map(|row| RegisterEdition::restore(row.edition, row.imported_at)))
    }

    async fn is_listed(&mut self, passport: PassportKey) -> Result<bool, StoreError> {
        let found = row(self, listed::Entity::find_by_id(column(passport)?)).await?;
        Ok(found.is_some())
    }

    async fn replace(&mut self, edition: &RegisterEdition) -> Result<(), StoreError> {
        let transaction = self.transaction()?;
        let row = edition::ActiveModel {
            id: Set(REGISTER),
            edition: Set(edition.date()),
            imported_at: Set(edition.imported_at()),
        };
        let news = [edition::Column::Edition, edition::Column::ImportedAt];
        let known = OnConflict::column(edition::Column::Id).update_columns(news).to_owned();
        // The row first: it makes a second import wait, which would otherwise not see, and so not
        // take out, what the first one lists.
        let saved = edition::Entity::insert(row).on_conflict(known);
        saved.exec_without_returning(transaction).await.map_err(failed)?;
        let emptied = listed::Entity::delete_many().exec(transaction).await;
        emptied.map(drop).map_err(failed)
    }

    async fn list(&mut self, passports: &[PassportKey]) -> Result<u64, StoreError> {
        let transaction = self.transaction()?;
        if passports.is_empty() {
            return Ok(0);
        }
        let numbers: Vec<_> =
            passports.iter().map(|passport| passport.value().to_string()).collect();
        let backend = transaction.get_database_backend();
        let sql = if backend == DbBackend::Postgres { ADD_ON_POSTGRES } else { ADD_ON_SQLITE };
        let add = Statement::from_sql_and_values(backend, sql, [numbers.join(",").into()]);
        let added = transaction.execute_raw(add).await.map_err(failed)?;
        Ok(added.rows_affected())
    }
}
