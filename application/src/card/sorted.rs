//! What lists of cards are sorted by.

use crate::paging::{SortProperty, Sorted};
use kredo_domain::card::{Card, CardText};
use std::cmp::Ordering;

/// The number that a text is, before which there is no text and after which there are others: `5`
/// and `05` come before `10`.
fn number(text: Option<&CardText>) -> Option<(u64, &str)> {
    let text = text?.as_str();
    // A number of 32 bits is less than the greatest of 64.
    Some((text.parse::<u32>().map_or(u64::MAX, u64::from), text))
}

macro_rules! properties {
    ($($name:literal: $card:ident => $value:expr;)+) => {
        vec![$(SortProperty::new($name, |one: &Card, other: &Card| {
            let [one, other] = [one, other].map(|card| {
                let $card = card.state();
                $value
            });
            one.cmp(&other)
        })),+]
    };
}

impl Sorted for Card {
    /// What is not known comes before what is.
    fn properties() -> Vec<SortProperty<Self>> {
        properties! {
            "nameOnCard": card => &card.facts.name_on_card;
            "bin": card => &card.facts.bin;
            "lastFourDigits": card => &card.facts.last_four;
            "type": card => &card.facts.payment_system;
            "bankName": card => &card.facts.bank;
            "expirationMonth": card => number(card.facts.expiration_month.as_ref());
            "expirationYear": card => number(card.facts.expiration_year.as_ref());
            "isActive": card => card.active;
            "isMigrated": card => card.migrated;
            "createdAt": card => card.created_at;
            "updatedAt": card => card.updated_at;
        }
    }
    /// Oldest first.
    fn usual(&self, other: &Self) -> Ordering {
        let age = |card: &Self| (card.state().created_at, card.id());
        age(self).cmp(&age(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paging::{Page, PageRequest, SortBy};
    use chrono::{DateTime, TimeDelta};
    use kredo_domain::{
        Id,
        card::{Bin, CardFacts, CardState, LastFour, PaymentSystem},
    };
    use uuid::Uuid;

    fn card(n: u128, month: &str) -> Card {
        let facts = CardFacts { expiration_month: CardText::new(month), ..CardFacts::default() };
        let at = DateTime::UNIX_EPOCH + TimeDelta::hours(1);
        Card::add(Id::new(Uuid::from_u128(n)), Id::new(Uuid::nil()), facts, at).0
    }

    fn sorted(cards: Vec<Card>, name: &str, descending: bool) -> Vec<u128> {
        let property = Card::properties().into_iter().find(|property| property.name() == name);
        let order = property.map(|property| SortBy { property, descending });
        let wanted = PageRequest { page: 0, size: 200, order: order.into_iter().collect() };
        Page::of(cards, &wanted).items.iter().map(|card| card.id().guid().as_u128()).collect()
    }

    #[test]
    fn months_are_sorted_as_numbers() {
        let cards = ["12", "05", "", "MAY", "5", "10"];
        let cards: Vec<_> = (1..).zip(cards).map(|(n, month)| card(n, month)).collect();
        assert_eq!(sorted(cards.clone(), "expirationMonth", false), [3, 2, 5, 6, 1, 4]);
        assert_eq!(sorted(cards, "expirationMonth", true), [4, 1, 6, 5, 2, 3]);
    }

    #[test]
    fn every_property_sorts_by_its_own_fact() {
        let bare = card(2, "").state().clone();
        let later = bare.created_at + TimeDelta::hours(1);
        let earlier = bare.created_at - TimeDelta::hours(1);
        let with = |change: &dyn Fn(&mut CardState)| {
            let mut state = CardState { id: Id::new(Uuid::from_u128(1)), ..bare.clone() };
            // Before the other one in the usual order, after it by the property.
            state.created_at = earlier;
            change(&mut state);
            Card::restore(state)
        };
        let mut other = bare.clone();
        other.active = false;
        let greater: [(&str, Card); 11] = [
            ("nameOnCard", with(&|state| state.facts.name_on_card = CardText::new("ANNA LI"))),
            ("bin", with(&|state| state.facts.bin = Bin::try_new("411111").ok())),
            ("lastFourDigits", with(&|s| s.facts.last_four = LastFour::try_new("0001").ok())),
            ("type", with(&|state| state.facts.payment_system = PaymentSystem::new("MIR"))),
            ("bankName", with(&|state| state.facts.bank = CardText::new("BANK"))),
            ("expirationMonth", with(&|state| state.facts.expiration_month = CardText::new("1"))),
            ("expirationYear", with(&|state| state.facts.expiration_year = CardText::new("30"))),
            ("isActive", with(&|state| state.active = true)),
            ("isMigrated", with(&|state| state.migrated = true)),
            ("createdAt", with(&|state| state.created_at = later)),
            ("updatedAt", with(&|state| state.updated_at = later)),
        ];
        let names: Vec<_> = Card::properties().iter().map(SortProperty::name).collect();
        assert_eq!(names, greater.each_ref().map(|(name, _)| *name));
        for (name, card) in greater {
            let cards = vec![card, Card::restore(other.clone())];
            assert_eq!(sorted(cards, name, false), [2, 1], "{name}");
        }
        let usual = vec![Card::restore(other), with(&|_| ())];
        assert_eq!(sorted(usual, "", false), [1, 2], "the older first");
    }
}
