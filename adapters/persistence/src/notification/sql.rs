//! Kept messages as rows.

use crate::sql::{Mapped, SqlUnit, columns_of_row, failed, one};
use async_trait::async_trait;
use kredo_application::{
    notification::{MailboxMessage, MailboxMessageId, MailboxRecord},
    outside::CallKey,
    store::{MailboxRepository, StoreError, Versioned},
};
use kredo_domain::Phone;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

#[expect(unreachable_pub, reason = "the ORM's derives want public rows")]
mod row {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "mailbox_message")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub version: i64,
        pub call_key: String,
        pub phone: String,
        pub text: String,
        pub created_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl Mapped for MailboxMessage {
    columns_of_row!();

    fn to_row(&self, version: i64) -> Result<row::Model, StoreError> {
        let MailboxRecord { id, key, phone, text, created_at } = self.record().clone();
        let (call_key, phone) = (key.to_string(), phone.to_string());
        Ok(row::Model { id: id.guid(), version, call_key, phone, text, created_at })
    }

    fn from_row(row: row::Model) -> Result<Versioned<Self>, StoreError> {
        let record = MailboxRecord {
            id: MailboxMessageId::new(row.id),
            key: CallKey::restore(row.call_key),
            phone: Phone::restore(row.phone),
            text: row.text,
            created_at: row.created_at,
        };
        Ok(Versioned::stored(Self::new(record), row.version))
    }
}

#[async_trait]
impl MailboxRepository for SqlUnit {
    async fn by_key(
        &mut self,
        key: &CallKey,
    ) -> Result<Option<Versioned<MailboxMessage>>, StoreError> {
        one(self, row::Entity::find().filter(row::Column::CallKey.eq(key.as_str()))).await
    }

    async fn to(&mut self, phone: &Phone) -> Result<Vec<MailboxMessage>, StoreError> {
        let rows = row::Entity::find()
            .filter(row::Column::Phone.eq(phone.digits()))
            .order_by_asc(row::Column::Id)
            .all(&self.database())
            .await
            .map_err(failed)?;
        let messages = rows.into_iter().map(|row| MailboxMessage::from_row(row).map(|m| m.value));
        messages.collect()
    }
}
