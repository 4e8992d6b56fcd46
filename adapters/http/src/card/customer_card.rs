//! Cards of customers, for the staff.

use super::{
    CardAsCustomerGuid, CardGuid,
    view::{AddedCardView, CustomerCardView},
};
use crate::{
    answer::{Answer, Created, PageView},
    caller::{Caller, Staff},
    extract::{CustomerGuid, GuidPath, JsonBody, PageOf},
    failure::{Failure, errors},
    state::{AppState, SharedState},
};
use axum::extract::State;
use kredo_application::{
    AppError,
    card::{AddCard, AddCardCommand, ListCards, SwitchCard, SwitchCardCommand},
    paging::Page,
    read, run,
};
use kredo_domain::{
    card::{Card, CardDigits, CardDigitsError, CardFacts, CardId, CardText, PaymentSystem, code},
    customer::{CustomerId, code::CUSTOMER_NOT_FOUND},
};
use serde::Deserialize;
use utoipa::ToSchema;

errors! { CreateErrors: 409 => CUSTOMER_NOT_FOUND }
errors! { PatchErrors:
    409 => code::CARD_NOT_FOUND,
    409 => code::CARD_ALREADY_ACTIVE,
}
errors! { ListErrors: 409 => CUSTOMER_NOT_FOUND }

/// Digits of a card; an empty text says nothing.
#[derive(Deserialize)]
#[serde(try_from = "String")]
struct DigitsSent<const MOST: usize>(Option<CardDigits<MOST>>);

impl<const MOST: usize> TryFrom<String> for DigitsSent<MOST> {
    type Error = CardDigitsError;

    fn try_from(text: String) -> Result<Self, CardDigitsError> {
        let said = (!text.is_empty()).then(|| CardDigits::try_new(&text));
        said.transpose().map(Self)
    }
}

/// What is known of a new card; never its whole number.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct CreateCard {
    /// The name on it.
    #[schema(max_length = 255)]
    name_on_card: Option<String>,
    /// The first digits of its number.
    #[schema(value_type = Option<String>, pattern = "^[0-9]{0,8}$")]
    bin: Option<DigitsSent<8>>,
    /// The last four digits of its number.
    #[schema(value_type = Option<String>, pattern = "^[0-9]{0,4}$")]
    last_four_digits: Option<DigitsSent<4>>,
    /// Its payment system: `MASTERCARD`, `MIR`, or another word; kept in capitals.
    #[schema(max_length = 255)]
    r#type: Option<String>,
    /// The bank that issued it.
    #[schema(max_length = 255)]
    bank_name: Option<String>,
    /// The month that it expires with: `5`, `05`.
    #[schema(max_length = 255)]
    expiration_month: Option<String>,
    /// The year of that month: `2035`.
    #[schema(max_length = 255)]
    expiration_year: Option<String>,
}

impl From<CreateCard> for CardFacts {
    fn from(card: CreateCard) -> Self {
        let text = |text: Option<String>| text.and_then(|text| CardText::new(&text));
        Self {
            name_on_card: text(card.name_on_card),
            bin: card.bin.and_then(|digits| digits.0),
            last_four: card.last_four_digits.and_then(|digits| digits.0),
            payment_system: card.r#type.and_then(|name| PaymentSystem::new(&name)),
            bank: text(card.bank_name),
            expiration_month: text(card.expiration_month),
            expiration_year: text(card.expiration_year),
        }
    }
}

/// What becomes of a card.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct PatchCard {
    /// Whether it is in use.
    is_active: bool,
}

pub(super) async fn create(
    State(state): State<SharedState>,
    _: Caller<Staff>,
    GuidPath(customer, _): GuidPath<CustomerGuid>,
    JsonBody(request): JsonBody<CreateCard>,
) -> Result<Created<AddedCardView>, Failure<CreateErrors>> {
    let command = AddCardCommand { customer: CustomerId::new(customer), facts: request.into() };
    let card = run(state.store(), &AddCard::new(state.recorder()), &command).await?;
    Ok(Created(card.into()))
}

async fn switch(state: &AppState, command: SwitchCardCommand) -> Result<Card, AppError> {
    run(state.store(), &SwitchCard::new(state.recorder()), &command).await
}

pub(super) async fn patch(
    State(state): State<SharedState>,
    _: Caller<Staff>,
    GuidPath(customer, _): GuidPath<CustomerGuid>,
    GuidPath(card, _): GuidPath<CardGuid>,
    JsonBody(request): JsonBody<PatchCard>,
) -> Result<Answer<CustomerCardView>, Failure<PatchErrors>> {
    let (card, customer) = (CardId::new(card), Some(CustomerId::new(customer)));
    let command = SwitchCardCommand { card, customer, active: Some(request.is_active) };
    Ok(Answer(switch(&state, command).await?.into()))
}

/// The guid of a card says whose it is.
pub(super) async fn patch_as_printed(
    State(state): State<SharedState>,
    _: Caller<Staff>,
    GuidPath(card, _): GuidPath<CardAsCustomerGuid>,
    JsonBody(request): JsonBody<PatchCard>,
) -> Result<Answer<CustomerCardView>, Failure<PatchErrors>> {
    let (card, active) = (CardId::new(card), Some(request.is_active));
    let command = SwitchCardCommand { card, customer: None, active };
    Ok(Answer(switch(&state, command).await?.into()))
}

pub(super) async fn list(
    State(state): State<SharedState>,
    _: Caller<Staff>,
    GuidPath(customer, _): GuidPath<CustomerGuid>,
    PageOf(wanted): PageOf<Card>,
) -> Result<Answer<PageView<CustomerCardView>>, Failure<ListErrors>> {
    let cards = read(state.store(), &ListCards, &CustomerId::new(customer)).await?;
    Ok(Answer(PageView::of(Page::of(cards, &wanted), CustomerCardView::from)))
}
