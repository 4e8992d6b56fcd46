//! What the trail asks of others.

use super::{AuditRecord, RecordSignature};
use crate::{AppError, Sha256Sum, StoreError};
use async_trait::async_trait;
use chrono::{DateTime, Utc};
#[cfg(doc)]
use kredo_domain::personal_data::PersonalDataEvent;
use uuid::Uuid;

/// The trail in the unit of work. Records are added and never changed.
#[async_trait]
pub trait AuditTrail: Send {
    /// The last record; `None` in an empty trail.
    ///
    /// # Errors
    /// The store's.
    async fn head(&mut self) -> Result<Option<AuditRecord>, StoreError>;

    /// Those of the events that the trail has already.
    ///
    /// # Errors
    /// The store's.
    async fn known(&mut self, events: &[Uuid]) -> Result<Vec<Uuid>, StoreError>;

    /// Adds records behind the last one.
    ///
    /// # Errors
    /// [`StoreError::Duplicate`] or [`StoreError::Stale`], here or at commit, when a place or an
    /// event is taken.
    async fn add(&mut self, records: &[AuditRecord]) -> Result<(), StoreError>;

    /// The records behind that place, in order.
    ///
    /// # Errors
    /// The store's.
    async fn after(&mut self, sequence: i64, limit: u16) -> Result<Vec<AuditRecord>, StoreError>;

    /// Everything that happened to one thing, and the searches that found it
    /// ([`PersonalDataEvent::FOUND`]), in order.
    ///
    /// # Errors
    /// The store's.
    async fn about(&mut self, subject: &str) -> Result<Vec<AuditRecord>, StoreError>;

    /// When something last happened to any of these, apart from that somebody looked
    /// ([`PersonalDataEvent::READ`]).
    ///
    /// # Errors
    /// The store's.
    async fn last_change(
        &mut self,
        subjects: &[String],
    ) -> Result<Option<DateTime<Utc>>, StoreError>;
}

/// Signs the trail. Its key is not in the database: who can write there cannot make a new chain.
pub trait AuditSigner: Send + Sync {
    /// Signs a record's hash.
    ///
    /// # Errors
    /// [`AppError::Internal`] when the key fails.
    fn sign(&self, hash: &Sha256Sum) -> Result<RecordSignature, AppError>;
}

/// Checks signatures of the trail.
pub trait AuditVerifier: Send + Sync {
    /// Whether one of the lender's keys, old ones included, made the signature.
    fn holds(&self, hash: &Sha256Sum, signature: &RecordSignature) -> bool;
}
