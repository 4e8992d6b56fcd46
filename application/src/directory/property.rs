//! What directories are sorted by.

use super::Listed;
use crate::paging::{Property, SortBy};
use kredo_domain::directory::{EntryState, Facts};
use std::{cmp::Ordering, fmt};

type Compare<F> = fn(&EntryState<F>, &EntryState<F>) -> Ordering;

/// Something that the entries of a directory can be sorted by.
pub struct EntryProperty<F> {
    name: &'static str,
    compare: Compare<F>,
}

impl<F> EntryProperty<F> {
    /// What every entry has; one that was never changed comes before those that were.
    const OF_EVERY: [Self; 3] = [
        Self::new("status", |one, other| one.status.cmp(&other.status)),
        Self::new("createdAt", |one, other| one.created_at.cmp(&other.created_at)),
        Self::new("updatedAt", |one, other| one.updated_at.cmp(&other.updated_at)),
    ];

    /// A property by its name on the wire.
    #[must_use]
    pub const fn new(name: &'static str, compare: Compare<F>) -> Self {
        Self { name, compare }
    }
}

impl<F> Clone for EntryProperty<F> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<F> Copy for EntryProperty<F> {}
impl<F> PartialEq for EntryProperty<F> {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}
impl<F> fmt::Debug for EntryProperty<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

impl<F: Listed> Property for EntryProperty<F> {
    fn all() -> Vec<Self> {
        F::PROPERTIES.iter().copied().chain(Self::OF_EVERY).collect()
    }
    fn name(self) -> &'static str {
        self.name
    }
}

/// The order of two entries by these criteria, then by the usual one, then by their key.
pub(super) fn compare<F: Listed>(
    order: &[SortBy<EntryProperty<F>>],
    one: &EntryState<F>,
    other: &EntryState<F>,
) -> Ordering {
    let wanted = order.iter().map(|by| {
        let order = (by.property.compare)(one, other);
        if by.descending { order.reverse() } else { order }
    });
    let usual = F::PROPERTIES.iter().take(1).map(|property| (property.compare)(one, other));
    let mut decided = wanted.chain(usual).filter(|order| order.is_ne());
    decided.next().unwrap_or_else(|| Facts::key(&one.facts).cmp(&Facts::key(&other.facts)))
}
