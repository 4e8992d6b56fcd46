//! Who acts while something is done.

use kredo_domain::{customer::CustomerId, identity::Role};
use serde::{Deserialize, Serialize};
use std::{
    borrow::Cow,
    collections::BTreeSet,
    fmt, mem,
    sync::{Arc, Mutex, OnceLock, PoisonError},
};

/// Who did something: `partner demo`, `client 0193…`, `flow`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Actor(Cow<'static, str>);

impl Actor {
    /// Somebody who has not proved who it is.
    pub const UNIDENTIFIED: Self = Self(Cow::Borrowed("unidentified"));
    /// A flow that goes on by itself; the trace is its guid.
    pub const FLOW: Self = Self(Cow::Borrowed("flow"));
    /// Whoever runs commands of the program.
    pub const OPERATOR: Self = Self(Cow::Borrowed("operator"));

    /// Whoever a token names: a partner or service by its account, a person by its guid.
    #[must_use]
    pub fn caller(role: Role, name: &str) -> Self {
        Self(Cow::Owned(format!("{} {name}", role.name())))
    }
    /// For adapters: what a store kept.
    #[must_use]
    pub const fn restore(text: String) -> Self {
        Self(Cow::Owned(text))
    }
    /// Whether it is somebody of the lender or one of its systems, who answer for what they read.
    fn is_staff(&self) -> bool {
        if *self == Self::OPERATOR {
            return true;
        }
        let (role, _) = self.0.split_once(' ').unwrap_or_default();
        [Role::Employee, Role::Admin, Role::Service].map(Role::name).contains(&role)
    }
    /// Its guid or name, without its role.
    pub(super) fn name(&self) -> &str {
        self.0.split_once(' ').map_or(&*self.0, |(_, name)| name)
    }
    /// The text that is kept.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Actor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

struct Acting {
    actor: OnceLock<Actor>,
    trace: String,
    read: Mutex<BTreeSet<CustomerId>>,
}

tokio::task_local! {
    static ACTING: Arc<Acting>;
}

/// Does something in somebody's name: what is recorded in it is that actor's. Whoever is not known
/// yet can still [`identify`]. `trace` finds the request in the log.
pub async fn acting<T>(actor: Option<Actor>, trace: String, work: impl Future<Output = T>) -> T {
    let acting = Acting { actor: OnceLock::new(), trace, read: Mutex::default() };
    if let Some(actor) = actor {
        acting.actor.get_or_init(|| actor);
    }
    ACTING.scope(Arc::new(acting), work).await
}

/// Says who acts in the [`acting`] around it; the first to say so is right.
pub fn identify(actor: Actor) {
    let _outside_of_any = ACTING.try_with(|acting| acting.actor.get_or_init(|| actor).clone());
}

/// Notes that a customer was found for whoever acts and answers for what it reads, so that the shell
/// can record who reads about whom; see [`record_reads`](super::record_reads).
pub(crate) fn note_read(customer: CustomerId) {
    let _outside_of_any = ACTING.try_with(|acting| {
        if acting.actor.get().is_some_and(Actor::is_staff) {
            acting.read.lock().unwrap_or_else(PoisonError::into_inner).insert(customer);
        }
    });
}

/// The customers that were noted since it was last asked, by guid.
pub(super) fn take_read() -> BTreeSet<CustomerId> {
    let taken = ACTING.try_with(|acting| {
        mem::take(&mut *acting.read.lock().unwrap_or_else(PoisonError::into_inner))
    });
    taken.unwrap_or_default()
}

/// Who acts, and the trace.
pub(crate) fn current() -> (Actor, String) {
    let current = ACTING.try_with(|acting| {
        let actor = acting.actor.get().cloned().unwrap_or(Actor::UNIDENTIFIED);
        (actor, acting.trace.clone())
    });
    current.unwrap_or((Actor::UNIDENTIFIED, String::new()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn whoever_identifies_first_acts() {
        let work = async {
            assert_eq!(current().0, Actor::UNIDENTIFIED);
            identify(Actor::caller(Role::Partner, "demo"));
            identify(Actor::OPERATOR);
            current()
        };
        let (actor, trace) = acting(None, "t-1".to_owned(), work).await;
        assert_eq!((actor.as_str(), trace.as_str()), ("partner demo", "t-1"));
    }

    #[tokio::test]
    async fn nobody_takes_over_what_somebody_does() {
        let work = async {
            identify(Actor::caller(Role::Partner, "demo"));
            current().0
        };
        let actor = acting(Some(Actor::FLOW), String::new(), work).await;
        assert_eq!(actor, Actor::FLOW);
        assert_eq!(current(), (Actor::UNIDENTIFIED, String::new()));
    }
}
