//! Contacts of customers.

use crate::{
    answer::{Answer, PageView},
    caller::{Caller, ClientOnly, Staff},
    extract::{CustomerGuid, GuidPath, PageOf},
    failure::{Failure, errors},
    state::SharedState,
};
use axum::extract::State;
use kredo_application::{
    customer::{ContactView, ListContacts, OwnContactView},
    paging::Page,
    read,
};
use kredo_domain::customer::{Contact, CustomerId, code};
use serde::Serialize;
use utoipa::ToSchema;

errors! { ListErrors: 409 => code::CUSTOMER_NOT_FOUND }

/// Contacts of a customer.
#[derive(Serialize, ToSchema)]
pub(super) struct ContactsView {
    /// Oldest first.
    contacts: Vec<ContactView>,
}

pub(super) async fn list(
    State(state): State<SharedState>,
    _: Caller<Staff>,
    GuidPath(customer, _): GuidPath<CustomerGuid>,
) -> Result<Answer<ContactsView>, Failure<ListErrors>> {
    let contacts = read(state.store(), &ListContacts, &CustomerId::new(customer)).await?;
    Ok(Answer(ContactsView { contacts: contacts.into_iter().map(ContactView::from).collect() }))
}

pub(super) async fn own(
    State(state): State<SharedState>,
    caller: Caller<ClientOnly>,
    PageOf(page): PageOf<Contact>,
) -> Result<Answer<PageView<OwnContactView>>, Failure<ListErrors>> {
    let contacts = read(state.store(), &ListContacts, &caller.customer()).await?;
    Ok(Answer(PageView::of(Page::of(contacts, &page), OwnContactView::from)))
}
