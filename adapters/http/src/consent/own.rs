//! The client's own consents.

use super::withdraw::{WithdrawRequest, Withdrawn};
use crate::{
    answer::{Answer, PageView},
    caller::{Caller, ClientOnly},
    extract::{JsonBody, PageOf},
    failure::{Failure, NoErrors, errors},
    state::SharedState,
};
use axum::extract::State;
use kredo_application::{
    consent::{ConsentView, KnownConsent, ListConsents, WithdrawConsent, WithdrawConsentCommand},
    paging::Page,
    read, run,
};
use kredo_domain::consent::code;

errors! { WithdrawErrors: 404 => code::CONSENT_NOT_FOUND }

pub(super) async fn list(
    State(state): State<SharedState>,
    caller: Caller<ClientOnly>,
    PageOf(page): PageOf<KnownConsent>,
) -> Result<Answer<PageView<ConsentView>>, Failure<NoErrors>> {
    let known = read(state.store(), &ListConsents, &caller.customer()).await?;
    Ok(Answer(PageView::of(Page::of(known, &page), ConsentView::from)))
}

pub(super) async fn withdraw(
    State(state): State<SharedState>,
    caller: Caller<ClientOnly>,
    JsonBody(request): JsonBody<WithdrawRequest>,
) -> Result<Answer<Withdrawn>, Failure<WithdrawErrors>> {
    let command = WithdrawConsentCommand { customer: caller.customer(), kind: request.kind.into() };
    let use_case = WithdrawConsent::new(state.recorder(), state.time().clone());
    run(state.store(), &use_case, &command).await?;
    Ok(Answer(Withdrawn {}))
}
