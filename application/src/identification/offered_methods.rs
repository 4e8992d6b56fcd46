//! The directory of methods.

use crate::{
    UnitOfWork,
    directory::{Directory, EntryProperty, Listed},
};
use kredo_domain::identification::OfferedMethodFacts;

impl Listed for OfferedMethodFacts {
    const PROPERTIES: &'static [EntryProperty<Self>] = &[
        EntryProperty::new("name", |one, other| one.facts.name.cmp(&other.facts.name)),
        EntryProperty::new("identificationType", |one, other| {
            one.facts.kind.cmp(&other.facts.kind)
        }),
        EntryProperty::new("description", |one, other| {
            one.facts.description.cmp(&other.facts.description)
        }),
        EntryProperty::new("isHealthcheckSuccessful", |one, other| {
            one.facts.healthy.cmp(&other.facts.healthy)
        }),
        EntryProperty::new("attempts", |one, other| one.facts.attempts.cmp(&other.facts.attempts)),
    ];
    fn directory(unit: &mut dyn UnitOfWork) -> &mut dyn Directory<Self> {
        unit.identification_methods()
    }
}
