//! One card of one customer.

use super::{CardFacts, CardId, CardIntegration, ExternalCardId, IntegrationCode};
use crate::{DomainEvent, customer::CustomerId};
use chrono::{DateTime, Utc};
use serde::Serialize;

/// A card of a customer, as far as a lender may know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    state: CardState,
}

/// Everything a card is, for adapters and views.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardState {
    /// Its guid.
    pub id: CardId,
    /// Whose it is.
    pub customer: CustomerId,
    /// What is known of it. A customer has one active card of a [key](CardFacts::key) at a time.
    pub facts: CardFacts,
    /// Whether it is in use.
    pub active: bool,
    /// Whether it was taken over from an earlier system, not added here.
    pub migrated: bool,
    /// As whom other systems know it, one of each, those linked first first.
    pub integrations: Vec<CardIntegration>,
    /// When it was added, UTC.
    pub created_at: DateTime<Utc>,
    /// When it was added or last switched on or off, UTC; integrations have times of their own.
    pub updated_at: DateTime<Utc>,
}

/// What happened to a card. Nothing of what it says is told, nor what others call it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase", untagged)]
pub enum CardEvent {
    /// It was added.
    #[serde(rename_all = "camelCase")]
    Added {
        /// Which one.
        card_guid: CardId,
        /// Whose.
        customer_guid: CustomerId,
    },
    /// It was put into use, or out of it.
    #[serde(rename_all = "camelCase")]
    Switched {
        /// Which one.
        card_guid: CardId,
        /// Whose.
        customer_guid: CustomerId,
        /// Whether it is in use now.
        active: bool,
    },
    /// Another system told what it calls the card.
    #[serde(rename_all = "camelCase")]
    IntegrationLinked {
        /// Which one.
        card_guid: CardId,
        /// Whose.
        customer_guid: CustomerId,
    },
}

impl DomainEvent for CardEvent {
    fn name(&self) -> &'static str {
        match self {
            Self::Added { .. } => "kredo.card.added.v1",
            Self::Switched { .. } => "kredo.card.switched.v1",
            Self::IntegrationLinked { .. } => "kredo.card.integration-linked.v1",
        }
    }
    fn subject(&self) -> String {
        match self {
            Self::Added { card_guid, .. }
            | Self::Switched { card_guid, .. }
            | Self::IntegrationLinked { card_guid, .. } => card_guid.to_string(),
        }
    }
}

impl Card {
    /// Adds a card, which is in use.
    #[must_use]
    pub fn add(
        id: CardId,
        customer: CustomerId,
        facts: CardFacts,
        now: DateTime<Utc>,
    ) -> (Self, Vec<CardEvent>) {
        let state = CardState {
            id,
            customer,
            facts,
            active: true,
            migrated: false,
            integrations: Vec::new(),
            created_at: now,
            updated_at: now,
        };
        let event = CardEvent::Added { card_guid: id, customer_guid: customer };
        (Self { state }, vec![event])
    }

    /// For adapters only: takes what a store kept, and checks nothing.
    #[must_use]
    pub const fn restore(state: CardState) -> Self {
        Self { state }
    }
    /// Everything it is.
    #[must_use]
    pub const fn state(&self) -> &CardState {
        &self.state
    }
    /// Its guid.
    #[must_use]
    pub const fn id(&self) -> CardId {
        self.state.id
    }

    /// Whether it is in use, and the card that is described.
    #[must_use]
    pub fn is(&self, facts: &CardFacts) -> bool {
        self.state.active && self.state.facts.key() == facts.key()
    }

    /// Puts it into use or out of it; nothing happens to one that is so already.
    pub fn switch(&mut self, active: bool, now: DateTime<Utc>) -> Vec<CardEvent> {
        if self.state.active == active {
            return Vec::new();
        }
        self.state.active = active;
        self.state.updated_at = now;
        let CardState { id, customer, .. } = self.state;
        vec![CardEvent::Switched { card_guid: id, customer_guid: customer, active }]
    }

