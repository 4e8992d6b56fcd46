//! One record of the trail.

use super::Actor;
use crate::{AppError, Sha256Sum, outbox::OutboxEvent};
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// What stands before the first record.
pub const ORIGIN: Sha256Sum = Sha256Sum::from_bytes([0; 32]);

/// A signature over a record's hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordSignature {
    /// The key that signed.
    pub key: String,
    /// The signature, base64url.
    pub value: String,
}

/// That something happened, who did it, and where it stands in the chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditRecord {
    /// Its place in the chain: 1, 2, 3…
    pub sequence: i64,
    /// Guid of the event.
    pub event: Uuid,
    /// When it happened, UTC, to the microsecond.
    pub at: DateTime<Utc>,
    /// Who did it.
    pub actor: Actor,
    /// Finds the request in the log.
    pub trace: String,
    /// What happened: `kredo.loan-application.signed.v1`.
    pub action: String,
    /// Guid of what it happened to.
    pub subject: String,
    /// The facts as JSON, byte for byte as they were hashed.
    pub data: String,
    /// SHA-256 of all of the above and the hash before it.
    pub hash: Sha256Sum,
    /// On the last record of a relay's turn.
    pub signature: Option<RecordSignature>,
}

impl AuditRecord {
    /// The record of an event at that place, after that hash; not signed.
    ///
    /// # Errors
    /// [`AppError::Internal`] when the facts cannot be written as JSON.
    pub(super) fn of(
        event: &OutboxEvent,
        sequence: i64,
        previous: Sha256Sum,
    ) -> Result<Self, AppError> {
        let failed = |cause| AppError::internal("writing an audit record", cause);
        let mut record = Self {
            sequence,
            event: event.id,
            at: event.time,
            actor: event.actor.clone(),
            trace: event.trace.clone(),
            action: event.name.clone(),
            subject: event.subject.clone(),
            data: serde_json::to_string(&event.data).map_err(failed)?,
            hash: ORIGIN,
            signature: None,
        };
        record.hash = record.hash_after(previous).map_err(failed)?;
        Ok(record)
    }

    /// The hash that it must have after that one: SHA-256 of a JSON array of its fields.
    pub(super) fn hash_after(&self, previous: Sha256Sum) -> serde_json::Result<Sha256Sum> {
        let Self { sequence, event, at, actor, trace, action, subject, data, .. } = self;
        let at = at.timestamp_micros();
        let previous = previous.to_string();
        let fields = (sequence, event, at, actor, trace, action, subject, data, previous);
        Ok(Sha256Sum::of(&serde_json::to_vec(&fields)?))
    }
}
