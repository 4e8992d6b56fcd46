//! What happened to the customer's record.

use crate::{AppError, audit::AuditRecord};
use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

/// One thing that happened, or one look at the data.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::personal_data) struct HeldEvent {
    /// When.
    at: DateTime<Utc>,
    /// Who did it: `employee 0193…`, `flow`.
    actor: String,
    /// What happened: `kredo.personal-data.read.v1`.
    action: String,
    /// The facts, as they were told.
    #[schema(value_type = Object)]
    data: Value,
}

impl TryFrom<AuditRecord> for HeldEvent {
    type Error = AppError;

    fn try_from(record: AuditRecord) -> Result<Self, AppError> {
        let data = serde_json::from_str(&record.data)
            .map_err(|cause| AppError::internal("reading an audit record", cause))?;
        let actor = record.actor.as_str().to_owned();
        Ok(Self { at: record.at, actor, action: record.action, data })
    }
}
