use super::{commit, commit_customers, end, stored};
use crate::{
    backend::Backend,
    fixture::{Sample, hour, id, recorder},
};
use kredo_application::{
    StoreError,
    card::{AddCard, AddCardCommand},
    run,
};
use kredo_domain::card::{Card, CardFacts, CardState, LastFour, PaymentSystem};

fn refused(outcome: &Result<(), StoreError>) -> bool {
    matches!(outcome, Err(StoreError::Duplicate("card")))
}

/// A customer has a card in use once; out of use, or of another customer, it is free.
pub async fn a_card_of_one_key_is_active_once(b: &impl Backend) {
    commit_customers(b, 2).await;
    commit(b, &Card::full(1)).await;
    let card = Card::full(1).state().clone();
    let facts = card.facts.clone();
    let off = Card::restore(CardState { id: id(99), active: false, ..card.clone() });
    let other = CardFacts { last_four: LastFour::try_new("0002").ok(), ..facts.clone() };
    let another = CardFacts { payment_system: PaymentSystem::new("VISA"), ..facts };
    for free in [
        off.clone(),
        Card::restore(CardState { id: id(100), facts: other, ..card.clone() }),
        Card::restore(CardState { id: id(101), facts: another, ..card.clone() }),
        Card::full(2),
    ] {
        commit(b, &free).await;
    }
    let mut unit = b.store().begin().await.unwrap();
    let twice = Card::restore(CardState { id: id(102), ..card });
    let added = unit.cards().insert(&twice).await;
    assert!(refused(&end(unit, added).await), "a second record is not added in use");

    let mut unit = b.store().begin().await.unwrap();
    let mut second = unit.cards().get(off.id()).await.unwrap().unwrap();
    second.value.switch(true, hour(5));
    let saved = unit.cards().update(second).await;
    assert!(refused(&end(unit, saved).await), "nor put into use");
    assert_eq!(stored(b, off.id()).await.unwrap().value, off);
}

pub async fn a_card_that_is_added_twice_at_once_is_one(b: &impl Backend) {
    commit_customers(b, 1).await;
    let add = AddCard::new(recorder());
    let facts = Card::full(1).state().facts.clone();
    let command = AddCardCommand { customer: id(1), facts };
    let store = b.store();
    let (one, two, three) = tokio::join!(
        run(&*store, &add, &command),
        run(&*store, &add, &command),
        run(&*store, &add, &command)
    );
    let one = one.unwrap();
    assert_eq!((two.unwrap(), three.unwrap()), (one.clone(), one.clone()));
    let mut unit = store.reader().await.unwrap();
    let cards = unit.cards().of(id(1)).await.unwrap();
    assert_eq!(cards.into_iter().map(|card| card.value).collect::<Vec<_>>(), [one]);
    assert_eq!(unit.outbox().pending(10).await.unwrap().len(), 1, "it was added once");
}
