//! The unit of work: everything a use case reads and writes, all or nothing.

mod repository;
mod units;

pub use repository::{
    AboutApplication, Aggregate, ApplicationCollection, Collection, Owned, Repository, Versioned,
};
pub use units::{
    AccountRepository, CustomerRepository, DocumentFileRepository, ErasureRepository,
    FlowRepository, LendingUnit, LoanApplicationRepository, MailboxRepository,
    OtpExceptionRepository, OtpRepository, PartnerRepository, PassportRegister, PaymentUnit,
    PlatformUnit, RegistryUnit, Sequence, UnitOfWork,
};

use async_trait::async_trait;
use std::error::Error;

/// Opens units of work.
#[async_trait]
pub trait Store: Send + Sync {
    /// Starts a unit that may write.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] when no connection can be had.
    async fn begin(&self) -> Result<Box<dyn UnitOfWork>, StoreError>;

    /// Opens a unit that only reads. It holds no transaction: each read sees what is committed at
    /// that moment, and a write is refused with [`StoreError::ReadOnly`].
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] when no connection can be had.
    async fn reader(&self) -> Result<Box<dyn UnitOfWork>, StoreError>;
}

/// The next number of a sequence.
pub(crate) async fn next_number(
    unit: &mut dyn UnitOfWork,
    sequence: Sequence,
) -> Result<i64, StoreError> {
    let numbers = PlatformUnit::next_numbers(unit, sequence, 1).await?;
    numbers.first().copied().ok_or_else(|| StoreError::Backend("a sequence gave no number".into()))
}

/// The outcome of a write whose key was looked for before and found free: where it is taken now,
/// somebody was faster, and the use case is to look again.
///
/// # Errors
/// [`StoreError::Stale`] in place of [`StoreError::Duplicate`]; others as they are.
pub(crate) fn unless_raced(saved: Result<(), StoreError>) -> Result<(), StoreError> {
    match saved {
        Err(StoreError::Duplicate(_)) => Err(StoreError::Stale),
        saved => saved,
    }
}

/// What can go wrong in any store.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A unique key is taken. The unit goes on after an insert; after an update it is ended.
    #[error("{0} already exists")]
    Duplicate(&'static str),
    /// Somebody else saved first.
    #[error("changed by somebody else in the meantime")]
    Stale,
    /// A write was tried in a unit that only reads.
    #[error("this unit of work only reads")]
    ReadOnly,
    /// The store cannot be reached, or has no free connection. At commit the outcome is unknown.
    #[error("the store cannot be reached")]
    Unavailable(#[source] Box<dyn Error + Send + Sync>),
    /// The store failed; the cause is for the log, never for a client.
    #[error("the store failed")]
    Backend(#[source] Box<dyn Error + Send + Sync>),
}
