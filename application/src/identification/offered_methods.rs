//! The directory of methods.

use crate::{
    UnitOfWork,
    directory::{Directory, FactProperty, Listed},
    paging::Property,
};
use kredo_domain::identification::OfferedMethodFacts;
use std::cmp::Ordering;

/// What methods can be sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OfferedMethodProperty {
    /// Their name.
    Name,
    /// The type of identification.
    Kind,
    /// The sentence for people.
    Description,
    /// Whether the service behind it is well.
    Healthy,
    /// How often a customer may try.
    Attempts,
}

impl Property for OfferedMethodProperty {
    fn all() -> Vec<Self> {
        vec![Self::Name, Self::Kind, Self::Description, Self::Healthy, Self::Attempts]
    }
    fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Kind => "identificationType",
            Self::Description => "description",
            Self::Healthy => "isHealthcheckSuccessful",
            Self::Attempts => "attempts",
        }
    }
}

impl FactProperty<OfferedMethodFacts> for OfferedMethodProperty {
    fn compare(self, one: &OfferedMethodFacts, other: &OfferedMethodFacts) -> Ordering {
        match self {
            Self::Name => one.name.cmp(&other.name),
            Self::Kind => one.kind.cmp(&other.kind),
            Self::Description => one.description.cmp(&other.description),
            Self::Healthy => one.healthy.cmp(&other.healthy),
            Self::Attempts => one.attempts.cmp(&other.attempts),
        }
    }
}

impl Listed for OfferedMethodFacts {
    type Property = OfferedMethodProperty;
    fn directory(unit: &mut dyn UnitOfWork) -> &mut dyn Directory<Self> {
        unit.identification_methods()
    }
}
