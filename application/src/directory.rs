//! What all directories share: where entries are kept, how they are added, changed, found and
//! listed. A directory itself only says what its [`Facts`] are and how they are sorted.

mod add_entry;
mod change_entry;
mod find_entry;
mod install_entries;
mod list_entries;

pub use add_entry::{AddEntry, NewEntry};
pub use change_entry::{ChangeEntry, EntryChange};
pub use find_entry::{FindEntry, Which};
pub use install_entries::InstallEntries;
pub use list_entries::ListEntries;

use crate::{
    StoreError, UnitOfWork, Versioned,
    paging::{SortProperty, Sorted},
    store::{Aggregate, Repository},
};
use async_trait::async_trait;
use kredo_domain::{
    Id,
    directory::{Entry, Facts},
};
use std::cmp::Ordering;

/// The facts of a directory that a store keeps.
pub trait Listed: Facts {
    /// What it can be sorted by, besides what every entry has; the first is its order where nobody
    /// asks for another.
    const PROPERTIES: &'static [SortProperty<Entry<Self>>];
    /// Where it is kept.
    fn directory(unit: &mut dyn UnitOfWork) -> &mut dyn Directory<Self>;
}

impl<F: Listed> Aggregate for Entry<F> {
    const NAME: &'static str = F::NAME;
    fn id(&self) -> Id<Self> {
        self.id()
    }
}

impl<F: Listed> Sorted for Entry<F> {
    /// Those of the directory, and what every entry has; one that was never changed comes before
    /// those that were.
    fn properties() -> Vec<SortProperty<Self>> {
        let of_every = [
            SortProperty::new("status", |one: &Self, other: &Self| {
                one.state().status.cmp(&other.state().status)
            }),
            SortProperty::new("createdAt", |one, other| {
                one.state().created_at.cmp(&other.state().created_at)
            }),
            SortProperty::new("updatedAt", |one, other| {
                one.state().updated_at.cmp(&other.state().updated_at)
            }),
        ];
        F::PROPERTIES.iter().copied().chain(of_every).collect()
    }
    fn usual(&self, other: &Self) -> Ordering {
        let first = F::PROPERTIES.first().map(|property| property.compare(self, other));
        first
            .filter(|order| order.is_ne())
            .unwrap_or_else(|| self.facts().key().cmp(&other.facts().key()))
    }
}

/// The entries of one directory in the unit of work; one a [key](Facts::key).
///
/// A directory is read by people and has tens of entries, hundreds at most: it is sorted and cut
/// into pages after it was read as a whole, by the same rules for every store.
#[async_trait]
pub trait Directory<F: Listed>: Repository<Entry<F>> {
    /// Every entry, oldest guid first.
    async fn all(&mut self) -> Result<Vec<Versioned<Entry<F>>>, StoreError>;
    /// The entry of that key.
    async fn by_key(&mut self, key: &str) -> Result<Option<Versioned<Entry<F>>>, StoreError>;
}
