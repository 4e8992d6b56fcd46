//! Records of customers, their flags, contacts, cards and incomes: a client of its own sees what
//! flows and services do with it.

mod card;
mod contact;
mod customer;
mod employment;
mod flag;
mod search;

use crate::replay::Replay;

pub(crate) async fn play(replay: &mut Replay) {
    let customer = customer::play(replay).await;
    flag::directory(replay).await;
    flag::on_customer(replay).await;
    contact::play(replay).await;
    card::play(replay).await;
    employment::play(replay, &customer).await;
    search::search(replay).await;
}
