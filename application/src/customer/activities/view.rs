//! What the registry's activities take and answer.

use crate::{
    Versioned,
    activity::{Capitals, GenderSent, GenderWord},
};
use chrono::{DateTime, NaiveDate, Utc};
use kredo_domain::customer::{
    AdditionalData, Contact, ContactKind, ContactOwner, Customer, NewContact, Person,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

/// A customer that was just registered.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct RegisteredCustomer {
    /// Its numeric id.
    id: i64,
    /// Its guid.
    guid: Uuid,
    /// When it was registered.
    created_at: DateTime<Utc>,
}

impl From<&Customer> for RegisteredCustomer {
    fn from(customer: &Customer) -> Self {
        let state = customer.state();
        Self { id: state.number, guid: state.id.guid(), created_at: state.created_at }
    }
}

/// A customer with what is known about it.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct ActivityCustomer {
    /// Its numeric id.
    id: i64,
    /// Its guid.
    guid: Uuid,
    /// One more with each change.
    version: i64,
    /// First name.
    first_name: Option<String>,
    /// Patronymic.
    middle_name: Option<String>,
    /// Surname.
    last_name: Option<String>,
    /// `MALE` or `FEMALE`.
    gender: Option<GenderWord>,
    /// Date of birth.
    birth_date: Option<NaiveDate>,
    /// When it was registered.
    created_at: DateTime<Utc>,
    /// When it last changed.
    updated_at: DateTime<Utc>,
}

impl From<&Versioned<Customer>> for ActivityCustomer {
    fn from(customer: &Versioned<Customer>) -> Self {
        let state = customer.value.state();
        let person = state.person.clone();
        Self {
            id: state.number,
            guid: state.id.guid(),
            version: customer.version(),
            first_name: person.first_name,
            middle_name: person.middle_name,
            last_name: person.last_name,
            gender: person.gender.map(Capitals),
            birth_date: person.birth_date,
            created_at: state.created_at,
            updated_at: state.updated_at,
        }
    }
}

/// A customer with everything that is known about it.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CustomerView {
    #[serde(flatten)]
    customer: ActivityCustomer,
    /// Free-form facts.
    #[schema(value_type = Object)]
    additional_data: AdditionalData,
}

impl From<Versioned<Customer>> for CustomerView {
    fn from(customer: Versioned<Customer>) -> Self {
        let additional_data = customer.value.state().additional_data.clone();
        Self { customer: (&customer).into(), additional_data }
    }
}

/// Changes to a customer; what is left out or null stays.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct CustomerChanges {
    /// Whose data.
    pub(super) guid: Uuid,
    /// Only if the customer has that version.
    pub(super) version: Option<i64>,
    /// First name.
    first_name: Option<String>,
    /// Patronymic.
    middle_name: Option<String>,
    /// Surname.
    last_name: Option<String>,
    /// `MALE` or `FEMALE`.
    gender: Option<GenderSent>,
    /// Date of birth.
    birth_date: Option<NaiveDate>,
    /// Free-form facts; the ones named are replaced, the others stay.
    #[schema(value_type = Option<Object>)]
    additional_data: Option<serde_json::Map<String, Value>>,
}

impl CustomerChanges {
    pub(super) fn into_parts(self) -> (Person, AdditionalData) {
        let person = Person {
            first_name: self.first_name,
            middle_name: self.middle_name,
            last_name: self.last_name,
            gender: self.gender.map(|gender| gender.0),
            birth_date: self.birth_date,
        };
        (person, self.additional_data.unwrap_or_default())
    }
}

/// What a customer signs in with.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct CustomerLogin {
    /// The customer's guid.
    guid: Uuid,
    /// The login.
    login: String,
    /// `PHONE`, or `LOGIN` for any other name.
    r#type: &'static str,
    /// When the customer was registered.
    created_at: DateTime<Utc>,
    /// When the customer last changed.
    updated_at: DateTime<Utc>,
}

impl From<&Versioned<Customer>> for CustomerLogin {
    fn from(customer: &Versioned<Customer>) -> Self {
        let state = customer.value.state();
        Self {
            guid: state.id.guid(),
            login: state.login.to_string(),
            r#type: state.login.kind().name(),
            created_at: state.created_at,
            updated_at: state.updated_at,
        }
    }
}

/// A contact to add.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct ContactToAdd {
    /// `PHONE`, `EMAIL`, or another word.
    r#type: String,
    /// Whose contact: `CUSTOMER`, or a relation.
    owner: String,
    /// The number or address.
    #[serde(alias = "contact")]
    value: String,
    /// Whether it is in use.
    active: bool,
    /// Free-form facts.
    #[schema(value_type = Option<Object>)]
    additional_data: Option<serde_json::Map<String, Value>>,
}

impl From<ContactToAdd> for NewContact {
    fn from(contact: ContactToAdd) -> Self {
        Self {
            kind: ContactKind::new(&contact.r#type),
            owner: ContactOwner::new(&contact.owner),
            value: contact.value,
            active: contact.active,
            additional_data: contact.additional_data.unwrap_or_default(),
        }
    }
}

/// A contact of a customer.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct ActivityContact {
    /// `PHONE`, `EMAIL`, or another word.
    r#type: String,
    /// Whose contact.
    owner: String,
    /// The number or address.
    contact: String,
    /// Free-form facts.
    #[schema(value_type = Object)]
    additional_data: AdditionalData,
    /// Whether it is in use.
    active: bool,
    /// Whether it is the first to use of its type.
    is_primary: bool,
    /// When it was added.
    created_at: DateTime<Utc>,
}

impl From<&Contact> for ActivityContact {
    fn from(contact: &Contact) -> Self {
        let state = contact.state().clone();
        Self {
            r#type: state.kind.as_str().to_owned(),
            owner: state.owner.as_str().to_owned(),
            contact: state.value,
            additional_data: state.additional_data,
            active: state.active,
            is_primary: state.primary,
            created_at: state.created_at,
        }
    }
}
