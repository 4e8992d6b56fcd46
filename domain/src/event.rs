//! What happened, for those who were not there.

use serde::Serialize;

/// A fact about one aggregate, worth telling other systems through the outbox.
///
/// Carries guids and codes, never personal data: whoever may know more asks by guid.
pub trait DomainEvent: Serialize {
    /// The published name with its version: `kredo.customer.registered.v1`. A payload that changes
    /// its shape gets a new version.
    fn name(&self) -> &'static str;
    /// The guid of the aggregate it is about.
    fn subject(&self) -> String;
}
