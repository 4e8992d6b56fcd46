//! The two directories of flags.

use crate::{
    UnitOfWork,
    directory::{Directory, FactProperty, Listed},
    paging::Property,
};
use kredo_domain::flag::{FlagReasonFacts, FlagTypeFacts};
use std::cmp::Ordering;

/// What types of flags can be sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FlagTypeProperty {
    /// Their name.
    Name,
    /// The sentence for people.
    Description,
    /// Who else sees such flags.
    Scope,
}

impl Property for FlagTypeProperty {
    fn all() -> Vec<Self> {
        vec![Self::Name, Self::Description, Self::Scope]
    }
    fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Description => "description",
            Self::Scope => "scope",
        }
    }
}

impl FactProperty<FlagTypeFacts> for FlagTypeProperty {
    fn compare(self, one: &FlagTypeFacts, other: &FlagTypeFacts) -> Ordering {
        match self {
            Self::Name => one.name.cmp(&other.name),
            Self::Description => one.description.cmp(&other.description),
            Self::Scope => one.scope.name().cmp(other.scope.name()),
        }
    }
}

impl Listed for FlagTypeFacts {
    type Property = FlagTypeProperty;
    fn directory(unit: &mut dyn UnitOfWork) -> &mut dyn Directory<Self> {
        unit.flag_types()
    }
}

/// What reasons can be sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FlagReasonProperty {
    /// Their name.
    Name,
    /// The sentence for people.
    Description,
}

impl Property for FlagReasonProperty {
    fn all() -> Vec<Self> {
        vec![Self::Name, Self::Description]
    }
    fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Description => "description",
        }
    }
}

impl FactProperty<FlagReasonFacts> for FlagReasonProperty {
    fn compare(self, one: &FlagReasonFacts, other: &FlagReasonFacts) -> Ordering {
        match self {
            Self::Name => one.name.cmp(&other.name),
            Self::Description => one.description.cmp(&other.description),
        }
    }
}

impl Listed for FlagReasonFacts {
    type Property = FlagReasonProperty;
    fn directory(unit: &mut dyn UnitOfWork) -> &mut dyn Directory<Self> {
        unit.flag_reasons()
    }
}
