//! What holds for every course of a card.

use super::{facts::tests::facts, *};
use crate::customer::CustomerId;
use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;
use std::collections::BTreeMap;
use uuid::Uuid;

#[derive(Debug, Clone)]
enum Deed {
    Wait(i64),
    Switch(bool),
    Link(String, String),
}

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let deed = prop_oneof![
        (1..400_i64).prop_map(Deed::Wait),
        any::<bool>().prop_map(Deed::Switch),
        ("[ab]{1,2}", "[0-2]").prop_map(|(code, id)| Deed::Link(code, id)),
    ];
    prop::collection::vec(deed, 0..60)
}

/// Does it, and answers the events.
fn perform(card: &mut Card, deed: &Deed, now: DateTime<Utc>) -> Vec<CardEvent> {
    match deed.clone() {
        Deed::Wait(_) => Vec::new(),
        Deed::Switch(active) => card.switch(active, now),
        Deed::Link(code, id) => card.link(IntegrationCode::new(code), ExternalCardId::new(id), now),
    }
}

proptest! {
    #[test]
    fn whatever_is_done_events_tell_every_change_and_a_system_knows_it_by_one_name(
        deeds in deeds(),
    ) {
        let mut now = DateTime::<Utc>::UNIX_EPOCH;
        let (id, customer) = (CardId::new(Uuid::from_u128(1)), CustomerId::new(Uuid::nil()));
        let (mut card, _) = Card::add(id, customer, facts("5555"), now);
        let (mut active, mut names) = (true, BTreeMap::new());
        for deed in &deeds {
            if let Deed::Wait(seconds) = deed {
                now += TimeDelta::seconds(*seconds);
            }
            let before = card.clone();
            let events = perform(&mut card, deed, now);
            prop_assert_eq!(events.is_empty(), card == before, "{:?} in silence", deed);
            prop_assert!(perform(&mut card.clone(), deed, now).is_empty(), "{:?} twice", deed);
            for event in events {
                if let CardEvent::Switched { active: told, .. } = event {
                    active = told;
                }
            }
            if let Deed::Link(code, id) = deed {
                names.insert(code.clone(), id.clone());
            }
            let state = card.state();
            prop_assert_eq!(state.active, active);
            let told = state.integrations.iter();
            let told: BTreeMap<_, _> = told
                .map(|i| (i.code.as_str().to_owned(), i.external_id.as_str().to_owned()))
                .collect();
            prop_assert_eq!(&told, &names);
            prop_assert_eq!(state.integrations.len(), names.len());
            let fixed = (state.id, state.customer, &state.facts, state.created_at);
            prop_assert_eq!(fixed, (id, customer, &facts("5555"), DateTime::UNIX_EPOCH));
            let integrations = state.integrations.iter().map(|i| (i.created_at, i.updated_at));
            for (made, changed) in integrations.chain([(state.created_at, state.updated_at)]) {
                prop_assert!(made <= changed && changed <= now);
            }
        }
    }
}
