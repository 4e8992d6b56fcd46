//! What all aggregates share in a unit of work.

use super::StoreError;
use async_trait::async_trait;
use kredo_domain::{Id, loan_application::LoanApplicationId};

/// A thing that is loaded, changed and saved as a whole.
pub trait Aggregate: Clone + Send + Sync + 'static {
    /// What it is called in [`StoreError::Duplicate`] and in logs.
    const NAME: &'static str;
    /// Which one it is.
    fn id(&self) -> Id<Self>;
}

/// An aggregate that belongs to another one.
pub trait Owned: Aggregate {
    /// Whom it belongs to.
    type Owner: Aggregate;
    /// Which owner.
    fn owner(&self) -> Id<Self::Owner>;
}

/// An aggregate of an owner that may be about one application.
pub trait AboutApplication: Owned {
    /// Which application; `None` for what is about none.
    fn application(&self) -> Option<LoanApplicationId>;
}

/// An aggregate together with the version it was read at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Versioned<T> {
    /// The aggregate.
    pub value: T,
    version: i64,
}

impl<T> Versioned<T> {
    /// For adapters: pairs what a store kept.
    pub const fn stored(value: T, version: i64) -> Self {
        Self { value, version }
    }
    /// The version it was read at; 1 after the insert, one more after each update.
    pub const fn version(&self) -> i64 {
        self.version
    }
}

/// Aggregates of one kind in the unit of work.
#[async_trait]
pub trait Repository<A: Aggregate>: Send {
    /// Reads one, own unsaved writes included.
    async fn get(&mut self, id: Id<A>) -> Result<Option<Versioned<A>>, StoreError>;

    /// Adds a new one.
    ///
    /// # Errors
    /// [`StoreError::Duplicate`] here or at commit when a unique key is taken.
    async fn insert(&mut self, aggregate: &A) -> Result<(), StoreError>;

    /// Adds new ones, in one statement where the store can.
    ///
    /// # Errors
    /// As [`Repository::insert`]. Some may be added and others not, so that the unit is ended.
    async fn insert_all(&mut self, aggregates: &[A]) -> Result<(), StoreError> {
        for aggregate in aggregates {
            self.insert(aggregate).await?;
        }
        Ok(())
    }

    /// Saves one that was read before.
    ///
    /// # Errors
    /// [`StoreError::Stale`] here or at commit when somebody else saved first, and
    /// [`StoreError::Duplicate`] when the change takes a unique key that is not free.
    async fn update(&mut self, aggregate: Versioned<A>) -> Result<(), StoreError>;

    /// Takes one out that was read before, for good.
    ///
    /// # Errors
    /// [`StoreError::Stale`] here or at commit when somebody else saved or removed it first.
    async fn remove(&mut self, aggregate: Versioned<A>) -> Result<(), StoreError>;
}

/// A repository whose aggregates belong to another one.
#[async_trait]
pub trait Collection<A: Owned>: Repository<A> {
    /// All that belong to one owner, oldest guid first.
    async fn of(&mut self, owner: Id<A::Owner>) -> Result<Vec<Versioned<A>>, StoreError>;
    /// All that belong to some hundreds of owners, oldest guid first.
    async fn of_all(&mut self, owners: &[Id<A::Owner>]) -> Result<Vec<Versioned<A>>, StoreError>;
}

/// A collection of things about applications. An owner may have had a thousand of them, and what is
/// about one of them is found without the others.
#[async_trait]
pub trait ApplicationCollection<A: AboutApplication>: Collection<A> {
    /// All of that owner about that application, or about none, oldest guid first.
    async fn about(
        &mut self,
        owner: Id<A::Owner>,
        application: Option<LoanApplicationId>,
    ) -> Result<Vec<Versioned<A>>, StoreError>;
}
