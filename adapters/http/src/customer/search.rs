//! Looking for customers.

use crate::{
    answer::{Answer, PageView},
    caller::{Caller, Staff},
    extract::{InOneParameter, JsonFilter, PageOf},
    failure::{Failure, errors},
    state::SharedState,
};
use axum::extract::State;
use chrono::{DateTime, NaiveDate, Utc};
use kredo_application::{
    BusinessTime,
    customer::{CustomerSearch, SurveyCustomers, SurveyedCustomer},
    read,
};
use kredo_domain::{
    customer::{ContactFilter, ContactKind, ContactOwner, Customer, CustomerFilter, NameKey, code},
    document::DocumentFilter,
    flag::CustomerFlag,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

errors! { SearchErrors: 409 => code::INPUT_PARAMETERS_ARE_EMPTY }

/// What is known of the customers; all of it must be so, and at least something must be said.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct CustomerParameters {
    /// First name, whole.
    first_name: Option<String>,
    /// Patronymic, whole.
    middle_name: Option<String>,
    /// What the surname begins with.
    last_name: Option<String>,
    /// Taxpayer number (INN), as it was ever stated.
    inn: Option<String>,
    /// Number of a passport, or its series and number, as they were ever stated.
    passport_number: Option<String>,
    /// The customer's own telephone number, in any spelling.
    phone: Option<String>,
    /// The customer's own e-mail address.
    email: Option<String>,
    /// The day of the registration in the lender's time.
    registration_date: Option<NaiveDate>,
}

impl InOneParameter for CustomerParameters {
    const NAME: &'static str = "getCustomersByParametersRequest";
}

impl CustomerParameters {
    fn into_filter(self, time: &BusinessTime) -> CustomerFilter {
        let key = |name: Option<String>| name.and_then(|name| NameKey::of(&name));
        let said = |text: Option<String>| text.filter(|text| !text.trim().is_empty());
        let own = |kind: ContactKind, value: Option<String>| {
            let owner = Some(ContactOwner::customer());
            said(value).map(|value| ContactFilter { owner, ..ContactFilter::new(kind, &value) })
        };
        let contacts =
            [own(ContactKind::phone(), self.phone), own(ContactKind::email(), self.email)];
        let documents = [
            said(self.inn).map(|number| DocumentFilter::inn(&number)),
            said(self.passport_number).map(|number| DocumentFilter::passport(&number)),
        ];
        CustomerFilter {
            last_name: key(self.last_name),
            first_name: key(self.first_name),
            middle_name: key(self.middle_name),
            birth_date: None,
            registered: self.registration_date.map(|day| time.span_of(day)),
            contacts: contacts.into_iter().flatten().collect(),
            documents: documents.into_iter().flatten().collect(),
        }
    }
}

/// A flag as the list of those found shows it.
#[derive(Serialize, ToSchema)]
struct FoundFlagView {
    /// Its type.
    name: String,
    /// What it was set for.
    reason: String,
    /// Whether it is on.
    active: bool,
}

impl From<CustomerFlag> for FoundFlagView {
    fn from(flag: CustomerFlag) -> Self {
        let state = flag.state();
        Self {
            name: state.flag.flag_type.as_str().to_owned(),
            reason: state.flag.flag_reason.as_str().to_owned(),
            active: state.active,
        }
    }
}

/// A customer that was found.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct FoundCustomerView {
    /// Its guid.
    customer_guid: Uuid,
    /// First name.
    first_name: Option<String>,
    /// Patronymic.
    middle_name: Option<String>,
    /// Surname.
    last_name: Option<String>,
    /// Date of birth.
    birth_date: Option<NaiveDate>,
    /// The subject of the federation where it is registered.
    address_subject: Option<String>,
    /// When it was registered.
    registration_date: DateTime<Utc>,
    /// The flags that are or were on it, oldest first.
    flags: Vec<FoundFlagView>,
}

impl From<SurveyedCustomer> for FoundCustomerView {
    fn from(found: SurveyedCustomer) -> Self {
        let SurveyedCustomer { customer, flags, address_subject } = found;
        let person = customer.state().person.clone();
        Self {
            customer_guid: customer.id().guid(),
            first_name: person.first_name,
            middle_name: person.middle_name,
            last_name: person.last_name,
            birth_date: person.birth_date,
            address_subject,
            registration_date: customer.state().created_at,
            flags: flags.into_iter().map(FoundFlagView::from).collect(),
        }
    }
}

pub(super) async fn by_parameters(
    State(state): State<SharedState>,
    _: Caller<Staff>,
    JsonFilter(parameters): JsonFilter<CustomerParameters>,
    PageOf(page): PageOf<Customer>,
) -> Result<Answer<PageView<FoundCustomerView>>, Failure<SearchErrors>> {
    let filter = parameters.into_filter(state.time());
    let found = read(state.store(), &SurveyCustomers, &CustomerSearch { filter, page }).await?;
    Ok(Answer(PageView::of(found, FoundCustomerView::from)))
}
