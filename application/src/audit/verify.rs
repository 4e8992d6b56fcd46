//! Checking the trail.

use super::{AuditRecord, AuditVerifier, ORIGIN};
use crate::{AppError, Sha256Sum, Store};
use std::sync::Arc;

/// Records read at once.
const AT_ONCE: u16 = 1_000;

/// Checks the whole trail.
pub struct VerifyTrail {
    store: Arc<dyn Store>,
    verifier: Arc<dyn AuditVerifier>,
}

/// What is wrong with a trail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TrailFault {
    /// A record is missing, or one was put in.
    #[error("record {0} is missing")]
    Missing(i64),
    /// A record, or the one before it, is not what was written.
    #[error("record {0} is not as it was written")]
    Changed(i64),
    /// A signature does not hold.
    #[error("the signature of record {0} does not hold")]
    Signature(i64),
    /// The last record is signed in every trail that nobody cut off.
    #[error("record {0} is the last one and not signed: something was cut off")]
    Unsigned(i64),
    /// The head that was known earlier is not in the chain.
    #[error(
        "the head that was known earlier is not in the trail: something was cut off or replaced"
    )]
    HeadLost,
}

/// A trail that holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verified {
    /// How many records there are.
    pub records: i64,
    /// The hash of the last one: whoever keeps it can prove next time that nothing was cut off.
    pub head: Sha256Sum,
}

impl VerifyTrail {
    /// Binds the ports.
    #[must_use]
    pub fn new(store: Arc<dyn Store>, verifier: Arc<dyn AuditVerifier>) -> Self {
        Self { store, verifier }
    }

    /// Reads the trail from its beginning. `known` is the head of an earlier check; `progress` is
    /// told how many records have been read.
    ///
    /// # Errors
    /// The store's. A fault of the trail is an answer.
    pub async fn execute(
        &self,
        known: Option<Sha256Sum>,
        mut progress: impl FnMut(i64) + Send,
    ) -> Result<Result<Verified, TrailFault>, AppError> {
        let mut reading = Reading { verifier: &*self.verifier, place: 0, hash: ORIGIN };
        let mut signed = true;
        let mut seen = known.is_none_or(|known| known == ORIGIN);
        loop {
            let records = self.store.reader().await?.audit().after(reading.place, AT_ONCE).await?;
            if records.is_empty() {
                break;
            }
            for record in &records {
                if let Err(fault) = reading.read(record)? {
                    return Ok(Err(fault));
                }
                signed = record.signature.is_some();
                seen = seen || known == Some(record.hash);
            }
            progress(reading.place);
        }
        Ok(if !signed {
            Err(TrailFault::Unsigned(reading.place))
        } else if seen {
            Ok(Verified { records: reading.place, head: reading.hash })
        } else {
            Err(TrailFault::HeadLost)
        })
    }
}

/// How far the trail has been read.
struct Reading<'a> {
    verifier: &'a dyn AuditVerifier,
    place: i64,
    hash: Sha256Sum,
}

impl Reading<'_> {
    fn read(&mut self, record: &AuditRecord) -> Result<Result<(), TrailFault>, AppError> {
        let place = self.place.saturating_add(1);
        if record.sequence != place {
            return Ok(Err(TrailFault::Missing(place)));
        }
        let expected = record
            .hash_after(self.hash)
            .map_err(|cause| AppError::internal("hashing an audit record", cause))?;
        if record.hash != expected {
            return Ok(Err(TrailFault::Changed(place)));
        }
        let bad = |signature| !self.verifier.holds(&record.hash, signature);
        if record.signature.as_ref().is_some_and(bad) {
            return Ok(Err(TrailFault::Signature(place)));
        }
        (self.place, self.hash) = (place, record.hash);
        Ok(Ok(()))
    }
}
