//! A store whose commits are points.

use super::unit::PointedUnit;
use async_trait::async_trait;
use kredo_application::store::{Store, StoreError, UnitOfWork};
use std::sync::Arc;

/// The store behind it, with points around each commit.
pub(super) struct PointedStore(pub(super) Arc<dyn Store>);

#[async_trait]
impl Store for PointedStore {
    async fn begin(&self) -> Result<Box<dyn UnitOfWork>, StoreError> {
        Ok(Box::new(PointedUnit::new(self.0.begin().await?)))
    }
    async fn reader(&self) -> Result<Box<dyn UnitOfWork>, StoreError> {
        self.0.reader().await
    }
}
