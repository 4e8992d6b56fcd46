//! What a unit has read or written, so that it reads nothing twice.

use kredo_application::store::{Aggregate, Versioned};
use kredo_domain::Id;
use std::{
    any::{Any, TypeId},
    collections::HashMap,
};
use uuid::Uuid;

/// Aggregates as the unit saw them last. What others have committed since is noticed by the
/// version, when the unit saves.
#[derive(Default)]
pub(crate) struct Seen(HashMap<(TypeId, Uuid), Box<dyn Any + Send + Sync>>);

impl Seen {
    const fn key<A: Aggregate>(id: Id<A>) -> (TypeId, Uuid) {
        (TypeId::of::<A>(), id.guid())
    }
    pub(super) fn get<A: Aggregate>(&self, id: Id<A>) -> Option<Versioned<A>> {
        self.0.get(&Self::key(id))?.downcast_ref().cloned()
    }
    pub(super) fn keep<A: Aggregate>(&mut self, aggregate: Versioned<A>) {
        self.0.insert(Self::key(aggregate.value.id()), Box::new(aggregate));
    }
    pub(super) fn forget<A: Aggregate>(&mut self, id: Id<A>) {
        self.0.remove(&Self::key(id));
    }
}
