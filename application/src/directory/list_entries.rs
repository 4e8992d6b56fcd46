//! Listing a directory.

use super::Listed;
use crate::{
    AppError, UnitOfWork, UseCase,
    paging::{Page, PageRequest},
};
use async_trait::async_trait;
use kredo_domain::directory::Entry;
use std::marker::PhantomData;

/// Lists a directory page by page, in its usual order unless it is told otherwise.
pub struct ListEntries<F>(PhantomData<fn() -> F>);

impl<F> ListEntries<F> {
    /// Needs no ports.
    #[must_use]
    pub const fn new() -> Self {
        Self(PhantomData)
    }
}

impl<F> Default for ListEntries<F> {
    fn default() -> Self {
        Self::new()
    }
}

#[async_trait]
impl<F: Listed> UseCase for ListEntries<F> {
    type Command = PageRequest<Entry<F>>;
    type Output = Page<Entry<F>>;

    /// # Errors
    /// The store's.
    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        wanted: &Self::Command,
    ) -> Result<Page<Entry<F>>, AppError> {
        let all = F::directory(unit).all().await?;
        Ok(Page::of(all.into_iter().map(|entry| entry.value).collect(), wanted))
    }
}
