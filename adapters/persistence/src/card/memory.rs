//! Unique keys of cards in memory.

use crate::memory::UniqueKey;
use kredo_domain::card::Card;

pub(crate) fn card_keys(card: &Card) -> Vec<UniqueKey> {
    let state = card.state();
    let active =
        state.active.then(|| ("active", format!("{}\n{}", state.customer, state.facts.key())));
    active.into_iter().collect()
}
