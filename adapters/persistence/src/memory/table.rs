//! One kind of aggregate in memory, committed or staged.

use super::Tables;
use kredo_application::store::{Aggregate, StoreError, Versioned};
use kredo_domain::Id;
use std::collections::{BTreeMap, HashMap};

/// Name of a unique key, and the value that only one aggregate may have.
pub(crate) type UniqueKey = (&'static str, String);

/// An aggregate that the memory store keeps.
pub(crate) trait Kept: Aggregate {
    /// Its table.
    fn table(tables: &Tables) -> &Table<Self>;
    /// Its table, to change.
    fn table_mut(tables: &mut Tables) -> &mut Table<Self>;
    /// The keys that no other one may have, besides its guid.
    fn unique(&self) -> Vec<UniqueKey>;
}

struct Entry<A> {
    /// The version that the change was made from; 0 for a new one. Means nothing once committed.
    base: i64,
    stored: Versioned<A>,
}

pub(crate) struct Table<A> {
    entries: BTreeMap<Id<A>, Entry<A>>,
    keys: HashMap<UniqueKey, Id<A>>,
}

impl<A> Default for Table<A> {
    fn default() -> Self {
        Self { entries: BTreeMap::new(), keys: HashMap::new() }
    }
}

impl<A: Kept> Table<A> {
    pub(crate) fn get(&self, id: Id<A>) -> Option<&Versioned<A>> {
        self.entries.get(&id).map(|entry| &entry.stored)
    }

    pub(crate) fn all(&self) -> impl Iterator<Item = &Versioned<A>> {
        self.entries.values().map(|entry| &entry.stored)
    }

    /// Stages a change made from version `base`.
    pub(crate) fn stage(&mut self, value: A, base: i64) {
        let (id, version) = (value.id(), base.saturating_add(1));
        let base = self.entries.get(&id).map_or(base, |earlier| earlier.base);
        self.put(Entry { base, stored: Versioned::stored(value, version) });
    }

    fn put(&mut self, entry: Entry<A>) {
        let id = entry.stored.value.id();
        let earlier = self.entries.remove(&id).map(|old| old.stored.value.unique());
        for key in earlier.into_iter().flatten() {
            if self.keys.get(&key) == Some(&id) {
                self.keys.remove(&key);
            }
        }
        self.keys.extend(entry.stored.value.unique().into_iter().map(|key| (key, id)));
        self.entries.insert(id, entry);
    }

    /// Who holds a key.
    pub(crate) fn holder(&self, key: &UniqueKey) -> Option<Id<A>> {
        self.keys.get(key).copied()
    }

    /// Whether the staged changes still fit what was committed meanwhile.
    pub(crate) fn check(&self, committed: &Self) -> Result<(), StoreError> {
        for (id, staged) in &self.entries {
            let current = committed.get(*id).map_or(0, Versioned::version);
            if current != staged.base {
                let new = staged.base == 0;
                return Err(if new { StoreError::Duplicate(A::NAME) } else { StoreError::Stale });
            }
        }
        for (key, id) in &self.keys {
            let taken = committed.holder(key).filter(|holder| holder != id);
            // A holder that this unit changes as well may have given the key up.
            if taken.is_some_and(|holder| !self.entries.contains_key(&holder)) {
                return Err(StoreError::Duplicate(A::NAME));
            }
        }
        Ok(())
    }

    pub(crate) fn apply(&mut self, staged: Self) {
        for entry in staged.entries.into_values() {
            self.put(entry);
        }
    }
}
