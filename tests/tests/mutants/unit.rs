//! Faults in the life of a unit of work.

use crate::{Case, case_list, first_failure, report, silence_panics, store_contract_cases};
use async_trait::async_trait;
use kredo_application::{
    Store, StoreError, UnitOfWork,
    audit::AuditTrail,
    directory::Directory,
    outbox::Outbox,
    store::{
        AccountRepository, ApplicationCollection, Collection, CustomerRepository,
        DocumentFileRepository, ErasureRepository, FlowRepository, LendingUnit,
        LoanApplicationRepository, MailboxRepository, OtpExceptionRepository, OtpRepository,
        PartnerRepository, PassportRegister, PaymentUnit, PlatformUnit, RegistryUnit, Repository,
        Sequence,
    },
};
use kredo_domain::{
    card::Card,
    consent::Consent,
    customer::{Address, Contact, Employment},
    document::{AttributeFacts, Document, DocumentInfo, DocumentTypeFacts},
    flag::{CustomerFlag, FlagReasonFacts, FlagTypeFacts},
    identification::{IdentificationRecord, OfferedMethodFacts},
    loan::Loan,
    loan_application::ContractFile,
    payment::TransactionOrder,
};
use kredo_tests::backend::{Backend, Memory};
use std::{
    pin::pin,
    sync::Arc,
    task::{Context, Waker},
};

#[derive(Debug, Clone, Copy)]
enum Fault {
    CommitDoesNothing,
    DropCommits,
    ReaderWrites,
    CommitsTheSameUnitPiecemeal,
}

struct Faulty {
    inner: Arc<dyn Store>,
    fault: Fault,
}

struct FaultyUnit {
    inner: Option<Box<dyn UnitOfWork>>,
    fault: Fault,
    store: Arc<dyn Store>,
}

#[async_trait]
impl Store for Faulty {
    async fn begin(&self) -> Result<Box<dyn UnitOfWork>, StoreError> {
        let (inner, store) = (Some(self.inner.begin().await?), Arc::clone(&self.inner));
        Ok(Box::new(FaultyUnit { inner, fault: self.fault, store }))
    }
    async fn reader(&self) -> Result<Box<dyn UnitOfWork>, StoreError> {
        match self.fault {
            Fault::ReaderWrites => self.inner.begin().await,
            _ => self.inner.reader().await,
        }
    }
}

/// Ends a future of the store in memory, which never waits.
fn at_once<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        std::task::Poll::Ready(done) => done,
        std::task::Poll::Pending => unreachable!("the store in memory never waits"),
    }
}

impl FaultyUnit {
    fn inner(&mut self) -> &mut dyn UnitOfWork {
        if matches!(self.fault, Fault::CommitsTheSameUnitPiecemeal) {
            let fresh = at_once(self.store.begin()).unwrap();
            let _ = self.inner.replace(fresh).map(|unit| at_once(unit.commit()));
        }
        self.inner.as_mut().unwrap().as_mut()
    }
}

impl Drop for FaultyUnit {
    fn drop(&mut self) {
        if matches!(self.fault, Fault::DropCommits) {
            let _ = self.inner.take().map(|unit| at_once(unit.commit()));
        }
    }
}

