//! The two directories of documents.

use crate::{
    UnitOfWork,
    directory::{Directory, Listed},
    paging::SortProperty,
};
use kredo_domain::{
    directory::Entry,
    document::{AttributeFacts, DocumentTypeFacts},
};

impl Listed for DocumentTypeFacts {
    const PROPERTIES: &'static [SortProperty<Entry<Self>>] = &[
        SortProperty::new("name", |one, other| one.facts().name.cmp(&other.facts().name)),
        SortProperty::new("category", |one, other| {
            one.facts().category.cmp(&other.facts().category)
        }),
        SortProperty::new("isActive", |one, other| {
            one.facts().is_asked_for.cmp(&other.facts().is_asked_for)
        }),
    ];
    fn directory(unit: &mut dyn UnitOfWork) -> &mut dyn Directory<Self> {
        unit.document_types()
    }
}

impl Listed for AttributeFacts {
    const PROPERTIES: &'static [SortProperty<Entry<Self>>] =
        &[SortProperty::new("name", |one, other| {
            one.facts().name.key().cmp(&other.facts().name.key())
        })];
    fn directory(unit: &mut dyn UnitOfWork) -> &mut dyn Directory<Self> {
        unit.document_attributes()
    }
}
