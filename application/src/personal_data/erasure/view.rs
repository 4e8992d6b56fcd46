//! The act of erasing, as it is shown.

use chrono::{DateTime, NaiveDate, Utc};
use kredo_domain::personal_data::{DataKind, Erasure};
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;
use uuid::Uuid;

/// That the data of somebody was erased.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ErasureView {
    /// The customer, or the application of somebody who never became one.
    pub guid: Uuid,
    /// The numeric id that the customer had.
    pub customer_id: Option<i64>,
    /// When the customer was registered, or the application created.
    pub registered_at: DateTime<Utc>,
    /// The day on which anything last happened.
    pub last_dealings: NaiveDate,
    /// For how many years after that day the data had to be kept.
    pub kept_years: u32,
    /// How much there was, by kind.
    #[schema(value_type = BTreeMap<String, usize>)]
    pub held: BTreeMap<DataKind, usize>,
    /// How many files are left to delete; 0 unless the file storage could not be reached.
    pub files_left: usize,
    /// When the data was erased.
    pub erased_at: DateTime<Utc>,
    /// When the last file was deleted.
    pub finished_at: Option<DateTime<Utc>>,
}

impl From<&Erasure> for ErasureView {
    fn from(erasure: &Erasure) -> Self {
        let record = erasure.record();
        Self {
            guid: erasure.id().guid(),
            customer_id: record.number,
            registered_at: record.registered_at,
            last_dealings: record.last_dealings,
            kept_years: record.kept_years,
            held: record.held.clone(),
            files_left: record.files.len(),
            erased_at: record.erased_at,
            finished_at: record.finished_at,
        }
    }
}
