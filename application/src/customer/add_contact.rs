//! Adding a way to reach a customer.

use crate::{AppError, Recorder, UnitOfWork, UseCase, store::unless_raced};
use async_trait::async_trait;
use kredo_domain::customer::{Contact, CustomerError, CustomerId, NewContact};

/// Adds a contact, or takes over what is new about a known one.
pub struct AddContact {
    recorder: Recorder,
}

/// Whose contact, and which.
#[derive(Debug, Clone, PartialEq)]
pub struct AddContactCommand {
    /// Whose registry entry it goes into.
    pub customer: CustomerId,
    /// The contact as written.
    pub contact: NewContact,
}

impl AddContact {
    /// Binds the ports.
    #[must_use]
    pub const fn new(recorder: Recorder) -> Self {
        Self { recorder }
    }
}

#[async_trait]
impl UseCase for AddContact {
    type Command = AddContactCommand;
    type Output = Contact;

    /// # Errors
    /// [`CustomerError::NotFound`], or the store's.
    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        command: &AddContactCommand,
    ) -> Result<Contact, AppError> {
        let AddContactCommand { customer, contact: new } = command;
        unit.customers().get(*customer).await?.ok_or(CustomerError::NotFound)?;
        let now = self.recorder.now();
        let mut known = unit.contacts().of(*customer).await?;
        if let Some(position) = known.iter().position(|c| c.value.is(new)) {
            let mut contact = known.swap_remove(position);
            let result_changed = contact.value.refresh(new, now);
            let result = contact.value.clone();
            if result_changed {
                unit.contacts().update(contact).await?;
            }
            return Ok(result);
        }
        let known: Vec<&Contact> = known.iter().map(|c| &c.value).collect();
        let contact = Contact::add(self.recorder.new_id(), *customer, new.clone(), &known, now);
        // Somebody added the same contact, or another primary one, since it was looked for.
        unless_raced(unit.contacts().insert(&contact).await)?;
        Ok(contact)
    }
}
