//! The directory of methods.

use crate::{
    UnitOfWork,
    directory::{Directory, Listed},
    paging::SortProperty,
};
use kredo_domain::{directory::Entry, identification::OfferedMethodFacts};

impl Listed for OfferedMethodFacts {
    const PROPERTIES: &'static [SortProperty<Entry<Self>>] = &[
        SortProperty::new("name", |one, other| one.facts().name.cmp(&other.facts().name)),
        SortProperty::new("identificationType", |one, other| {
            one.facts().kind.cmp(&other.facts().kind)
        }),
        SortProperty::new("description", |one, other| {
            one.facts().description.cmp(&other.facts().description)
        }),
        SortProperty::new("isHealthcheckSuccessful", |one, other| {
            one.facts().healthy.cmp(&other.facts().healthy)
        }),
        SortProperty::new("attempts", |one, other| {
            one.facts().attempts.cmp(&other.facts().attempts)
        }),
    ];
    fn directory(unit: &mut dyn UnitOfWork) -> &mut dyn Directory<Self> {
        unit.identification_methods()
    }
}
