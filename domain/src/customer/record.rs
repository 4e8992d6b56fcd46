//! The customer itself.

use super::{AdditionalData, CustomerId, Login, Person};
use crate::DomainEvent;
use chrono::{DateTime, Utc};
use serde::Serialize;
use uuid::Uuid;

/// A person whom the lender knows: a login, and what has become known since.
#[derive(Debug, Clone, PartialEq)]
pub struct Customer {
    state: CustomerState,
}

/// Everything a customer is, for adapters that store it and views that show it.
#[derive(Debug, Clone, PartialEq)]
pub struct CustomerState {
    /// Its guid.
    pub id: CustomerId,
    /// Its numeric id, which some operations show and search by.
    pub number: i64,
    /// What it signs in with; unique.
    pub login: Login,
    /// Guid of the user in an outside identity provider; unique where there is one.
    pub login_guid: Option<Uuid>,
    /// Who it is.
    pub person: Person,
    /// Free-form facts.
    pub additional_data: AdditionalData,
    /// When it was registered, UTC.
    pub created_at: DateTime<Utc>,
    /// When it last changed, UTC.
    pub updated_at: DateTime<Utc>,
}

/// What happened to a customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase", untagged)]
pub enum CustomerEvent {
    /// It became known.
    #[serde(rename_all = "camelCase")]
    Registered {
        /// Which one.
        customer_guid: CustomerId,
        /// Its numeric id.
        customer_id: i64,
    },
    /// Something became known or different.
    #[serde(rename_all = "camelCase")]
    Changed {
        /// Which one.
        customer_guid: CustomerId,
        /// Names of the fields, not their values.
        fields: Vec<&'static str>,
    },
}

impl DomainEvent for CustomerEvent {
    fn name(&self) -> &'static str {
        match self {
            Self::Registered { .. } => "kredo.customer.registered.v1",
            Self::Changed { .. } => "kredo.customer.changed.v1",
        }
    }
    fn subject(&self) -> String {
        match self {
            Self::Registered { customer_guid, .. } | Self::Changed { customer_guid, .. } => {
                customer_guid.to_string()
            }
        }
    }
}

impl Customer {
    /// Registers somebody by a login.
    #[must_use]
    pub fn register(
        id: CustomerId,
        number: i64,
        login: Login,
        login_guid: Option<Uuid>,
        now: DateTime<Utc>,
    ) -> (Self, Vec<CustomerEvent>) {
        let state = CustomerState {
            id,
            number,
            login,
            login_guid,
            person: Person::default(),
            additional_data: AdditionalData::new(),
            created_at: now,
            updated_at: now,
        };
        let event = CustomerEvent::Registered { customer_guid: id, customer_id: number };
        (Self { state }, vec![event])
    }

    /// Registers somebody of whom more is known than the login, as one event.
    #[must_use]
    pub fn register_known(
        id: CustomerId,
        number: i64,
        login: Login,
        (person, additional_data): (Person, AdditionalData),
        now: DateTime<Utc>,
    ) -> (Self, Vec<CustomerEvent>) {
        let (mut customer, events) = Self::register(id, number, login, None, now);
        customer.patch(person, additional_data, now);
        (customer, events)
    }

    /// For adapters only: takes what a store kept, and checks nothing.
    #[must_use]
    pub const fn restore(state: CustomerState) -> Self {
        Self { state }
    }

    /// Everything it is.
    #[must_use]
    pub const fn state(&self) -> &CustomerState {
        &self.state
    }

    /// Its guid.
    #[must_use]
    pub const fn id(&self) -> CustomerId {
        self.state.id
    }

    /// Learns more about the customer. What is left out stays; free-form facts are replaced name by
    /// name. Nothing new gives no events and changes nothing.
    pub fn patch(
        &mut self,
        person: Person,
        additional_data: AdditionalData,
        now: DateTime<Utc>,
    ) -> Vec<CustomerEvent> {
        let mut fields = self.state.person.merge(person);
        let known = &mut self.state.additional_data;
        let news = additional_data.into_iter().filter(|(k, v)| known.get(k) != Some(v));
        let news: AdditionalData = news.collect();
        if !news.is_empty() {
            known.extend(news);
            fields.push("additionalData");
        }
        if fields.is_empty() {
            return Vec::new();
        }
        self.state.updated_at = now;
        vec![CustomerEvent::Changed { customer_guid: self.state.id, fields }]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeDelta;
    use serde_json::json;

    fn registered() -> Customer {
        let login = Login::try_new("79010000001").unwrap();
        let at = DateTime::UNIX_EPOCH;
        Customer::register(CustomerId::new(Uuid::nil()), 7, login, None, at).0
    }

    fn facts(value: &serde_json::Value) -> AdditionalData {
        value.as_object().cloned().unwrap_or_default()
    }

    #[test]
    fn a_patch_tells_which_fields_changed_and_not_what_they_say() {
        let (mut customer, later) = (registered(), DateTime::UNIX_EPOCH + TimeDelta::hours(1));
        let person = Person { last_name: Some("Зайцев".to_owned()), ..Person::default() };
        let events = customer.patch(person, facts(&json!({"children": 2})), later);
        let told = serde_json::to_string(&events).unwrap();
        assert!(told.contains("lastName") && told.contains("additionalData"), "{told}");
        assert!(!told.contains("Зайцев"), "{told}");
        assert_eq!(customer.state().updated_at, later);
    }

    #[test]
    fn who_comes_with_a_name_is_registered_once_and_not_changed() {
        let person = Person { last_name: Some("Зайцев".to_owned()), ..Person::default() };
        let login = Login::try_new("79010000001").unwrap();
        let (id, at) = (CustomerId::new(Uuid::nil()), DateTime::UNIX_EPOCH);
        let known = (person.clone(), facts(&json!({"children": 2})));
        let (customer, events) = Customer::register_known(id, 7, login, known, at);
        assert_eq!(events, [CustomerEvent::Registered { customer_guid: id, customer_id: 7 }]);
        assert_eq!(customer.state().person, person);
        assert_eq!(customer.state().additional_data, facts(&json!({"children": 2})));
    }

    #[test]
    fn a_patch_with_nothing_new_changes_nothing() {
        let mut customer = registered();
        let later = DateTime::UNIX_EPOCH + TimeDelta::hours(1);
        customer.patch(Person::default(), facts(&json!({"children": 2})), DateTime::UNIX_EPOCH);
        let before = customer.clone();
        assert_eq!(customer.patch(Person::default(), facts(&json!({"children": 2})), later), []);
        assert_eq!(customer, before);
    }

    #[test]
    fn free_form_facts_are_replaced_name_by_name() {
        let mut customer = registered();
        let at = DateTime::UNIX_EPOCH;
        customer.patch(Person::default(), facts(&json!({"a": 1, "b": {"c": 1}})), at);
        customer.patch(Person::default(), facts(&json!({"b": {"d": 2}})), at);
        assert_eq!(customer.state().additional_data, facts(&json!({"a": 1, "b": {"d": 2}})));
    }
}
