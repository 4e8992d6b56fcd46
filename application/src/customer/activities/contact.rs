//! `CustomerContactActivity`.

use super::view::{ActivityContact, ContactToAdd};
use crate::{
    AppError, Recorder, UnitOfWork, UseCase,
    activity::{Guid, LocalActivity},
    customer::{AddContact, AddContactCommand, ListContacts},
};
use async_trait::async_trait;
use kredo_domain::{
    ErrorCode,
    customer::{CustomerId, code},
};

/// Adds a contact; answers nothing.
pub(super) struct CreateContact(AddContact);

impl CreateContact {
    pub(super) fn new(recorder: &Recorder) -> Self {
        Self(AddContact::new(recorder.clone()))
    }
}

#[async_trait]
impl LocalActivity for CreateContact {
    const NAME: &'static str = "CustomerContactActivity#create";
    const ARGUMENTS: &'static [&'static str] = &["customerGuid", "contact"];
    const ERRORS: &'static [ErrorCode] = &[code::CUSTOMER_NOT_FOUND];
    type Arguments = (Guid, ContactToAdd);
    type Output = ();

    async fn run(
        &self,
        unit: &mut dyn UnitOfWork,
        (Guid(customer), contact): (Guid, ContactToAdd),
    ) -> Result<Option<()>, AppError> {
        let customer = CustomerId::new(customer);
        let command = AddContactCommand { customer, contact: contact.into() };
        self.0.execute_in(unit, &command).await?;
        Ok(None)
    }
}

/// Lists a customer's contacts, oldest first.
pub(super) struct FindContacts;

#[async_trait]
impl LocalActivity for FindContacts {
    const NAME: &'static str = "CustomerContactActivity#find";
    const ARGUMENTS: &'static [&'static str] = &["customerGuid"];
    const ERRORS: &'static [ErrorCode] = &[code::CUSTOMER_NOT_FOUND];
    type Arguments = (Guid,);
    type Output = Vec<ActivityContact>;

    async fn run(
        &self,
        unit: &mut dyn UnitOfWork,
        (Guid(customer),): (Guid,),
    ) -> Result<Option<Vec<ActivityContact>>, AppError> {
        let contacts = ListContacts.execute_in(unit, &CustomerId::new(customer)).await?;
        Ok(Some(contacts.iter().map(Into::into).collect()))
    }
}
