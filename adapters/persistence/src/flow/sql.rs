//! Flows as rows.

use crate::sql::{Cause, Mapped, SqlUnit, columns_of_row, corrupt, failed, json};
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use kredo_application::{
    flow::{Flow, FlowId, FlowKeep, FlowStanding},
    store::{FlowRepository, StoreError, Versioned},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{LockBehavior, LockType},
};

#[expect(unreachable_pub, reason = "the ORM's derives want public rows")]
mod row {
    use crate::sql::Json;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "flow")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub version: i64,
        pub program: String,
        pub program_version: i64,
        pub standing: String,
        pub wake_at: Option<DateTimeUtc>,
        pub leased_by: Option<Uuid>,
        pub attempts: i64,
        pub trouble: Option<String>,
        pub state: Json,
        pub inbox: Json,
        pub created_at: DateTimeUtc,
        pub updated_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl Mapped for Flow {
    columns_of_row!();

    fn to_row(&self, version: i64) -> Result<row::Model, StoreError> {
        let keep = self.keep();
        Ok(row::Model {
            id: keep.id.guid(),
            version,
            program: keep.state.program.clone(),
            program_version: keep.state.version.into(),
            standing: keep.standing.name().to_owned(),
            wake_at: keep.wake_at,
            leased_by: keep.leased_by,
            attempts: keep.attempts.into(),
            trouble: keep.trouble.clone(),
            state: json(&keep.state)?,
            inbox: json(&keep.inbox)?,
            created_at: keep.created_at,
            updated_at: keep.updated_at,
        })
    }

    fn from_row(row: row::Model) -> Result<Versioned<Self>, StoreError> {
        let bad = |column| corrupt("flow", column, row.id);
        let standing = FlowStanding::ALL.into_iter().find(|s| s.name() == row.standing);
        let keep = FlowKeep {
            id: FlowId::new(row.id),
            state: row.state.read().map_err(|_| bad("state"))?,
            standing: standing.ok_or_else(|| bad("standing"))?,
            inbox: row.inbox.read().map_err(|_| bad("inbox"))?,
            wake_at: row.wake_at,
            leased_by: row.leased_by,
            attempts: u32::try_from(row.attempts).map_err(|_| bad("attempts"))?,
            trouble: row.trouble,
            created_at: row.created_at,
            updated_at: row.updated_at,
        };
        Ok(Versioned::stored(Self::restore(keep), row.version))
    }
}

#[async_trait]
impl FlowRepository for SqlUnit {
    async fn due(
        &mut self,
        now: DateTime<Utc>,
        limit: u16,
    ) -> Result<Vec<Versioned<Flow>>, StoreError> {
        let mut query = row::Entity::find()
            .filter(row::Column::WakeAt.lte(now))
            .order_by_asc(row::Column::WakeAt)
            .limit(u64::from(limit));
        if self.database().get_database_backend() == DbBackend::Postgres {
            query = query.lock_with_behavior(LockType::Update, LockBehavior::SkipLocked);
        }
        let rows = query.all(&self.database()).await.map_err(failed)?;
        rows.into_iter().map(Flow::from_row).collect()
    }

    async fn next_due(&mut self, now: DateTime<Utc>) -> Result<Option<DateTime<Utc>>, StoreError> {
        let next = row::Entity::find()
            .select_only()
            .column(row::Column::WakeAt)
            .filter(row::Column::WakeAt.gt(now))
            .order_by_asc(row::Column::WakeAt)
            .into_tuple()
            .one(&self.database())
            .await;
        next.map_err(failed)
    }

    async fn live_programs(&mut self) -> Result<Vec<(String, u32)>, StoreError> {
        let programs: Vec<(String, i64)> = row::Entity::find()
            .select_only()
            .column(row::Column::Program)
            .column(row::Column::ProgramVersion)
            .filter(row::Column::Standing.eq(FlowStanding::Live.name()))
            .group_by(row::Column::Program)
            .group_by(row::Column::ProgramVersion)
            .order_by_asc(row::Column::Program)
            .order_by_asc(row::Column::ProgramVersion)
            .into_tuple()
            .all(&self.database())
            .await
            .map_err(failed)?;
        let versions = programs
            .into_iter()
            .map(|(name, version)| u32::try_from(version).map(|version| (name, version)));
        versions.collect::<Result<_, _>>().map_err(|cause| StoreError::Backend(Cause::from(cause)))
    }
}
