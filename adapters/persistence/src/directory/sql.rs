//! Every directory as rows of one table. What is said of an entry is JSON: only its key is looked
//! for.

use crate::sql::{Mapped, SqlUnit, columns_of_row, corrupt, failed, json, one};
use async_trait::async_trait;
use kredo_application::{
    directory::{Directory, Listed},
    store::{StoreError, Versioned},
};
use kredo_domain::{
    Id,
    directory::{Entry, EntryState, EntryStatus},
};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder};

#[expect(unreachable_pub, reason = "the ORM's derives want public rows")]
mod row {
    use crate::sql::Json;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "directory_entry")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub version: i64,
        pub directory: String,
        pub key: String,
        pub status: String,
        pub facts: Json,
        pub created_at: DateTimeUtc,
        pub updated_at: Option<DateTimeUtc>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl<F: Listed> Mapped for Entry<F> {
    columns_of_row!();

    fn own_rows() -> Condition {
        row::Column::Directory.eq(F::NAME).into()
    }

    fn to_row(&self, version: i64) -> Result<row::Model, StoreError> {
        let state = self.state();
        Ok(row::Model {
            id: state.id.guid(),
            version,
            directory: F::NAME.to_owned(),
            key: state.facts.key(),
            status: state.status.name().to_owned(),
            facts: json(&state.facts)?,
            created_at: state.created_at,
            updated_at: state.updated_at,
        })
    }

    fn from_row(row: row::Model) -> Result<Versioned<Self>, StoreError> {
        let bad = |column| corrupt("directory_entry", column, row.id);
        let state = EntryState {
            id: Id::new(row.id),
            facts: row.facts.read().map_err(|_| bad("facts"))?,
            status: EntryStatus::from_name(&row.status).ok_or_else(|| bad("status"))?,
            created_at: row.created_at,
            updated_at: row.updated_at,
        };
        Ok(Versioned::stored(Self::restore(state), row.version))
    }
}

#[async_trait]
impl<F: Listed> Directory<F> for SqlUnit {
    async fn all(&mut self) -> Result<Vec<Versioned<Entry<F>>>, StoreError> {
        let query =
            row::Entity::find().filter(Entry::<F>::own_rows()).order_by_asc(row::Column::Id);
        let rows = query.all(&self.database()).await.map_err(failed)?;
        rows.into_iter().map(Entry::from_row).collect()
    }

    async fn by_key(&mut self, key: &str) -> Result<Option<Versioned<Entry<F>>>, StoreError> {
        let of_key = row::Column::Key.eq(key);
        one(self, row::Entity::find().filter(Entry::<F>::own_rows()).filter(of_key)).await
    }
}
