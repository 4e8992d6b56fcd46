//! Unique keys and look-ups of the customer registry in memory.

use crate::memory::{MemoryUnit, UniqueKey};
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use kredo_application::{
    paging::{Page, PageRequest},
    store::{CustomerRepository, StoreError, Versioned},
};
use kredo_domain::{
    customer::{Address, Contact, Customer, CustomerFilter, CustomerId, Employment, Login},
    document::{Document, DocumentFilter, DocumentInfo},
};
use std::collections::BTreeSet;

pub(crate) fn customer_keys(customer: &Customer) -> Vec<UniqueKey> {
    let state = customer.state();
    let mut keys = vec![("login", state.login.to_string()), ("number", state.number.to_string())];
    keys.extend(state.login_guid.map(|guid| ("login_guid", guid.to_string())));
    keys
}

pub(crate) fn contact_keys(contact: &Contact) -> Vec<UniqueKey> {
    let (state, kind) = (contact.state(), contact.state().kind.as_str());
    let (customer, owner) = (state.customer, state.owner.as_str());
    let mut keys = vec![("value", format!("{customer}\n{kind}\n{owner}\n{}", state.value))];
    keys.extend(state.primary.then(|| ("primary", format!("{customer}\n{kind}"))));
    keys
}

pub(crate) fn address_keys(address: &Address) -> Vec<UniqueKey> {
    let primary = address.is_primary().then(|| ("primary", address.customer().to_string()));
    primary.into_iter().collect()
}

pub(crate) fn employment_keys(employment: &Employment) -> Vec<UniqueKey> {
    vec![("customer", employment.customer().to_string())]
}

impl MemoryUnit {
    /// The customers with those keys, oldest guid first.
    fn holders(&self, keys: BTreeSet<UniqueKey>) -> Vec<Versioned<Customer>> {
        let found = keys.into_iter().filter_map(|key| self.holding(&key));
        let mut found: Vec<Versioned<Customer>> = found.collect();
        found.sort_by_key(|customer| customer.value.id());
        found
    }

    /// The customers of whose documents that was said.
    fn having(&self, wanted: &DocumentFilter) -> BTreeSet<CustomerId> {
        let documents = self.find(|document: &Document| wanted.admits(document)).into_iter();
        let documents: BTreeSet<_> = documents.map(|document| document.value.id()).collect();
        let such = self.find(|info: &DocumentInfo| {
            let state = info.state();
            wanted.is_said_by(&state.statement) && documents.contains(&state.document)
        });
        such.into_iter().map(|info| info.value.state().customer).collect()
    }
}

#[async_trait]
impl CustomerRepository for MemoryUnit {
    async fn by_login(&mut self, login: &Login) -> Result<Option<Versioned<Customer>>, StoreError> {
        Ok(self.find(|c: &Customer| c.state().login == *login).pop())
    }
    async fn by_logins(
        &mut self,
        logins: &[Login],
    ) -> Result<Vec<Versioned<Customer>>, StoreError> {
        Ok(self.holders(logins.iter().map(|login| ("login", login.to_string())).collect()))
    }
    async fn by_number(&mut self, number: i64) -> Result<Option<Versioned<Customer>>, StoreError> {
        Ok(self.holding(&("number", number.to_string())))
    }
    async fn search(
        &mut self,
        filter: &CustomerFilter,
        page: &PageRequest<Customer>,
    ) -> Result<Page<Versioned<Customer>>, StoreError> {
        let by_contact = filter.contacts.iter().map(|wanted| {
            let found = self.find(|contact: &Contact| wanted.admits(contact));
            found.into_iter().map(|contact| contact.value.state().customer).collect()
        });
        let by_document = filter.documents.iter().map(|wanted| self.having(wanted));
        let owners: Vec<BTreeSet<CustomerId>> = by_contact.chain(by_document).collect();
        let mut found = self.find(|customer: &Customer| {
            filter.admits(customer) && owners.iter().all(|owners| owners.contains(&customer.id()))
        });
        let order = filter.order();
        found.sort_by(|one, other| order.compare(&one.value, &other.value));
        found.truncate(CustomerFilter::AT_MOST.into());
        Ok(Page::by(found, page, |customer| &customer.value))
    }
    async fn unchanged_since(
        &mut self,
        at: DateTime<Utc>,
        behind: Option<CustomerId>,
        limit: u16,
    ) -> Result<Vec<Versioned<Customer>>, StoreError> {
        let mut found = self.find(|customer: &Customer| {
            customer.state().updated_at <= at && behind.is_none_or(|id| customer.id() > id)
        });
        found.truncate(limit.into());
        Ok(found)
    }
    async fn by_numbers(
        &mut self,
        numbers: &[i64],
    ) -> Result<Vec<Versioned<Customer>>, StoreError> {
        Ok(self.holders(numbers.iter().map(|number| ("number", number.to_string())).collect()))
    }
}
