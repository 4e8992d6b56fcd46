//! The registry's activities: customers, logins, contacts, addresses, employment.

mod address;
mod contact;
mod employment;
mod record;
mod search;
mod view;

pub use address::AddressView;
pub use employment::EmploymentView;
pub use view::CustomerView;

use crate::{Recorder, activity::ActivityTable};

/// Adds the registry's activities to the table.
#[must_use]
pub fn customer_activities(table: ActivityTable, recorder: &Recorder) -> ActivityTable {
    table
        .with(record::Create::new(recorder))
        .with(record::Patch::new(recorder))
        .with(record::GetByLogin)
        .with(record::GetById)
        .with(record::GetByGuid)
        .with(record::FindLogin)
        .with(search::FindByData)
        .with(search::FindByContact)
        .with(search::FindByDocument)
        .with(contact::CreateContact::new(recorder))
        .with(contact::FindContacts)
        .with(address::AddAddresses::new(recorder))
        .with(address::ChangeAddress::new(recorder))
        .with(address::FindAddresses)
        .with(employment::Add::new(recorder))
        .with(employment::Update::new(recorder))
        .with(employment::Find::<true>)
        .with(employment::Find::<false>)
}
