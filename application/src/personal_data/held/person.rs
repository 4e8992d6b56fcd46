//! Who the customer is.

use crate::{Versioned, card::CardView, customer::CustomerView};
use chrono::{DateTime, Utc};
use kredo_domain::{
    card::{Card, CardIntegration},
    customer::{AdditionalData, Contact, Customer, Employment},
    flag::CustomerFlag,
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

/// A contact.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::personal_data) struct HeldContact {
    /// Its guid.
    guid: Uuid,
    /// `PHONE`, `EMAIL`, or another word.
    r#type: String,
    /// Whose contact: `CUSTOMER`, or a relation.
    owner: String,
    /// The number or address.
    contact: String,
    /// Whether it is in use.
    is_active: bool,
    /// Whether it is the first to use of its type.
    is_primary: bool,
    /// Free-form facts.
    #[schema(value_type = Object)]
    additional_data: AdditionalData,
    /// When it was added.
    created_at: DateTime<Utc>,
    /// When it last changed.
    updated_at: DateTime<Utc>,
}

impl From<Contact> for HeldContact {
    fn from(contact: Contact) -> Self {
        let state = contact.state().clone();
        Self {
            guid: state.id.guid(),
            r#type: state.kind.as_str().to_owned(),
            owner: state.owner.as_str().to_owned(),
            contact: state.value,
            is_active: state.active,
            is_primary: state.primary,
            additional_data: state.additional_data,
            created_at: state.created_at,
            updated_at: state.updated_at,
        }
    }
}

/// An employment.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::personal_data) struct HeldEmployment {
    /// Its guid.
    guid: Uuid,
    /// Position held.
    position: Option<String>,
    /// Kind of employment.
    position_type: String,
    /// Name of the employer.
    company_name: Option<String>,
    /// The employer's line of business.
    company_scope: Option<String>,
    /// Monthly income, minor units.
    salary: i64,
    /// Its currency, as given.
    salary_currency: String,
    /// Further monthly income, minor units.
    extra_salary: Option<i64>,
    /// Its currency, as given.
    extra_salary_currency: Option<String>,
    /// Length of service.
    current_position_duration: Option<String>,
    /// Free-form facts.
    #[schema(value_type = Object)]
    additional_data: AdditionalData,
    /// Identifier in the source.
    source_id: Option<String>,
    /// Source of the data.
    source_name: Option<String>,
    /// When it was recorded.
    created_at: DateTime<Utc>,
    /// When it last changed.
    updated_at: DateTime<Utc>,
}

impl From<Employment> for HeldEmployment {
    fn from(employment: Employment) -> Self {
        let details = employment.details().clone();
        Self {
            guid: employment.id().guid(),
            position: details.position,
            position_type: details.position_type,
            company_name: details.company_name,
            company_scope: details.company_scope,
            salary: details.salary,
            salary_currency: details.salary_currency,
            extra_salary: details.extra_salary,
            extra_salary_currency: details.extra_salary_currency,
            current_position_duration: details.current_position_duration,
            additional_data: details.additional_data,
            source_id: details.source_id,
            source_name: details.source_name,
            created_at: employment.created_at(),
            updated_at: employment.updated_at(),
        }
    }
}

/// A flag.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::personal_data) struct HeldFlag {
    /// Its guid.
    guid: Uuid,
    /// Its type.
    flag_type: String,
    /// What it was set for.
    flag_reason: String,
    /// Whether it is on.
    is_active: bool,
    /// When it was put on.
    created_at: DateTime<Utc>,
    /// When it was put on or taken off.
    updated_at: DateTime<Utc>,
}

impl From<CustomerFlag> for HeldFlag {
    fn from(flag: CustomerFlag) -> Self {
        let state = flag.state();
        Self {
            guid: state.id.guid(),
            flag_type: state.flag.flag_type.as_str().to_owned(),
            flag_reason: state.flag.flag_reason.as_str().to_owned(),
            is_active: state.active,
            created_at: state.created_at,
            updated_at: state.updated_at,
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
