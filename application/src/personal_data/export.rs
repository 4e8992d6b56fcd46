//! Handing out everything that is held about a customer.

use super::held::{
    HeldApplication, HeldContract, HeldDocument, HeldEvent, HeldFile, HeldLoan, HeldOrder,
    PersonalData,
};
use crate::{
    AppError, Recorder, UnitOfWork, UseCase, Versioned,
    consent::{ConsentView, ListConsents},
    customer::{CustomerKey, FindCustomer},
    document::DocumentInfoView,
    identification::IdentificationView,
};
use async_trait::async_trait;
use kredo_domain::{customer::CustomerId, document::DocumentInfo, loan_application::ContractFile};

/// Puts together everything that is held about a customer, for the customer to have (152-FZ
/// art. 14). It only reads.
pub struct ExportPersonalData(Recorder);

impl ExportPersonalData {
    /// Binds the ports.
    #[must_use]
    pub const fn new(recorder: Recorder) -> Self {
        Self(recorder)
    }
}

#[async_trait]
impl UseCase for ExportPersonalData {
    type Command = CustomerKey;
    type Output = PersonalData;

    /// # Errors
    /// [`CustomerError::NotFound`](kredo_domain::customer::CustomerError::NotFound), or the store's.
    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        key: &CustomerKey,
    ) -> Result<PersonalData, AppError> {
        let customer = FindCustomer.execute_in(unit, key).await?;
        let id = customer.value.id();
        let consents = ListConsents.execute_in(unit, &id).await?;
        let identifications = values(unit.identifications().of(id).await?);
        let events = unit.audit().about(&id.to_string()).await?;
        Ok(PersonalData {
            exported_at: self.0.now(),
            customer: customer.into(),
            contacts: each(unit.contacts().of(id).await?),
            addresses: each(unit.addresses().of(id).await?),
            employments: each(unit.employments().of(id).await?),
            documents: documents(unit, id).await?,
            flags: each(unit.flags().of(id).await?),
            cards: each(unit.cards().of(id).await?),
            identifications: identifications.iter().map(IdentificationView::from).collect(),
            consents: consents.into_iter().map(ConsentView::from).collect(),
            applications: applications(unit, id).await?,
            loans: loans(unit, id).await?,
            events: events.into_iter().map(HeldEvent::try_from).collect::<Result<_, _>>()?,
        })
    }
}

fn values<A>(found: Vec<Versioned<A>>) -> Vec<A> {
    found.into_iter().map(|found| found.value).collect()
}

fn each<A, V: From<A>>(found: Vec<Versioned<A>>) -> Vec<V> {
    found.into_iter().map(|found| found.value.into()).collect()
}

async fn documents(
    unit: &mut dyn UnitOfWork,
    customer: CustomerId,
) -> Result<Vec<HeldDocument>, AppError> {
    let documents = values(unit.documents().of(customer).await?);
    let infos: Vec<DocumentInfo> = values(unit.document_infos().of(customer).await?);
    let files = values(unit.document_files().of(customer).await?);
    let held = documents.iter().map(|document| {
        let said = infos.iter().filter(|info| info.state().document == document.id());
        let said = said.cloned().map(DocumentInfoView::from).collect();
        let shown = files.iter().filter(|file| file.state().document == document.id());
        HeldDocument::new(document, said, shown.map(HeldFile::from).collect())
    });
    Ok(held.collect())
}

async fn applications(
    unit: &mut dyn UnitOfWork,
    customer: CustomerId,
) -> Result<Vec<HeldApplication>, AppError> {
    let mut held = Vec::new();
    for application in values(unit.loan_applications().of_customer(customer).await?) {
        let contract = unit.contract_files().get(ContractFile::id_of(application.id())).await?;
        let contract = contract.map(|contract| HeldContract::from(contract.value));
        held.push(HeldApplication::new(&application, contract));
    }
    Ok(held)
}

async fn loans(unit: &mut dyn UnitOfWork, customer: CustomerId) -> Result<Vec<HeldLoan>, AppError> {
    let mut held = Vec::new();
    for loan in values(unit.loans().of(customer).await?) {
        let orders: Vec<HeldOrder> = each(unit.transaction_orders().of(loan.id()).await?);
        held.push(HeldLoan::new(&loan, orders));
    }
    Ok(held)
}