impl RegistryUnit for FaultyUnit {
    fn customers(&mut self) -> &mut dyn CustomerRepository {
        self.inner().customers()
    }
    fn contacts(&mut self) -> &mut dyn Collection<Contact> {
        self.inner().contacts()
    }
    fn addresses(&mut self) -> &mut dyn Collection<Address> {
        self.inner().addresses()
    }
    fn employments(&mut self) -> &mut dyn Collection<Employment> {
        self.inner().employments()
    }
    fn documents(&mut self) -> &mut dyn Collection<Document> {
        self.inner().documents()
    }
    fn document_infos(&mut self) -> &mut dyn Collection<DocumentInfo> {
        self.inner().document_infos()
    }
    fn document_files(&mut self) -> &mut dyn DocumentFileRepository {
        self.inner().document_files()
    }
    fn document_types(&mut self) -> &mut dyn Directory<DocumentTypeFacts> {
        self.inner().document_types()
    }
    fn document_attributes(&mut self) -> &mut dyn Directory<AttributeFacts> {
        self.inner().document_attributes()
    }
    fn flags(&mut self) -> &mut dyn Collection<CustomerFlag> {
        self.inner().flags()
    }
    fn cards(&mut self) -> &mut dyn Collection<Card> {
        self.inner().cards()
    }
    fn flag_types(&mut self) -> &mut dyn Directory<FlagTypeFacts> {
        self.inner().flag_types()
    }
    fn flag_reasons(&mut self) -> &mut dyn Directory<FlagReasonFacts> {
        self.inner().flag_reasons()
    }
    fn identification_methods(&mut self) -> &mut dyn Directory<OfferedMethodFacts> {
        self.inner().identification_methods()
    }
    fn identifications(&mut self) -> &mut dyn ApplicationCollection<IdentificationRecord> {
        self.inner().identifications()
    }
    fn consents(&mut self) -> &mut dyn ApplicationCollection<Consent> {
        self.inner().consents()
    }
    fn erasures(&mut self) -> &mut dyn ErasureRepository {
        self.inner().erasures()
    }
    fn passport_register(&mut self) -> &mut dyn PassportRegister {
        self.inner().passport_register()
    }
}

impl LendingUnit for FaultyUnit {
    fn loan_applications(&mut self) -> &mut dyn LoanApplicationRepository {
        self.inner().loan_applications()
    }
    fn contract_files(&mut self) -> &mut dyn Repository<ContractFile> {
        self.inner().contract_files()
    }
    fn loans(&mut self) -> &mut dyn Collection<Loan> {
        self.inner().loans()
    }
}

impl PaymentUnit for FaultyUnit {
    fn transaction_orders(&mut self) -> &mut dyn Collection<TransactionOrder> {
        self.inner().transaction_orders()
    }
}

#[async_trait]
impl PlatformUnit for FaultyUnit {
    fn accounts(&mut self) -> &mut dyn AccountRepository {
        self.inner().accounts()
    }
    fn partners(&mut self) -> &mut dyn PartnerRepository {
        self.inner().partners()
    }
    fn otp_challenges(&mut self) -> &mut dyn OtpRepository {
        self.inner().otp_challenges()
    }
    fn otp_exceptions(&mut self) -> &mut dyn OtpExceptionRepository {
        self.inner().otp_exceptions()
    }
    fn mailbox(&mut self) -> &mut dyn MailboxRepository {
        self.inner().mailbox()
    }
    fn flows(&mut self) -> &mut dyn FlowRepository {
        self.inner().flows()
    }
    fn outbox(&mut self) -> &mut dyn Outbox {
        self.inner().outbox()
    }
    fn audit(&mut self) -> &mut dyn AuditTrail {
        self.inner().audit()
    }
    async fn next_numbers(
        &mut self,
        sequence: Sequence,
        count: u16,
    ) -> Result<Vec<i64>, StoreError> {
        PlatformUnit::next_numbers(self.inner(), sequence, count).await
    }
}

#[async_trait]
impl UnitOfWork for FaultyUnit {
    async fn commit(mut self: Box<Self>) -> Result<(), StoreError> {
        match (self.fault, self.inner.take()) {
            (Fault::CommitDoesNothing, _) | (_, None) => Ok(()),
            (_, Some(unit)) => unit.commit().await,
        }
    }
}

struct FaultyMemory(Arc<Faulty>);

impl FaultyMemory {
    fn with(fault: Fault) -> Self {
        Self(Arc::new(Faulty { inner: Memory::default().store(), fault }))
    }
}

impl Backend for FaultyMemory {
    async fn start() -> Self {
        Self::with(Fault::CommitDoesNothing)
    }
    fn store(&self) -> Arc<dyn Store> {
        Arc::<Faulty>::clone(&self.0)
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_fault_of_a_unit_is_noticed() {
    silence_panics();
    let mut verdicts = Vec::new();
    for fault in [
        Fault::CommitDoesNothing,
        Fault::DropCommits,
        Fault::ReaderWrites,
        Fault::CommitsTheSameUnitPiecemeal,
    ] {
        let cases: Vec<Case<FaultyMemory>> = store_contract_cases!([case_list], FaultyMemory);
        let noticed = first_failure(cases, async || FaultyMemory::with(fault)).await;
        verdicts.push((format!("{fault:?}"), noticed));
    }
    report(&verdicts);
}
