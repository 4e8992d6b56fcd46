//! The two directories of flags.

use crate::{
    UnitOfWork,
    directory::{Directory, Listed},
    paging::SortProperty,
};
use kredo_domain::{
    directory::Entry,
    flag::{FlagReasonFacts, FlagTypeFacts},
};

impl Listed for FlagTypeFacts {
    const PROPERTIES: &'static [SortProperty<Entry<Self>>] = &[
        SortProperty::new("name", |one, other| one.facts().name.cmp(&other.facts().name)),
        SortProperty::new("description", |one, other| {
            one.facts().description.cmp(&other.facts().description)
        }),
        SortProperty::new("scope", |one, other| {
            one.facts().scope.name().cmp(other.facts().scope.name())
        }),
    ];
    fn directory(unit: &mut dyn UnitOfWork) -> &mut dyn Directory<Self> {
        unit.flag_types()
    }
}

impl Listed for FlagReasonFacts {
    const PROPERTIES: &'static [SortProperty<Entry<Self>>] = &[
        SortProperty::new("name", |one, other| one.facts().name.cmp(&other.facts().name)),
        SortProperty::new("description", |one, other| {
            one.facts().description.cmp(&other.facts().description)
        }),
    ];
    fn directory(unit: &mut dyn UnitOfWork) -> &mut dyn Directory<Self> {
        unit.flag_reasons()
    }
}
