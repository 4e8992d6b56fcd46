//! One entry of a directory.

use super::EntryStatus;
use crate::{Coded, DomainEvent, Id};
use chrono::{DateTime, Utc};
use serde::{Serialize, de::DeserializeOwned};
use std::fmt::Debug;
use uuid::Uuid;

/// Names what comes with the program.
const BUILT_IN: Uuid = Uuid::from_u128(0x6b72_6564_6f2d_4275_a96c_742d_696e_0001);

/// What is said of an entry of one directory. Holds nothing personal: it is told in events.
pub trait Facts:
    Clone + Debug + PartialEq + Serialize + DeserializeOwned + Send + Sync + 'static
{
    /// What an entry is called in logs, and what its directory is called in stores: `flag type`.
    const NAME: &'static str;
    /// Names of the events of an entry that was added and of one that was changed.
    const EVENTS: [&'static str; 2];
    /// What may be said anew of an entry; what is `None` stays.
    type Change: Debug + Send + Sync;
    /// What the directory refuses with.
    type Refusal: Coded + Send + Sync + 'static;

    /// What no other entry of the directory has, as one text: its name, perhaps with what the name
    /// belongs to.
    fn key(&self) -> String;
    /// The facts after a change.
    ///
    /// # Errors
    /// What does not fit together.
    fn changed(&self, change: &Self::Change) -> Result<Self, Self::Refusal>;
    /// There is no such entry.
    fn missing() -> Self::Refusal;
    /// Another entry has that key.
    fn taken() -> Self::Refusal;
}

/// One entry of the directory whose facts are `F`.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry<F> {
    state: EntryState<F>,
}

/// Everything an entry is, for adapters and views.
#[derive(Debug, Clone, PartialEq)]
pub struct EntryState<F> {
    /// Its guid.
    pub id: Id<Entry<F>>,
    /// What is said of it.
    pub facts: F,
    /// Whether it is in use.
    pub status: EntryStatus,
    /// When it was added, UTC.
    pub created_at: DateTime<Utc>,
    /// When it was last changed, if it ever was, UTC.
    pub updated_at: Option<DateTime<Utc>>,
}

/// What happened to an entry.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase", bound = "F: Serialize")]
pub struct EntryEvent<F> {
    #[serde(skip)]
    name: &'static str,
    guid: Id<Entry<F>>,
    status: EntryStatus,
    facts: F,
}

impl<F: Serialize> DomainEvent for EntryEvent<F> {
    fn name(&self) -> &'static str {
        self.name
    }
    fn subject(&self) -> String {
        self.guid.to_string()
    }
}

impl<F: Facts> Entry<F> {
    /// A new entry.
    #[must_use]
    pub fn add(
        id: Id<Self>,
        facts: F,
        status: EntryStatus,
        now: DateTime<Utc>,
    ) -> (Self, Vec<EntryEvent<F>>) {
        let state = EntryState { id, facts, status, created_at: now, updated_at: None };
        let [added, _] = F::EVENTS;
        let entry = Self { state };
        let event = entry.event(added);
        (entry, vec![event])
    }

    /// The guid of an entry that comes with the program: the same in every installation.
    #[must_use]
    pub fn built_in_id(facts: &F) -> Id<Self> {
        let name = format!("{}\n{}", F::NAME, facts.key());
        Id::new(Uuid::new_v5(&BUILT_IN, name.as_bytes()))
    }

    /// Says something else of it. Where that is the same, nothing happens.
    ///
    /// # Errors
    /// What does not fit together; nothing is changed then.
    pub fn change(
        &mut self,
        change: &F::Change,
        status: Option<EntryStatus>,
        now: DateTime<Utc>,
    ) -> Result<Vec<EntryEvent<F>>, F::Refusal> {
        let facts = self.state.facts.changed(change)?;
        let status = status.unwrap_or(self.state.status);
        if self.state.facts == facts && self.state.status == status {
            return Ok(Vec::new());
        }
        self.state.facts = facts;
        self.state.status = status;
        self.state.updated_at = Some(now);
        let [_, changed] = F::EVENTS;
        Ok(vec![self.event(changed)])
    }

    fn event(&self, name: &'static str) -> EntryEvent<F> {
        let EntryState { id, facts, status, .. } = &self.state;
        EntryEvent { name, guid: *id, status: *status, facts: facts.clone() }
    }
}

