//! Consents of any customer, for the lender.

use super::withdraw::{ConsentKindWord, WithdrawRequest, Withdrawn};
use crate::{
    answer::{Answer, PageView},
    caller::{Caller, Staff},
    extract::{CustomerGuid, GuidPath, JsonBody, PageOf},
    failure::{Failure, errors},
    state::SharedState,
};
use axum::extract::State;
use kredo_application::{
    AppError,
    consent::{
        ConsentView, KnownConsent, ListConsents, RecordConsents, RecordConsentsCommand,
        WithdrawConsent, WithdrawConsentCommand,
    },
    paging::Page,
    read, run,
};
use kredo_domain::{
    consent::{ConsentStatement, ConsentText, code},
    customer::{CustomerId, code::CUSTOMER_NOT_FOUND},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

errors! { ConsentErrors: 404 => CUSTOMER_NOT_FOUND }
errors! { WithdrawErrors:
    404 => CUSTOMER_NOT_FOUND,
    404 => code::CONSENT_NOT_FOUND,
}

/// What a customer answered to a text, on paper or by telephone.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct RecordRequest {
    /// What it is about.
    kind: ConsentKindWord,
    /// The heading, as it was shown.
    #[schema(min_length = 1, max_length = 255)]
    title: String,
    /// The lender's name for this edition of the text.
    #[schema(min_length = 1, max_length = 100)]
    version: String,
    /// The text, as it was shown.
    #[schema(min_length = 1, max_length = 20_000)]
    wording: String,
    /// Whether the customer agreed.
    is_given: bool,
}

/// Which record it is.
#[derive(Serialize, ToSchema)]
pub(super) struct RecordedConsent {
    /// Its guid; that of the record that was there, where the last word was the same.
    guid: Uuid,
}

pub(super) async fn list(
    State(state): State<SharedState>,
    _: Caller<Staff>,
    GuidPath(customer, _): GuidPath<CustomerGuid>,
    PageOf(page): PageOf<KnownConsent>,
) -> Result<Answer<PageView<ConsentView>>, Failure<ConsentErrors>> {
    let known = read(state.store(), &ListConsents, &CustomerId::new(customer)).await?;
    Ok(Answer(PageView::of(Page::of(known, &page), ConsentView::from)))
}

pub(super) async fn record(
    State(state): State<SharedState>,
    _: Caller<Staff>,
    GuidPath(customer, _): GuidPath<CustomerGuid>,
    JsonBody(request): JsonBody<RecordRequest>,
) -> Result<Answer<RecordedConsent>, Failure<ConsentErrors>> {
    let RecordRequest { kind, title, version, wording, is_given } = request;
    let text = ConsentText { title, version, wording };
    let statement = ConsentStatement { kind: kind.into(), text, given: is_given, document: None };
    let command = RecordConsentsCommand {
        customer: CustomerId::new(customer),
        application: None,
        statements: vec![statement],
    };
    let use_case = RecordConsents::new(state.recorder(), state.time().clone());
    let recorded = run(state.store(), &use_case, &command).await?;
    let lost = || AppError::internal("recording a consent", "none came of it");
    let recorded = recorded.first().ok_or_else(lost)?;
    Ok(Answer(RecordedConsent { guid: recorded.id().guid() }))
}

pub(super) async fn withdraw(
    State(state): State<SharedState>,
    _: Caller<Staff>,
    GuidPath(customer, _): GuidPath<CustomerGuid>,
    JsonBody(request): JsonBody<WithdrawRequest>,
) -> Result<Answer<Withdrawn>, Failure<WithdrawErrors>> {
    let customer = CustomerId::new(customer);
    let command = WithdrawConsentCommand { customer, kind: request.kind.into() };
    let use_case = WithdrawConsent::new(state.recorder(), state.time().clone());
    run(state.store(), &use_case, &command).await?;
    Ok(Answer(Withdrawn {}))
}
