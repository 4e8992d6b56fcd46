//! Who the customer is.

use crate::{
    Versioned,
    card::CardView,
    customer::{CustomerView, EmploymentView},
};
use chrono::{DateTime, Utc};
use kredo_domain::{
    card::{Card, CardIntegration},
    customer::{Customer, Employment},
};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// The customer, with what it comes in by.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::personal_data) struct HeldCustomer {
    /// What it comes in by.
    login: String,
    /// Its guid among the users of other systems.
    login_guid: Option<Uuid>,
    #[serde(flatten)]
    customer: CustomerView,
}

impl From<Versioned<Customer>> for HeldCustomer {
    fn from(customer: Versioned<Customer>) -> Self {
        let state = customer.value.state();
        Self {
            login: state.login.as_str().to_owned(),
            login_guid: state.login_guid,
            customer: customer.into(),
        }
    }
}

/// An employment.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::personal_data) struct HeldEmployment {
    #[serde(flatten)]
    employment: EmploymentView,
    /// When it was recorded.
    created_at: DateTime<Utc>,
    /// When it last changed.
    updated_at: DateTime<Utc>,
}

impl From<Employment> for HeldEmployment {
    fn from(employment: Employment) -> Self {
        Self {
            created_at: employment.created_at(),
            updated_at: employment.updated_at(),
            employment: EmploymentView::from(&employment),
        }
    }
}

/// A card.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::personal_data) struct HeldCard {
    #[serde(flatten)]
    card: CardView,
    /// Whether it is in use.
    is_active: bool,
    /// What other systems call it, as it is kept.
    #[schema(value_type = Vec<Object>)]
    integrations: Vec<CardIntegration>,
}

impl From<Card> for HeldCard {
    fn from(card: Card) -> Self {
        let state = card.state();
        Self {
            is_active: state.active,
            integrations: state.integrations.clone(),
            card: CardView::from(&card),
        }
    }
}
