//! What directories are sorted by.

use super::Listed;
use crate::paging::{Property, SortBy};
use kredo_domain::directory::Entry;
use std::cmp::Ordering;

/// What entries of one directory can be sorted by; the first of [`Property::all`] is their order
/// where nobody asks for another.
pub trait FactProperty<F>: Property {
    /// The order of two entries' facts by it.
    fn compare(self, one: &F, other: &F) -> Ordering;
}

/// What entries can be sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryProperty<P> {
    /// Something that is said of them.
    Fact(P),
    /// Whether they are in use.
    Status,
    /// When they were added.
    CreatedAt,
    /// When they were last changed; those that never were come first.
    UpdatedAt,
}

impl<P: Property> Property for EntryProperty<P> {
    fn all() -> Vec<Self> {
        let facts = P::all().into_iter().map(Self::Fact);
        facts.chain([Self::Status, Self::CreatedAt, Self::UpdatedAt]).collect()
    }
    fn name(self) -> &'static str {
        match self {
            Self::Fact(property) => property.name(),
            Self::Status => "status",
            Self::CreatedAt => "createdAt",
            Self::UpdatedAt => "updatedAt",
        }
    }
}

/// The order of two entries by these criteria, then by the usual one, then by their key.
pub(super) fn compare<F: Listed>(
    order: &[SortBy<EntryProperty<F::Property>>],
    one: &Entry<F>,
    other: &Entry<F>,
) -> Ordering {
    let (a, b) = (one.state(), other.state());
    let by = |property: EntryProperty<F::Property>| match property {
        EntryProperty::Fact(fact) => fact.compare(&a.facts, &b.facts),
        EntryProperty::Status => a.status.cmp(&b.status),
        EntryProperty::CreatedAt => a.created_at.cmp(&b.created_at),
        EntryProperty::UpdatedAt => a.updated_at.cmp(&b.updated_at),
    };
    let usual = F::Property::all().into_iter().take(1).map(EntryProperty::Fact);
    let usual = usual.map(|property| SortBy { property, descending: false });
    order
        .iter()
        .copied()
        .chain(usual)
        .map(|sort| if sort.descending { by(sort.property).reverse() } else { by(sort.property) })
        .find(|order| order.is_ne())
        .unwrap_or_else(|| one.facts().key().cmp(&other.facts().key()))
}
