//! Loan applications as rows.

use crate::sql::{Mapped, SqlUnit, columns_of_row, corrupt, failed, json, piece};
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use kredo_application::store::{LoanApplicationRepository, StoreError, Versioned};
use kredo_domain::{
    customer::CustomerId,
    identity::AccountName,
    loan_application::{Fingerprint, LoanApplication, LoanApplicationId, LoanApplicationRecord},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

#[expect(unreachable_pub, reason = "the ORM's derives want public rows")]
mod row {
    use crate::sql::Json;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "loan_application")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub version: i64,
        pub partner: String,
        pub request: String,
        pub customer_id: Option<Uuid>,
        pub questionnaire: Json,
        /// Where it stands, whole.
        pub state: Json,
        pub files: Json,
        pub created_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl Mapped for LoanApplication {
    columns_of_row!();

    fn to_row(&self, version: i64) -> Result<row::Model, StoreError> {
        let record = self.record();
        Ok(row::Model {
            id: record.id.guid(),
            version,
            partner: record.partner.to_string(),
            request: record.request.as_str().to_owned(),
            customer_id: record.customer.map(CustomerId::guid),
            questionnaire: json(&record.questionnaire)?,
            state: json(&record.state)?,
            files: json(&record.files)?,
            created_at: record.created_at,
        })
    }

    fn from_row(row: row::Model) -> Result<Versioned<Self>, StoreError> {
        let bad = |column| corrupt("loan_application", column, row.id);
        let record = LoanApplicationRecord {
            id: LoanApplicationId::new(row.id),
            partner: AccountName::restore(row.partner),
            request: Fingerprint::new(row.request),
            questionnaire: row.questionnaire.read().map_err(|_| bad("questionnaire"))?,
            created_at: row.created_at,
            customer: row.customer_id.map(CustomerId::new),
            state: row.state.read().map_err(|_| bad("state"))?,
            files: row.files.read().map_err(|_| bad("files"))?,
        };
        Ok(Versioned::stored(Self::restore(record), row.version))
    }
}

#[async_trait]
impl LoanApplicationRepository for SqlUnit {
    async fn of_nobody(
        &mut self,
        created_by: DateTime<Utc>,
        behind: Option<LoanApplicationId>,
        limit: u16,
    ) -> Result<Vec<Versioned<LoanApplication>>, StoreError> {
        let of_nobody = row::Entity::find()
            .filter(row::Column::CustomerId.is_null())
            .filter(row::Column::CreatedAt.lte(created_by));
        piece(self, of_nobody, behind, limit).await
    }
    async fn of_customer(
        &mut self,
        customer: CustomerId,
    ) -> Result<Vec<Versioned<LoanApplication>>, StoreError> {
        let own = row::Entity::find().filter(row::Column::CustomerId.eq(customer.guid()));
        let rows = own.order_by_asc(row::Column::Id).all(&self.database()).await;
        rows.map_err(failed)?.into_iter().map(LoanApplication::from_row).collect()
    }
}
