//! A client's own cards.

use crate::{
    answer::{Answer, PageView},
    caller::{Caller, ClientOnly},
    extract::{Filter, PageOf},
    failure::{Failure, NoErrors},
    state::SharedState,
};
use axum::extract::State;
use kredo_application::{
    card::{CardView, FindOwnCards, OwnCards},
    paging::Page,
    read,
};
use kredo_domain::card::Card;
use serde::Deserialize;
use utoipa::ToSchema;

/// Which of them.
#[derive(Deserialize, ToSchema)]
pub(super) struct CardFilter {
    /// Only those that are in use, or only those that are not; all without it.
    active: Option<bool>,
}

pub(super) async fn list(
    State(state): State<SharedState>,
    caller: Caller<ClientOnly>,
    Filter(filter): Filter<CardFilter>,
    PageOf(wanted): PageOf<Card>,
) -> Result<Answer<PageView<CardView>>, Failure<NoErrors>> {
    let own = OwnCards { customer: caller.customer(), active: filter.active };
    let cards = read(state.store(), &FindOwnCards, &own).await?;
    Ok(Answer(PageView::of(Page::of(cards, &wanted), |card| CardView::from(&card))))
}
