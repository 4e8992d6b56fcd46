//! The customer's cart, for the lender's own systems.

use super::application::ApplicationPath;
use crate::{
    answer::Answer,
    caller::{Caller, Staff},
    failure::{Failure, errors},
    state::SharedState,
    wire::Roubles,
};
use axum::extract::State;
use chrono::{DateTime, Utc};
use kredo_application::{loan_application::LookAtAny, read};
use kredo_domain::loan_application::{CartItem, LoanApplication, LoanApplicationId, code};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

errors! { CartErrors: 404 => code::LOAN_APPLICATION_NOT_FOUND }

/// A cart with its application.
#[derive(Serialize, ToSchema)]
pub(super) struct CartAnswer {
    /// The application's mode: `online` or `offline`.
    r#type: String,
    /// The application.
    application_guid: Uuid,
    /// The point of sale.
    branch_guid: String,
    goods: Vec<GoodsView>,
}

/// Goods of one kind.
#[derive(Serialize, ToSchema)]
struct GoodsView {
    /// What it is.
    name: String,
    /// How many.
    quantity: u32,
    /// Price of one, roubles.
    price: Roubles,
    /// What kind of goods.
    goods_type: String,
    /// When the application was created.
    created_at: DateTime<Utc>,
    /// The same: a cart does not change.
    updated_at: DateTime<Utc>,
}

impl From<&LoanApplication> for CartAnswer {
    fn from(application: &LoanApplication) -> Self {
        let record = application.record();
        let goods = |item: &CartItem| GoodsView {
            name: item.name.clone(),
            quantity: item.quantity,
            price: Roubles(item.price),
            goods_type: item.goods_type.clone(),
            created_at: record.created_at,
            updated_at: record.created_at,
        };
        Self {
            r#type: record.questionnaire.mode.as_str().to_owned(),
            application_guid: record.id.guid(),
            branch_guid: record.questionnaire.branch_guid.clone(),
            goods: record.questionnaire.cart.items().iter().map(goods).collect(),
        }
    }
}

pub(super) async fn get(
    State(state): State<SharedState>,
    _: Caller<Staff>,
    application: ApplicationPath,
) -> Result<Answer<CartAnswer>, Failure<CartErrors>> {
    let id = LoanApplicationId::new(application.0);
    let found = read(state.store(), &LookAtAny, &id).await?;
    Ok(Answer((&found.value).into()))
}