impl<F> Entry<F> {
    /// For adapters only: takes what a store kept, and checks nothing.
    #[must_use]
    pub const fn restore(state: EntryState<F>) -> Self {
        Self { state }
    }
    /// Everything it is.
    #[must_use]
    pub const fn state(&self) -> &EntryState<F> {
        &self.state
    }
    /// Its guid.
    #[must_use]
    pub const fn id(&self) -> Id<Self> {
        self.state.id
    }
    /// What is said of it.
    #[must_use]
    pub const fn facts(&self) -> &F {
        &self.state.facts
    }
    /// Whether it is in use.
    #[must_use]
    pub const fn is_active(&self) -> bool {
        matches!(self.state.status, EntryStatus::Active)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ErrorCode, flag::code};
    use chrono::TimeDelta;
    use serde::Deserialize;
    use serde_json::json;

    #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
    struct Colour(String);

    #[derive(Debug, thiserror::Error)]
    #[error("no colour")]
    struct NoColour;

    impl Coded for NoColour {
        fn code(&self) -> ErrorCode {
            code::FLAG_TYPE_NOT_FOUND
        }
    }

    impl Facts for Colour {
        const NAME: &'static str = "colour";
        const EVENTS: [&'static str; 2] = ["kredo.colour.added.v1", "kredo.colour.changed.v1"];
        type Change = Option<&'static str>;
        type Refusal = NoColour;
        fn key(&self) -> String {
            self.0.clone()
        }
        fn changed(&self, change: &Self::Change) -> Result<Self, NoColour> {
            match *change {
                Some("transparent") => Err(NoColour),
                Some(name) => Ok(Self(name.to_owned())),
                None => Ok(self.clone()),
            }
        }
        fn missing() -> NoColour {
            NoColour
        }
        fn taken() -> NoColour {
            NoColour
        }
    }

    fn red() -> (Entry<Colour>, Vec<EntryEvent<Colour>>) {
        let id = Id::new(Uuid::from_u128(1));
        Entry::add(id, Colour("red".to_owned()), EntryStatus::Active, DateTime::UNIX_EPOCH)
    }

    #[test]
    fn a_new_entry_is_told_with_its_facts() {
        let (entry, events) = red();
        assert!(entry.is_active() && entry.state().updated_at.is_none());
        let [event] = &events[..] else { panic!("one event") };
        assert_eq!(
            (event.name(), event.subject()),
            ("kredo.colour.added.v1", entry.id().to_string())
        );
        let told = json!({ "guid": entry.id(), "status": "ACTIVE", "facts": "red" });
        assert_eq!(serde_json::to_value(event).unwrap(), told);
    }

    #[test]
    fn a_change_is_told_and_the_same_again_is_none() {
        let (mut entry, _) = red();
        let later = DateTime::UNIX_EPOCH + TimeDelta::hours(1);
        for same in [None, Some("red")] {
            assert_eq!(entry.change(&same, Some(EntryStatus::Active), later).unwrap(), []);
            assert_eq!(entry.state().updated_at, None);
        }
        let events = entry.change(&Some("blue"), None, later).unwrap();
        let names: Vec<_> = events.iter().map(DomainEvent::name).collect();
        assert_eq!(names, ["kredo.colour.changed.v1"]);
        assert_eq!(entry.facts(), &Colour("blue".to_owned()));
        assert_eq!(entry.state().updated_at, Some(later));
        let off = entry.change(&None, Some(EntryStatus::Inactive), later).unwrap();
        assert!(off.len() == 1 && !entry.is_active());
    }

    #[test]
    fn what_does_not_fit_changes_nothing() {
        let (mut entry, _) = red();
        let before = entry.clone();
        let off = Some(EntryStatus::Inactive);
        assert!(entry.change(&Some("transparent"), off, DateTime::UNIX_EPOCH).is_err());
        assert_eq!(entry, before);
    }

    #[test]
    fn a_built_in_entry_has_the_same_guid_everywhere() {
        let id = |name: &str| Entry::built_in_id(&Colour(name.to_owned()));
        assert_eq!(id("red"), id("red"));
        assert_ne!(id("red"), id("blue"));
    }
}
