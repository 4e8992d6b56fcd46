//! What a partner sees.

use super::application::{ApplicationPath, partner};
use crate::{
    answer::{Tag, Tagged},
    caller::{Caller, PartnerOnly},
    failure::{Failure, errors},
    state::SharedState,
    wire::{Percent, Roubles},
};
use axum::extract::State;
use base64::{Engine, prelude::BASE64_STANDARD};
use http::HeaderMap;
use kredo_application::{code as common, loan_application::LookAtOwn, read};
use kredo_domain::loan_application::{ConfirmedProduct, LoanApplicationId, PartnerView, code};
use serde::Serialize;
use utoipa::ToSchema;

errors! { StatusErrors:
    404 => code::LOAN_APPLICATION_NOT_FOUND,
    409 => common::OUTSIDE_REFUSED,
    503 => common::OUTSIDE_UNAVAILABLE,
}

/// Where an application stands.
#[derive(Serialize, ToSchema)]
pub(super) struct StatusAnswer {
    /// `PROCESSING`, `APPROVED`, `CONFIRMATION`, `COMPLETED`, `DECLINED`, `CANCELLED`, `EXPIRED` or
    /// `ERROR`.
    status: &'static str,
    payload: StatusPayload,
    /// What is expected of the partner, or what became of the application.
    message: String,
}

/// The facts that belong to the status.
#[derive(Serialize, ToSchema)]
struct StatusPayload {
    /// The contract as a PDF, base64; while it is to be read or was just signed.
    #[serde(skip_serializing_if = "Option::is_none")]
    contract_pdf: Option<String>,
    /// The contract's number, from the code on.
    #[serde(rename = "contractNumber", skip_serializing_if = "Option::is_none")]
    contract_number: Option<String>,
    /// The terms, from the approval on.
    #[serde(rename = "confirmedProduct", skip_serializing_if = "Option::is_none")]
    confirmed_product: Option<ProductView>,
}

/// The terms of the loan.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct ProductView {
    /// Code of the product.
    partner_product_code: String,
    /// The level payment, roubles.
    payment: Roubles,
    /// The rate, percent, on the product's own basis.
    interest_rate: Percent,
    credit_info: CreditView,
}

/// How the purchase is paid, roubles.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct CreditView {
    /// What the cart costs.
    cost: Roubles,
    /// Down payment.
    first_pay: Roubles,
    /// Number of periods.
    period: u32,
    /// What is lent.
    total_sum_in_credit: Roubles,
    /// What neither the down payment nor the loan covers.
    total_sum_out_of_credit: Roubles,
}

impl From<ConfirmedProduct> for ProductView {
    fn from(product: ConfirmedProduct) -> Self {
        let credit = product.credit_info;
        Self {
            partner_product_code: product.product_code,
            payment: Roubles(product.payment),
            interest_rate: Percent(product.interest_rate.percent()),
            credit_info: CreditView {
                cost: Roubles(credit.cost),
                first_pay: Roubles(credit.first_pay),
                period: credit.period,
                total_sum_in_credit: Roubles(credit.in_credit),
                total_sum_out_of_credit: Roubles(credit.out_of_credit),
            },
        }
    }
}

impl StatusAnswer {
    fn new(view: PartnerView, contract: Option<Vec<u8>>) -> Self {
        Self {
            status: view.status.name(),
            payload: StatusPayload {
                contract_pdf: contract.map(|pdf| BASE64_STANDARD.encode(pdf)),
                contract_number: view.contract_number.map(|number| number.to_string()),
                confirmed_product: view.confirmed_product.map(Into::into),
            },
            message: view.message,
        }
    }
}

pub(super) async fn get(
    State(state): State<SharedState>,
    caller: Caller<PartnerOnly>,
    application: ApplicationPath,
    headers: HeaderMap,
) -> Result<Tagged<StatusAnswer>, Failure<StatusErrors>> {
    let own = (partner(&caller)?, LoanApplicationId::new(application.0));
    let found = read(state.store(), &LookAtOwn, &own).await?;
    let tag = Tag::new(found.version(), &headers);
    let view = found.value.partner_view(state.zone());
    // Whoever has this version already needs no document either.
    let contract = if view.shows_contract && !tag.is_known() {
        Some(state.show_contract().execute(own.1).await?)
    } else {
        None
    };
    Ok(Tagged::new(StatusAnswer::new(view, contract), tag))
}
