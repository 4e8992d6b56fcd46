//! The trail as a table, which refuses changes by itself.

use crate::sql::{SqlUnit, corrupt, failed, refused};
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use kredo_application::{
    StoreError,
    audit::{Actor, AuditRecord, AuditTrail, RecordSignature},
};
use kredo_domain::personal_data::PersonalDataEvent;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select,
    sea_query::Expr,
};
use uuid::Uuid;

#[expect(unreachable_pub, reason = "the ORM's derives want public rows")]
mod row {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "audit_record")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub sequence: i64,
        pub event: Uuid,
        pub at: DateTimeUtc,
        pub actor: String,
        pub trace: String,
        pub action: String,
        pub subject: String,
        pub data: String,
        pub hash: String,
        pub key_id: Option<String>,
        pub signature: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Things asked for in one statement.
const SUBJECTS_AT_ONCE: usize = 1_000;

fn record(row: row::Model) -> Result<AuditRecord, StoreError> {
    let signature = match (row.key_id, row.signature) {
        (Some(key), Some(value)) => Some(RecordSignature { key, value }),
        _ => None,
    };
    Ok(AuditRecord {
        sequence: row.sequence,
        event: row.event,
        at: row.at,
        actor: Actor::restore(row.actor),
        trace: row.trace,
        action: row.action,
        subject: row.subject,
        data: row.data,
        hash: row.hash.parse().map_err(|_| corrupt("audit_record", "hash", row.event))?,
        signature,
    })
}

fn active(record: &AuditRecord) -> row::ActiveModel {
    let signature = record.signature.as_ref();
    row::ActiveModel {
        sequence: Set(record.sequence),
        event: Set(record.event),
        at: Set(record.at),
        actor: Set(record.actor.as_str().to_owned()),
        trace: Set(record.trace.clone()),
        action: Set(record.action.clone()),
        subject: Set(record.subject.clone()),
        data: Set(record.data.clone()),
        hash: Set(record.hash.to_string()),
        key_id: Set(signature.map(|signature| signature.key.clone())),
        signature: Set(signature.map(|signature| signature.value.clone())),
    }
}

impl SqlUnit {
    async fn records(&self, query: Select<row::Entity>) -> Result<Vec<AuditRecord>, StoreError> {
        let rows = query.all(&self.database()).await.map_err(failed)?;
        rows.into_iter().map(record).collect()
    }
}

#[async_trait]
impl AuditTrail for SqlUnit {
    async fn head(&mut self) -> Result<Option<AuditRecord>, StoreError> {
        let last = row::Entity::find().order_by_desc(row::Column::Sequence).limit(1);
        Ok(self.records(last).await?.pop())
    }

    async fn known(&mut self, events: &[Uuid]) -> Result<Vec<Uuid>, StoreError> {
        let known = row::Entity::find()
            .select_only()
            .column(row::Column::Event)
            .filter(row::Column::Event.is_in(events.iter().copied()))
            .into_tuple()
            .all(&self.database())
            .await;
        known.map_err(failed)
    }

    async fn add(&mut self, records: &[AuditRecord]) -> Result<(), StoreError> {
        let transaction = self.transaction()?;
        if records.is_empty() {
            return Ok(());
        }
        let rows = records.iter().map(active);
        let added = row::Entity::insert_many(rows).exec_without_returning(transaction).await;
        added.map(drop).map_err(|cause| refused("audit record", cause))
    }

    async fn after(&mut self, sequence: i64, limit: u16) -> Result<Vec<AuditRecord>, StoreError> {
        let behind = row::Entity::find()
            .filter(row::Column::Sequence.gt(sequence))
            .order_by_asc(row::Column::Sequence)
            .limit(u64::from(limit));
        self.records(behind).await
    }

    async fn about(&mut self, subject: &str) -> Result<Vec<AuditRecord>, StoreError> {
        let own = row::Entity::find().filter(row::Column::Subject.eq(subject));
        let mut about = self.records(own).await?;
        // Spelt out, as in the index of these records alone: a bound value would not be known to be
        // the index's.
        let searches = Expr::cust(format!("action = '{}'", PersonalDataEvent::FOUND));
        let found = row::Entity::find()
            .filter(searches)
            .filter(row::Column::Data.contains(subject))
            .filter(row::Column::Subject.ne(subject));
        about.extend(self.records(found).await?);
        about.sort_unstable_by_key(|record| record.sequence);
        Ok(about)
    }

    async fn last_change(
        &mut self,
        subjects: &[String],
    ) -> Result<Option<DateTime<Utc>>, StoreError> {
        let mut last = None;
        for some in subjects.chunks(SUBJECTS_AT_ONCE) {
            let latest = row::Entity::find()
                .select_only()
                .column_as(row::Column::At.max(), "at")
                .filter(row::Column::Subject.is_in(some))
                .filter(row::Column::Action.ne(PersonalDataEvent::READ))
                .into_tuple::<Option<DateTime<Utc>>>()
                .one(&self.database())
                .await
                .map_err(failed)?;
            last = last.max(latest.flatten());
        }
        Ok(last)
    }
}
