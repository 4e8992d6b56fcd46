//! Who did what: an append-only trail of everything that happened, as a chain of hashes.
//!
//! Whatever the domain says happened goes through the outbox, with who did it. The relay chains each
//! event before it publishes it: a record's hash covers the record and the hash before it, and the
//! last record of each turn is signed. A record that was changed, taken out or put in breaks the
//! chain; one that was cut off its end is missed by whoever kept an earlier head.

mod acting;
mod chain;
mod ports;
mod read;
mod record;
mod verify;

pub use acting::{Actor, acting, identify};
pub use chain::chain_events;
pub use ports::{AuditSigner, AuditTrail, AuditVerifier};
pub use read::record_reads;
pub use record::{AuditRecord, ORIGIN, RecordSignature};
pub use verify::{TrailFault, Verified, VerifyTrail};

pub(crate) use acting::{current, note_read};
