//! The first step of the journey: whose application it is.

use super::super::own::find;
use crate::{
    AppError, Recorder, UnitOfWork, UseCase,
    activity::{Guid, LocalActivity},
    customer::{
        AddAddress, AddAddressCommand, AddContact, AddContactCommand, CreateCustomer,
        CreateCustomerCommand, PatchCustomer, PatchCustomerCommand, SaveEmployment,
        SaveEmploymentCommand,
    },
    document::{SaveStatedDocuments, SaveStatedDocumentsCommand},
};
use async_trait::async_trait;
use kredo_domain::{
    ErrorCode,
    customer::{
        AdditionalData, ContactKind, ContactOwner, Customer, CustomerId, Login, NewAddress,
        NewContact, Person,
    },
    document::Statement,
    loan_application::{
        Applicant, ContactPerson, DeclineReason, LoanApplicationId, Questionnaire, StatedDocument,
        code,
    },
};
use serde_json::Value;

/// Source of what a questionnaire says, in the registry.
const SOURCE: &str = "APPLICATION";

/// Registers the customer of an application, or knows it again, and saves what the questionnaire
/// says about it.
///
/// A known phone belongs to a known customer: it must be the same person, and what is known of it
/// already stays. When it is somebody else, the application is declined.
pub(super) struct SaveCustomer {
    recorder: Recorder,
}

impl SaveCustomer {
    /// Binds the ports.
    pub(super) const fn new(recorder: Recorder) -> Self {
        Self { recorder }
    }
}

#[async_trait]
impl LocalActivity for SaveCustomer {
    const NAME: &'static str = "LoanApplicationActivity#saveCustomer";
    const ARGUMENTS: &'static [&'static str] = &["applicationGuid"];
    const ERRORS: &'static [ErrorCode] =
        &[code::LOAN_APPLICATION_NOT_FOUND, code::LOAN_APPLICATION_STAGE_MISMATCH];
    type Arguments = (Guid,);
    /// Whose it is; nothing when the application is declined.
    type Output = Guid;

    async fn run(
        &self,
        unit: &mut dyn UnitOfWork,
        (Guid(id),): (Guid,),
    ) -> Result<Option<Guid>, AppError> {
        let id = LoanApplicationId::new(id);
        let mut application = find(unit, id).await?;
        let questionnaire = application.value.record().questionnaire.clone();
        let customer = self.customer(unit, &questionnaire.customer).await?;
        let events = match customer {
            Some(customer) => {
                self.save(unit, customer, id, &questionnaire).await?;
                application.value.attach_customer(customer)?
            }
            None => application.value.decline(DeclineReason::CustomerDataMismatch.into())?,
        };
        if !events.is_empty() {
            unit.loan_applications().update(application).await?;
            self.recorder.record(unit, &events).await?;
        }
        Ok(customer.map(|customer| Guid(customer.guid())))
    }
}

impl SaveCustomer {
    /// The customer with that phone, a new one if need be; `None` when the phone is somebody else's.
    async fn customer(
        &self,
        unit: &mut dyn UnitOfWork,
        applicant: &Applicant,
    ) -> Result<Option<CustomerId>, AppError> {
        let login = Login::from(&applicant.phone);
        let customer = if let Some(known) = unit.customers().by_login(&login).await? {
            known.value
        } else {
            let create = CreateCustomer::new(self.recorder.clone());
            let command = CreateCustomerCommand { login, login_guid: None };
            create.execute_in(unit, &command).await?
        };
        let stated = applicant.person();
        let known = &customer.state().person;
        if *known != Person::default() && !known.agrees_with(&stated) {
            return Ok(None);
        }
        self.complete(unit, &customer, applicant, stated).await?;
        Ok(Some(customer.id()))
    }

