//! The outbox as a table.

use super::{SqlUnit, failed};
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use kredo_application::{
    StoreError,
    audit::Actor,
    outbox::{Outbox, OutboxEvent},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, DatabaseTransaction, EntityTrait, QueryFilter,
    QueryOrder, QuerySelect, sea_query::OnConflict,
};
use uuid::Uuid;

#[expect(unreachable_pub, reason = "the ORM's derives want public rows")]
mod row {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "outbox")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub sequence: i64,
        pub id: Uuid,
        pub name: String,
        pub subject: String,
        pub time: DateTimeUtc,
        pub data: Json,
        pub actor: String,
        pub trace: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

#[expect(unreachable_pub, reason = "the ORM's derives want public rows")]
mod lease {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "outbox_lease")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub name: String,
        pub holder: Uuid,
        pub until: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Name of the one row in the table of leases.
const RELAY: &str = "relay";

/// Events in one statement: each brings seven values, and a statement of SQLite takes 32,766.
const EVENTS_AT_ONCE: usize = 1_000;

/// Writes events to the table, in their order.
pub(super) async fn write(
    transaction: &DatabaseTransaction,
    events: &[OutboxEvent],
) -> Result<(), StoreError> {
    for some in events.chunks(EVENTS_AT_ONCE) {
        let rows = some.iter().map(|event| row::ActiveModel {
            id: Set(event.id),
            name: Set(event.name.clone()),
            subject: Set(event.subject.clone()),
            time: Set(event.time),
            data: Set(event.data.clone()),
            actor: Set(event.actor.as_str().to_owned()),
            trace: Set(event.trace.clone()),
            ..Default::default()
        });
        let added = row::Entity::insert_many(rows).exec_without_returning(transaction).await;
        added.map_err(failed)?;
    }
    Ok(())
}

impl SqlUnit {
    /// Writes the events that wait, so that the unit sees its own.
    async fn flush(&mut self) -> Result<(), StoreError> {
        if let Ok(unit) = self.writer() {
            write(&unit.transaction, &unit.events).await?;
            unit.events.clear();
        }
        Ok(())
    }
}

#[async_trait]
impl Outbox for SqlUnit {
    async fn append(&mut self, events: &[OutboxEvent]) -> Result<(), StoreError> {
        self.writer()?.events.extend_from_slice(events);
        Ok(())
    }

    async fn pending(&mut self, limit: u16) -> Result<Vec<OutboxEvent>, StoreError> {
        self.flush().await?;
        let oldest = row::Entity::find()
            .order_by_asc(row::Column::Sequence)
            .limit(u64::from(limit))
            .all(&self.database())
            .await
            .map_err(failed)?;
        let event = |row: row::Model| OutboxEvent {
            id: row.id,
            name: row.name,
            subject: row.subject,
            time: row.time,
            data: row.data,
            actor: Actor::restore(row.actor),
            trace: row.trace,
        };
        Ok(oldest.into_iter().map(event).collect())
    }

    async fn published(&mut self, ids: &[Uuid]) -> Result<(), StoreError> {
        self.flush().await?;
        let transaction = self.transaction()?;
        let taken = row::Entity::delete_many()
            .filter(row::Column::Id.is_in(ids.iter().copied()))
            .exec(transaction)
            .await;
        taken.map(drop).map_err(failed)
    }

    async fn lease(
        &mut self,
        relay: Uuid,
        now: DateTime<Utc>,
        until: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let transaction = self.transaction()?;
        let wanted = lease::ActiveModel {
            name: Set(RELAY.to_owned()),
            holder: Set(relay),
            until: Set(until),
        };
        // One statement looks and takes: the second of two units waits for the first at the row,
        // and then judges what that has left.
        let free = Condition::any()
            .add(lease::Column::Holder.eq(relay))
            .add(lease::Column::Until.lte(now));
        let take = OnConflict::column(lease::Column::Name)
            .update_columns([lease::Column::Holder, lease::Column::Until])
            .action_and_where(free.into())
            .to_owned();
        let taken = lease::Entity::insert(wanted).on_conflict(take);
        let rows = taken.exec_without_returning(transaction).await.map_err(failed)?;
        Ok(rows > 0)
    }
}
