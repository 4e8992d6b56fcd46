//! Things of one kind while lines are taken over.

use crate::{
    StoreError,
    store::{Aggregate, Repository, Versioned},
};

/// Those that are stored and those that are new, to be written together.
pub(super) struct Drafts<A>(Vec<Draft<A>>);

/// One of them.
pub(super) struct Draft<A> {
    pub(super) value: A,
    /// The version it was read at; `None` for a new one.
    version: Option<i64>,
    /// Whether it differs from what is stored.
    pub(super) differs: bool,
}

impl<A: Aggregate> Drafts<A> {
    pub(super) fn stored(found: Vec<Versioned<A>>) -> Self {
        let draft = |found: Versioned<A>| {
            let version = Some(found.version());
            Draft { value: found.value, version, differs: false }
        };
        Self(found.into_iter().map(draft).collect())
    }

    pub(super) fn add(&mut self, value: A) {
        self.0.push(Draft { value, version: None, differs: true });
    }

    pub(super) fn values(&self) -> impl Iterator<Item = &A> {
        self.0.iter().map(|draft| &draft.value)
    }

    pub(super) fn iter_mut(&mut self) -> impl Iterator<Item = &mut Draft<A>> {
        self.0.iter_mut()
    }

    /// Has them written in the order of that, the least first.
    pub(super) fn sort_by_key<K: Ord>(&mut self, key: impl Fn(&A) -> K) {
        self.0.sort_by_key(|draft| key(&draft.value));
    }

    /// Changes what is stored, then adds what is new: a key that is given up is free then.
    pub(super) async fn write(
        self,
        repository: &mut (impl Repository<A> + ?Sized),
    ) -> Result<(), StoreError> {
        let mut new = Vec::new();
        for Draft { value, version, differs } in self.0 {
            match version {
                None => new.push(value),
                Some(version) if differs => {
                    repository.update(Versioned::stored(value, version)).await?;
                }
                Some(_) => {}
            }
        }
        repository.insert_all(&new).await
    }
}
