//! What is known of the customers of one unit, and becomes known by its lines.

use super::{CustomerLine, CustomerOutcome, drafts::Drafts};
use crate::{
    AppError, Recorder, StoreError, UnitOfWork, Versioned, document::Forms, store::unless_raced,
};
use kredo_domain::{
    customer::{
        AdditionalData, Address, AddressFit, Contact, Customer, CustomerEvent, CustomerId,
        NewAddress, NewContact,
    },
    document::{Document, DocumentEvent, DocumentInfo, DocumentTypeName, Statement},
};

pub(super) struct Taken<'a> {
    forms: &'a Forms,
    recorder: &'a Recorder,
    /// Numeric ids for those who are new.
    numbers: std::vec::IntoIter<i64>,
    customers: Drafts<Customer>,
    contacts: Drafts<Contact>,
    addresses: Drafts<Address>,
    documents: Drafts<Document>,
    infos: Drafts<DocumentInfo>,
    events: Vec<CustomerEvent>,
    document_events: Vec<DocumentEvent>,
}

impl<'a> Taken<'a> {
    /// Reads what the customers who are there have.
    pub(super) async fn read(
        unit: &mut dyn UnitOfWork,
        forms: &'a Forms,
        recorder: &'a Recorder,
        known: Vec<Versioned<Customer>>,
        numbers: Vec<i64>,
    ) -> Result<Self, AppError> {
        let ids: Vec<CustomerId> = known.iter().map(|known| known.value.id()).collect();
        Ok(Self {
            forms,
            recorder,
            numbers: numbers.into_iter(),
            customers: Drafts::stored(known),
            contacts: Drafts::stored(unit.contacts().of_all(&ids).await?),
            addresses: Drafts::stored(unit.addresses().of_all(&ids).await?),
            documents: Drafts::stored(unit.documents().of_all(&ids).await?),
            infos: Drafts::stored(unit.document_infos().of_all(&ids).await?),
            events: Vec::new(),
            document_events: Vec::new(),
        })
    }

    /// Takes a line over.
    pub(super) fn take(&mut self, line: &CustomerLine) -> Result<CustomerOutcome, AppError> {
        let (customer, outcome) = self.customer(line)?;
        let mut differs = false;
        for contact in &line.contacts {
            differs |= self.contact(customer, contact);
        }
        for (type_name, statement) in &line.documents {
            differs |= self.document(customer, type_name, statement);
        }
        if !line.address.is_empty() {
            differs |= self.address(customer, &line.address);
        }
        Ok(match outcome {
            CustomerOutcome::Unchanged if differs => CustomerOutcome::Changed,
            outcome => outcome,
        })
    }

    fn customer(&mut self, line: &CustomerLine) -> Result<(CustomerId, CustomerOutcome), AppError> {
        let now = self.recorder.now();
        let (person, additional_data) = (line.person.clone(), line.additional_data.clone());
        let mut known = self.customers.iter_mut();
        if let Some(known) = known.find(|known| known.value.state().login == line.login) {
            let events = known.value.patch(person, additional_data, now);
            let outcome = if events.is_empty() {
                CustomerOutcome::Unchanged
            } else {
                CustomerOutcome::Changed
            };
            known.differs |= !events.is_empty();
            self.events.extend(events);
            return Ok((known.value.id(), outcome));
        }
        drop(known);
        let missing = || StoreError::Backend("fewer numbers than were asked for".into());
        let number = self.numbers.next().ok_or_else(missing)?;
        let facts = (person, additional_data);
        let id = self.recorder.new_id();
        let (customer, events) =
            Customer::register_known(id, number, line.login.clone(), facts, now);
        self.customers.add(customer);
        self.events.extend(events);
        Ok((id, CustomerOutcome::Added))
    }

    /// Whether anything is new.
    fn contact(&mut self, customer: CustomerId, new: &NewContact) -> bool {
        let now = self.recorder.now();
        let is_own = |contact: &Contact| contact.state().customer == customer;
        let mut all = self.contacts.iter_mut();
        if let Some(known) = all.find(|known| is_own(&known.value) && known.value.is(new)) {
            let differs = known.value.refresh(new, now);
            known.differs |= differs;
            return differs;
        }
        drop(all);
        let own: Vec<&Contact> = self.contacts.values().filter(|contact| is_own(contact)).collect();
        let id = self.recorder.new_id();
        let contact = Contact::add(id, customer, new.clone(), &own, now);
        self.contacts.add(contact);
        true
    }

    /// Whether the document is new. What is known of one that is there may have been verified
    /// since, and stays.
    fn document(
        &mut self,
        customer: CustomerId,
        type_name: &DocumentTypeName,
        statement: &Statement,
    ) -> bool {
        let Ok(form) = self.forms.in_use(type_name) else {
            tracing::info!("a document of a type that the directory does not have is left out");
            return false;
        };
        let document_type = form.document_type.id();
        let is_of_the_type = |document: &&Document| {
            let state = document.state();
            state.customer == customer && state.document_type == document_type
        };
        let is_known = self.documents.values().filter(is_of_the_type).any(|document| {
            let said = |info: &&DocumentInfo| info.state().document == document.id();
            let said = self.infos.values().filter(said).last();
            said.is_some_and(|said| said.state().statement.is_of_the_same_document(statement))
        });
        if is_known {
            return false;
        }
        let (id, now) = (self.recorder.new_id(), self.recorder.now());
        let status = form.status_of_stated(statement);
        let (document, events) = Document::add(id, customer, &form.document_type, status, now);
        self.document_events.extend(events);
        let id = self.recorder.new_id();
        let (info, events) = DocumentInfo::add(id, &document, statement.clone(), now);
        self.document_events.extend(events);
        self.documents.add(document);
        self.infos.add(info);
        true
    }

    /// Whether the customer was not registered there.
    fn address(&mut self, customer: CustomerId, parts: &AdditionalData) -> bool {
        let now = self.recorder.now();
        let is_own = |address: &Address| address.customer() == customer;
        let new = NewAddress { primary: true, data: parts.clone() };
        let own: Vec<&Address> = self.addresses.values().filter(|known| is_own(known)).collect();
        let fit = Address::fit(&new, &own);
        if fit == AddressFit::Known {
            return false;
        }
        for known in self.addresses.iter_mut().filter(|known| is_own(&known.value)) {
            known.differs |= known.value.make_room(&new, fit, now);
        }
        if fit == AddressFit::New {
            self.addresses.add(Address::add(self.recorder.new_id(), customer, new, now));
        }
        true
    }

    /// Writes what came of the lines.
    pub(super) async fn write(mut self, unit: &mut dyn UnitOfWork) -> Result<(), AppError> {
        // Whichever yields the mark is written before the one that takes it.
        self.addresses.sort_by_key(Address::is_primary);
        // Whatever is there that was not when it was looked for, somebody was faster.
        unless_raced(self.customers.write(unit.customers()).await)?;
        unless_raced(self.contacts.write(unit.contacts()).await)?;
        unless_raced(self.addresses.write(unit.addresses()).await)?;
        self.documents.write(unit.documents()).await?;
        self.infos.write(unit.document_infos()).await?;
        self.recorder.record(unit, &self.events).await?;
        self.recorder.record(unit, &self.document_events).await
    }
}
