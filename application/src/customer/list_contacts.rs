//! The contacts of a customer.

use super::{CustomerKey, FindCustomer};
use crate::{
    AppError, UnitOfWork, UseCase,
    paging::{SortProperty, Sorted},
};
use async_trait::async_trait;
use kredo_domain::customer::{Contact, CustomerId};
use std::cmp::Ordering;

/// Lists a customer's contacts, oldest first.
pub struct ListContacts;

#[async_trait]
impl UseCase for ListContacts {
    type Command = CustomerId;
    type Output = Vec<Contact>;

    /// # Errors
    /// [`CustomerError::NotFound`](kredo_domain::customer::CustomerError::NotFound), or the store's.
    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        customer: &CustomerId,
    ) -> Result<Vec<Contact>, AppError> {
        let customer = FindCustomer.execute_in(unit, &CustomerKey::Guid(*customer)).await?;
        let contacts = unit.contacts().of(customer.value.id()).await?;
        Ok(contacts.into_iter().map(|contact| contact.value).collect())
    }
}

impl Sorted for Contact {
    fn properties() -> Vec<SortProperty<Self>> {
        vec![
            SortProperty::new("createdAt", Self::usual),
            SortProperty::new("updatedAt", |one, other| {
                one.state().updated_at.cmp(&other.state().updated_at)
            }),
            SortProperty::new("type", |one, other| {
                one.state().kind.as_str().cmp(other.state().kind.as_str())
            }),
            SortProperty::new("owner", |one, other| {
                one.state().owner.as_str().cmp(other.state().owner.as_str())
            }),
            SortProperty::new("contact", |one, other| one.state().value.cmp(&other.state().value)),
            SortProperty::new("isActive", |one, other| {
                one.state().active.cmp(&other.state().active)
            }),
            SortProperty::new("isPrimary", |one, other| {
                one.state().primary.cmp(&other.state().primary)
            }),
        ]
    }
    fn usual(&self, other: &Self) -> Ordering {
        let age = |contact: &Self| (contact.state().created_at, contact.id().guid());
        age(self).cmp(&age(other))
    }
}
