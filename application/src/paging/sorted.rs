//! What lists are sorted by.

use super::SortBy;
use std::{cmp::Ordering, fmt};

type Compare<T> = fn(&T, &T) -> Ordering;

/// Things that people sort lists of.
pub trait Sorted: Sized + Send + Sync + 'static {
    /// What they can be sorted by, as it is offered.
    fn properties() -> Vec<SortProperty<Self>>;
    /// The order where nobody asks for another, and of those that are equal by what was asked for.
    fn usual(&self, other: &Self) -> Ordering;
}

/// Something that things can be sorted by.
pub struct SortProperty<T> {
    name: &'static str,
    compare: Compare<T>,
}

impl<T> SortProperty<T> {
    /// A property by its name on the wire: `createdAt`.
    #[must_use]
    pub const fn new(name: &'static str, compare: Compare<T>) -> Self {
        Self { name, compare }
    }
    /// As on the wire.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }
    /// The order of two things by it.
    #[must_use]
    pub fn compare(&self, one: &T, other: &T) -> Ordering {
        (self.compare)(one, other)
    }
}

impl<T> Clone for SortProperty<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for SortProperty<T> {}
impl<T> PartialEq for SortProperty<T> {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}
impl<T> fmt::Debug for SortProperty<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

/// The order of two things by these criteria, then by the usual one.
pub(super) fn compare<T: Sorted>(order: &[SortBy<T>], one: &T, other: &T) -> Ordering {
    let wanted = order.iter().map(|by| {
        let order = by.property.compare(one, other);
        if by.descending { order.reverse() } else { order }
    });
    wanted.into_iter().find(|order| order.is_ne()).unwrap_or_else(|| one.usual(other))
}
