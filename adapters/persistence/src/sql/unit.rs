//! The unit of work on a database: a transaction, or, to read, the pool.

use super::failed;
use async_trait::async_trait;
use kredo_application::{
    outbox::Outbox,
    store::{
        AccountRepository, Collection, CustomerRepository, FlowRepository, LendingUnit,
        PlatformUnit, RegistryUnit, Repository, Sequence, StoreError, UnitOfWork,
    },
};
use kredo_domain::{
    customer::{Address, Contact, Employment},
    document::Document,
    loan_application::LoanApplication,
};
use sea_orm::{DatabaseConnection, DatabaseExecutor, DatabaseTransaction};

pub(crate) enum SqlUnit {
    Writing(DatabaseTransaction),
    Reading(DatabaseConnection),
}

impl SqlUnit {
    pub(super) const fn writing(transaction: DatabaseTransaction) -> Self {
        Self::Writing(transaction)
    }
    pub(super) const fn reading(pool: DatabaseConnection) -> Self {
        Self::Reading(pool)
    }
    /// Where reads go.
    pub(crate) fn database(&self) -> DatabaseExecutor<'_> {
        match self {
            Self::Writing(transaction) => transaction.into(),
            Self::Reading(pool) => pool.into(),
        }
    }
    /// Where writes go.
    pub(crate) const fn transaction(&self) -> Result<&DatabaseTransaction, StoreError> {
        match self {
            Self::Writing(transaction) => Ok(transaction),
            Self::Reading(_) => Err(StoreError::ReadOnly),
        }
    }
}

impl RegistryUnit for SqlUnit {
    fn customers(&mut self) -> &mut dyn CustomerRepository {
        self
    }
    fn contacts(&mut self) -> &mut dyn Collection<Contact> {
        self
    }
    fn addresses(&mut self) -> &mut dyn Collection<Address> {
        self
    }
    fn employments(&mut self) -> &mut dyn Collection<Employment> {
        self
    }
    fn documents(&mut self) -> &mut dyn Collection<Document> {
        self
    }
}

impl LendingUnit for SqlUnit {
    fn loan_applications(&mut self) -> &mut dyn Repository<LoanApplication> {
        self
    }
}

#[async_trait]
impl PlatformUnit for SqlUnit {
    fn accounts(&mut self) -> &mut dyn AccountRepository {
        self
    }
    fn flows(&mut self) -> &mut dyn FlowRepository {
        self
    }
    fn outbox(&mut self) -> &mut dyn Outbox {
        self
    }
    async fn next_number(&mut self, sequence: Sequence) -> Result<i64, StoreError> {
        super::sequence::next(self.transaction()?, sequence).await
    }
}

#[async_trait]
impl UnitOfWork for SqlUnit {
    async fn commit(self: Box<Self>) -> Result<(), StoreError> {
        match *self {
            Self::Writing(transaction) => transaction.commit().await.map_err(failed),
            Self::Reading(_) => Ok(()),
        }
    }
}