    /// Notes what another system calls the card, in place of what it called it before; nothing
    /// happens when that is known.
    pub fn link(
        &mut self,
        code: IntegrationCode,
        external_id: ExternalCardId,
        now: DateTime<Utc>,
    ) -> Vec<CardEvent> {
        match self.state.integrations.iter_mut().find(|known| known.code == code) {
            Some(known) if known.external_id == external_id => return Vec::new(),
            Some(known) => {
                known.external_id = external_id;
                known.updated_at = now;
            }
            None => {
                let (created_at, updated_at) = (now, now);
                let new = CardIntegration { code, external_id, created_at, updated_at };
                self.state.integrations.push(new);
            }
        }
        let CardState { id, customer, .. } = self.state;
        vec![CardEvent::IntegrationLinked { card_guid: id, customer_guid: customer }]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::card::{CardText, facts::tests::facts};
    use chrono::TimeDelta;
    use serde_json::json;
    use uuid::Uuid;

    fn added() -> (Card, Vec<CardEvent>) {
        let (id, customer) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let (id, customer) = (CardId::new(id), CustomerId::new(customer));
        Card::add(id, customer, facts("5555"), DateTime::UNIX_EPOCH)
    }

    fn link(card: &mut Card, code: &str, id: &str, hours: i64) -> Vec<CardEvent> {
        let (code, id) = (IntegrationCode::new(code.into()), ExternalCardId::new(id.into()));
        card.link(code, id, DateTime::UNIX_EPOCH + TimeDelta::hours(hours))
    }

    /// Code, name there, and the hours of its two times.
    fn linked(card: &Card) -> Vec<(&str, &str, i64, i64)> {
        let hours = |at: DateTime<Utc>| at.timestamp() / 3600;
        let integrations = card.state().integrations.iter();
        let told = integrations.map(|i| {
            (i.code.as_str(), i.external_id.as_str(), hours(i.created_at), hours(i.updated_at))
        });
        told.collect()
    }

    #[test]
    fn a_new_card_is_in_use_and_events_tell_guids_alone() {
        let (mut card, mut events) = added();
        assert!(card.state().active && !card.state().migrated);
        events.extend(card.switch(false, DateTime::UNIX_EPOCH));
        events.extend(link(&mut card, "PSP", "token-1", 0));
        let told = serde_json::to_value(&events).unwrap();
        let guids = json!({ "cardGuid": card.id(), "customerGuid": card.state().customer });
        let mut switched = guids.clone();
        switched["active"] = json!(false);
        assert_eq!(told, json!([guids, switched, guids]));
        let names: Vec<_> = events.iter().map(DomainEvent::name).collect();
        let expected =
            ["kredo.card.added.v1", "kredo.card.switched.v1", "kredo.card.integration-linked.v1"];
        assert_eq!(names, expected);
    }

    #[test]
    fn it_is_switched_once() {
        let ((mut card, _), later) = (added(), DateTime::UNIX_EPOCH + TimeDelta::hours(1));
        assert_eq!(card.switch(true, later), []);
        assert_eq!(card, added().0);
        assert_eq!(card.switch(false, later).len(), 1);
        assert_eq!((card.state().active, card.state().updated_at), (false, later));
        assert_eq!(card.switch(false, later + TimeDelta::hours(1)), []);
        assert_eq!(card.state().updated_at, later);
    }

    #[test]
    fn it_is_the_card_described_while_it_is_in_use() {
        let (mut card, _) = added();
        assert!(card.is(&CardFacts { bank: CardText::new("OTHER"), ..facts("5555") }));
        assert!(!card.is(&facts("5556")));
        card.switch(false, DateTime::UNIX_EPOCH);
        assert!(!card.is(&facts("5555")));
    }

    #[test]
    fn it_has_one_name_in_each_other_system() {
        let (mut card, _) = added();
        assert_eq!(link(&mut card, "PSP", "a", 1).len(), 1);
        assert_eq!(link(&mut card, "psp", "b", 2).len(), 1);
        assert_eq!(link(&mut card, "PSP", "a", 3), []);
        assert_eq!(linked(&card), [("PSP", "a", 1, 1), ("psp", "b", 2, 2)]);
        assert_eq!(link(&mut card, "PSP", "c", 4).len(), 1);
        assert_eq!(linked(&card), [("PSP", "c", 1, 4), ("psp", "b", 2, 2)]);
        assert_eq!(card.state().updated_at, DateTime::UNIX_EPOCH, "the card itself is the same");
    }
}
