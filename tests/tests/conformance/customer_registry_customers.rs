//! Records of customers, their flags, contacts, cards and incomes: a client of its own sees what
//! flows and services do with it.

mod card;
mod contact;
mod customer;
mod employment;
mod flag;

use crate::replay::Replay;

/// Not built yet.
const NOT_BUILT: [&str; 4] = [
    "crs.customer.search-by-parameters-internal",
    "crs.customer.find-by-customer-data",
    "crs.customer.find-by-customer-contact",
    "crs.customer.find-by-customer-document",
];

pub(crate) async fn play(replay: &mut Replay) {
    let customer = customer::play(replay).await;
    flag::directory(replay).await;
    flag::on_customer(replay).await;
    contact::play(replay).await;
    card::play(replay).await;
    employment::play(replay, &customer).await;
    for id in NOT_BUILT {
        replay.leave_out(id);
    }
}