    /// Adds what was not known; what was known may have been verified, and stays.
    async fn complete(
        &self,
        unit: &mut dyn UnitOfWork,
        customer: &Customer,
        applicant: &Applicant,
        stated: Person,
    ) -> Result<(), AppError> {
        let known = customer.state().person.clone();
        let person = Person {
            first_name: stated.first_name.filter(|_| known.first_name.is_none()),
            middle_name: stated.middle_name.filter(|_| known.middle_name.is_none()),
            last_name: stated.last_name.filter(|_| known.last_name.is_none()),
            gender: stated.gender.filter(|_| known.gender.is_none()),
            birth_date: stated.birth_date.filter(|_| known.birth_date.is_none()),
        };
        let expenses = applicant.monthly_expenses.map(|money| Value::from(money.minor()));
        let facts = [
            ("monthlyExpenses", expenses),
            ("childrenNumber", applicant.children_number.map(Value::from)),
            ("familyStatus", applicant.family_status.clone().map(Value::from)),
        ];
        let command = PatchCustomerCommand {
            customer: customer.id(),
            version: None,
            person,
            additional_data: named(facts),
        };
        PatchCustomer::new(self.recorder.clone()).execute_in(unit, &command).await?;
        Ok(())
    }

    async fn save(
        &self,
        unit: &mut dyn UnitOfWork,
        customer: CustomerId,
        application: LoanApplicationId,
        questionnaire: &Questionnaire,
    ) -> Result<(), AppError> {
        let contacts = AddContact::new(self.recorder.clone());
        let own = own_contacts(&questionnaire.customer);
        for contact in
            own.into_iter().chain(questionnaire.contacts.iter().map(ContactPerson::contact))
        {
            contacts.execute_in(unit, &AddContactCommand { customer, contact }).await?;
        }
        let addresses = AddAddress::new(self.recorder.clone());
        for address in addresses_of(&questionnaire.customer) {
            addresses.execute_in(unit, &AddAddressCommand { customer, address }).await?;
        }
        let details = questionnaire.employment.details();
        let command = SaveEmploymentCommand { customer, details };
        SaveEmployment::new(self.recorder.clone()).execute_in(unit, &command).await?;
        let stated = questionnaire.documents.iter();
        let documents = stated.map(|stated| (stated.type_name(), statement(stated, application)));
        let command = SaveStatedDocumentsCommand { customer, documents: documents.collect() };
        SaveStatedDocuments::new(self.recorder.clone()).execute_in(unit, &command).await
    }
}

fn statement(stated: &StatedDocument, application: LoanApplicationId) -> Statement {
    let facts = [
        ("authorityCode", stated.subdivision.clone().map(Value::from)),
        ("birthplace", stated.birthplace.clone().map(Value::from)),
    ];
    Statement {
        series: stated.series.clone(),
        number: Some(stated.number.clone()),
        issuer: stated.issuer.clone(),
        issue_date: stated.issue_date,
        expiration_date: stated.expiration_date,
        additional_data: named(facts),
        source_name: Some(SOURCE.to_owned()),
        source_id: Some(application.to_string()),
    }
}

/// What is stated, by name.
fn named<const N: usize>(facts: [(&str, Option<Value>); N]) -> AdditionalData {
    let stated = facts.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
    stated.collect()
}

fn own_contacts(applicant: &Applicant) -> Vec<NewContact> {
    let own = |kind, value: &str| NewContact {
        kind,
        owner: ContactOwner::customer(),
        value: value.to_owned(),
        active: true,
        additional_data: AdditionalData::new(),
    };
    let phone = own(ContactKind::phone(), applicant.phone.digits());
    let email = applicant.email.as_deref().map(|email| own(ContactKind::email(), email));
    [Some(phone), email].into_iter().flatten().collect()
}

fn addresses_of(applicant: &Applicant) -> [NewAddress; 2] {
    let registered = [
        ("address", Some(applicant.registration_address.clone().into())),
        ("registrationDate", Some(applicant.registration_date.to_string().into())),
        ("sourceName", Some(SOURCE.into())),
    ];
    let actual = [
        ("address", Some(applicant.actual_address.clone().into())),
        ("realEstateType", applicant.property_type.clone().map(Value::from)),
        ("additionalRealEstate", applicant.another_property.clone().map(Value::from)),
        ("sourceName", Some(SOURCE.into())),
    ];
    [
        NewAddress { primary: true, data: named(registered) },
        NewAddress { primary: false, data: named(actual) },
    ]
}
