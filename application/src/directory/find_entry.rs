//! Finding one entry.

use super::Listed;
use crate::{AppError, UnitOfWork, UseCase, Versioned};
use async_trait::async_trait;
use kredo_domain::{Id, directory::Entry};
use std::marker::PhantomData;

/// Finds an entry of a directory, in use or not.
pub struct FindEntry<F>(PhantomData<fn() -> F>);

/// Which entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Which<F> {
    /// That of a guid.
    Guid(Id<Entry<F>>),
    /// That of a key.
    Key(String),
}

impl<F> FindEntry<F> {
    /// Needs no ports.
    #[must_use]
    pub const fn new() -> Self {
        Self(PhantomData)
    }
}

impl<F> Default for FindEntry<F> {
    fn default() -> Self {
        Self::new()
    }
}

#[async_trait]
impl<F: Listed> UseCase for FindEntry<F> {
    type Command = Which<F>;
    type Output = Versioned<Entry<F>>;

    /// # Errors
    /// [`Facts::missing`](kredo_domain::directory::Facts::missing), or the store's.
    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        which: &Which<F>,
    ) -> Result<Versioned<Entry<F>>, AppError> {
        let directory = F::directory(unit);
        let found = match which {
            Which::Guid(id) => directory.get(*id).await?,
            Which::Key(key) => directory.by_key(key).await?,
        };
        found.ok_or_else(|| F::missing().into())
    }
}
