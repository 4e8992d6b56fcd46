//! Requests for codes as rows.

use crate::sql::{Mapped, SqlUnit, columns_of_row, corrupt, failed, json, one, piece};
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use kredo_application::store::{OtpRepository, StoreError, Versioned};
use kredo_domain::{
    Phone,
    loan_application::{DocumentHash, LoanApplicationId},
    otp::{CodeHash, OtpChallenge, OtpChallengeId, OtpChallengeRecord, OtpPurpose, OtpState},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select};

#[expect(unreachable_pub, reason = "the ORM's derives want public rows")]
mod row {
    use crate::sql::Json;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "otp_challenge")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub version: i64,
        /// The application whose contract it signs; none for a client's login.
        pub application_id: Option<Uuid>,
        pub phone: String,
        pub document_hash: Option<String>,
        pub policy: Json,
        pub code: String,
        pub sent_at: DateTimeUtc,
        pub expires_at: DateTimeUtc,
        pub attempts: i64,
        pub attempts_in_all: i64,
        pub resends: i64,
        /// When the right code was entered.
        pub accepted_at: Option<DateTimeUtc>,
        pub created_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl Mapped for OtpChallenge {
    columns_of_row!();

    fn to_row(&self, version: i64) -> Result<row::Model, StoreError> {
        let record = self.record();
        let application_id = match record.purpose {
            OtpPurpose::Signature { application } => Some(application.guid()),
            OtpPurpose::ClientLogin => None,
        };
        let accepted_at = match record.state {
            OtpState::Open => None,
            OtpState::Accepted { at } => Some(at),
        };
        Ok(row::Model {
            id: record.id.guid(),
            version,
            application_id,
            phone: record.phone.to_string(),
            document_hash: record.document.as_ref().map(|hash| hash.as_str().to_owned()),
            policy: json(&record.policy)?,
            code: record.code.as_str().to_owned(),
            sent_at: record.sent_at,
            expires_at: record.expires_at,
            attempts: record.attempts.into(),
            attempts_in_all: record.attempts_in_all.into(),
            resends: record.resends.into(),
            accepted_at,
            created_at: record.created_at,
        })
    }

    fn from_row(row: row::Model) -> Result<Versioned<Self>, StoreError> {
        let bad = |column| corrupt("otp_challenge", column, row.id);
        let count = |number: i64, column| u32::try_from(number).map_err(|_| bad(column));
        let application = row.application_id.map(LoanApplicationId::new);
        let purpose = application
            .map_or(OtpPurpose::ClientLogin, |application| OtpPurpose::Signature { application });
        let record = OtpChallengeRecord {
            id: OtpChallengeId::new(row.id),
            purpose,
            phone: Phone::restore(row.phone),
            document: row.document_hash.map(DocumentHash::new),
            policy: row.policy.read().map_err(|_| bad("policy"))?,
            created_at: row.created_at,
            code: CodeHash::new(row.code),
            sent_at: row.sent_at,
            expires_at: row.expires_at,
            attempts: count(row.attempts, "attempts")?,
            attempts_in_all: count(row.attempts_in_all, "attempts_in_all")?,
            resends: count(row.resends, "resends")?,
            state: row.accepted_at.map_or(OtpState::Open, |at| OtpState::Accepted { at }),
        };
        Ok(Versioned::stored(Self::restore(record), row.version))
    }
}

fn logins_of(phone: &Phone) -> Select<row::Entity> {
    row::Entity::find()
        .filter(row::Column::Phone.eq(phone.digits()))
        .filter(row::Column::ApplicationId.is_null())
}

#[async_trait]
impl OtpRepository for SqlUnit {
    async fn latest_login(
        &mut self,
        phone: &Phone,
    ) -> Result<Option<Versioned<OtpChallenge>>, StoreError> {
        let query = logins_of(phone)
            .order_by_desc(row::Column::CreatedAt)
            .order_by_desc(row::Column::Id)
            .limit(1);
        one(self, query).await
    }
    async fn logins(&mut self, phone: &Phone) -> Result<Vec<Versioned<OtpChallenge>>, StoreError> {
        let query = logins_of(phone).order_by_asc(row::Column::Id);
        let rows = query.all(&self.database()).await.map_err(failed)?;
        rows.into_iter().map(OtpChallenge::from_row).collect()
    }
    async fn logins_until(
        &mut self,
        sent_by: DateTime<Utc>,
        limit: u16,
    ) -> Result<Vec<Versioned<OtpChallenge>>, StoreError> {
        let old = row::Entity::find()
            .filter(row::Column::ApplicationId.is_null())
            .filter(row::Column::SentAt.lte(sent_by));
        piece(self, old, None, limit).await
    }
}
