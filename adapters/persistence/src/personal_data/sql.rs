//! Erasures as rows.

use crate::sql::{Mapped, SqlUnit, columns_of_row, corrupt, json, piece};
use async_trait::async_trait;
use kredo_application::store::{ErasureRepository, StoreError, Versioned};
use kredo_domain::{
    customer::CustomerId,
    loan_application::LoanApplicationId,
    personal_data::{DataSubject, Erasure, ErasureId, ErasureRecord},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

#[expect(unreachable_pub, reason = "the ORM's derives want public rows")]
mod row {
    use crate::sql::Json;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "erasure")]
    pub struct Model {
        /// The customer's, or that of the application of somebody who never became one.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub version: i64,
        /// The customer's numeric id.
        pub number: Option<i64>,
        pub registered_at: DateTimeUtc,
        pub last_dealings: Date,
        pub kept_years: i64,
        pub held: Json,
        pub files: Json,
        pub erased_at: DateTimeUtc,
        pub finished_at: Option<DateTimeUtc>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl Mapped for Erasure {
    columns_of_row!();

    fn to_row(&self, version: i64) -> Result<row::Model, StoreError> {
        let record = self.record();
        Ok(row::Model {
            id: self.id().guid(),
            version,
            number: record.number,
            registered_at: record.registered_at,
            last_dealings: record.last_dealings,
            kept_years: record.kept_years.into(),
            held: json(&record.held)?,
            files: json(&record.files)?,
            erased_at: record.erased_at,
            finished_at: record.finished_at,
        })
    }

    fn from_row(row: row::Model) -> Result<Versioned<Self>, StoreError> {
        let bad = |column| corrupt("erasure", column, row.id);
        let subject = match row.number {
            Some(_) => DataSubject::Customer(CustomerId::new(row.id)),
            None => DataSubject::Applicant(LoanApplicationId::new(row.id)),
        };
        let record = ErasureRecord {
            subject,
            number: row.number,
            registered_at: row.registered_at,
            last_dealings: row.last_dealings,
            kept_years: row.kept_years.try_into().map_err(|_| bad("kept_years"))?,
            held: row.held.read().map_err(|_| bad("held"))?,
            files: row.files.read().map_err(|_| bad("files"))?,
            erased_at: row.erased_at,
            finished_at: row.finished_at,
        };
        Ok(Versioned::stored(Self::restore(record), row.version))
    }
}

#[async_trait]
impl ErasureRepository for SqlUnit {
    async fn unfinished(
        &mut self,
        behind: Option<ErasureId>,
        limit: u16,
    ) -> Result<Vec<Versioned<Erasure>>, StoreError> {
        let unfinished = row::Entity::find().filter(row::Column::FinishedAt.is_null());
        piece(self, unfinished, behind, limit).await
    }
}
