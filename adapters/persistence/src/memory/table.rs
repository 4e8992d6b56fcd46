//! One kind of aggregate in memory, committed or staged.

use super::Tables;
use kredo_application::store::{Aggregate, Owned, StoreError, Versioned};
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
    /// Those that a unit takes out, each with the version that it saw. Empty once committed.
    removed: BTreeMap<Id<A>, i64>,
}

impl<A> Default for Table<A> {
    fn default() -> Self {
        Self { entries: BTreeMap::new(), keys: HashMap::new(), removed: BTreeMap::new() }
    }
}

impl<A: Kept> Table<A> {
    pub(crate) fn get(&self, id: Id<A>) -> Option<&Versioned<A>> {
        self.entries.get(&id).map(|entry| &entry.stored)
    }

    pub(crate) fn all(&self) -> impl Iterator<Item = &Versioned<A>> {
        self.entries.values().map(|entry| &entry.stored)
    }

    /// Whether a unit has changed it or taken it out: what is committed of it does not count then.
    pub(crate) fn touches(&self, id: Id<A>) -> bool {
        self.entries.contains_key(&id) || self.removed.contains_key(&id)
    }

    /// Stages a change made from version `base`.
    pub(crate) fn stage(&mut self, value: A, base: i64) {
        let (id, version) = (value.id(), base.saturating_add(1));
        let earlier = self.entries.get(&id).map(|earlier| earlier.base);
        let base = earlier.or(self.removed.remove(&id)).unwrap_or(base);
        self.put(Entry { base, stored: Versioned::stored(value, version) });
    }

    /// Stages that one of version `base` is taken out.
    pub(crate) fn stage_removal(&mut self, id: Id<A>, base: i64) {
        let base = self.take(id).map_or(base, |earlier| earlier.base);
        // One that this unit added leaves no trace.
        if base > 0 {
            self.removed.insert(id, base);
        }
    }

    fn put(&mut self, entry: Entry<A>) {
        let id = entry.stored.value.id();
        self.take(id);
        self.keys.extend(entry.stored.value.unique().into_iter().map(|key| (key, id)));
        self.entries.insert(id, entry);
    }

    fn take(&mut self, id: Id<A>) -> Option<Entry<A>> {
        let taken = self.entries.remove(&id)?;
        for key in taken.stored.value.unique() {
            if self.keys.get(&key) == Some(&id) {
                self.keys.remove(&key);
            }
        }
        Some(taken)
    }

    /// Who holds a key.
    pub(crate) fn holder(&self, key: &UniqueKey) -> Option<Id<A>> {
        self.keys.get(key).copied()
    }

    /// Whether the staged changes still fit what was committed meanwhile.
    pub(crate) fn check(&self, committed: &Self) -> Result<(), StoreError> {
        let version = |id| committed.get(id).map_or(0, Versioned::version);
        for (id, staged) in &self.entries {
            if version(*id) != staged.base {
                let new = staged.base == 0;
                return Err(if new { StoreError::Duplicate(A::NAME) } else { StoreError::Stale });
            }
        }
        if self.removed.iter().any(|(id, base)| version(*id) != *base) {
            return Err(StoreError::Stale);
        }
        for (key, id) in &self.keys {
            let taken = committed.holder(key).filter(|holder| holder != id);
            // A holder that this unit changes as well may have given the key up.
            if taken.is_some_and(|holder| !self.touches(holder)) {
                return Err(StoreError::Duplicate(A::NAME));
            }
        }
        Ok(())
    }

    /// Whether every staged one has its owner, and no owner is taken out from under one that stays:
    /// somebody was faster then.
    pub(crate) fn check_owners(
        &self,
        committed: &Self,
        (staged, kept): (&Table<A::Owner>, &Table<A::Owner>),
    ) -> Result<(), StoreError>
    where
        A: Owned<Owner: Kept>,
    {
        let is_there = |owner| {
            let found = if staged.touches(owner) { staged.get(owner) } else { kept.get(owner) };
            found.is_some()
        };
        // No owner goes but in a unit that takes some out.
        let left = (!staged.removed.is_empty()).then(|| committed.all()).into_iter().flatten();
        let left = left.filter(|one| !self.touches(one.value.id()));
        let mut owners = self.all().chain(left).map(|one| one.value.owner());
        if owners.all(is_there) { Ok(()) } else { Err(StoreError::Stale) }
    }

    pub(crate) fn apply(&mut self, staged: Self) {
        for id in staged.removed.into_keys() {
            self.take(id);
        }
        for entry in staged.entries.into_values() {
            self.put(entry);
        }
    }
}
