//! A unit of work whose commit is a point, named for what it keeps.

use super::pass;
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use kredo_application::{
    audit::AuditTrail,
    directory::Directory,
    flow::{Flow, FlowId, Signal},
    outbox::Outbox,
    store::{
        AccountRepository, ApplicationCollection, Collection, CustomerRepository,
        DocumentFileRepository, ErasureRepository, FlowRepository, LendingUnit,
        LoanApplicationRepository, MailboxRepository, OtpExceptionRepository, OtpRepository,
        PartnerRepository, PassportRegister, PaymentUnit, PlatformUnit, RegistryUnit, Repository,
        Sequence, StoreError, UnitOfWork, Versioned,
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

/// The unit behind it, and what it is about: a flow, or the things it touched.
pub(super) struct PointedUnit {
    inner: Box<dyn UnitOfWork>,
    touched: Vec<&'static str>,
    flow: Option<String>,
}

impl PointedUnit {
    pub(super) fn new(inner: Box<dyn UnitOfWork>) -> Self {
        Self { inner, touched: Vec::new(), flow: None }
    }

    fn touch(&mut self, what: &'static str) {
        if !self.touched.contains(&what) {
            self.touched.push(what);
        }
    }

    /// What the unit keeps, as people call it.
    fn about(&self) -> String {
        match &self.flow {
            Some(flow) => flow.clone(),
            None => self.touched.join(" "),
        }
    }
}

/// `told sign` for a flow that somebody told something, else the place where it stands.
fn place(flow: &Flow) -> String {
    match flow.keep().inbox.last() {
        Some(Signal::Task { name, .. }) => format!("told {name}"),
        Some(Signal::Cancel { .. }) => "told cancel".to_owned(),
        _ => format!("at {}", flow.keep().state.step_name),
    }
}

macro_rules! handed_on {
    ($($name:ident: $of:ty;)+) => { $(
        fn $name(&mut self) -> &mut $of {
            self.touch(stringify!($name));
            self.inner.$name()
        }
    )+ };
}

impl RegistryUnit for PointedUnit {
    handed_on! {
        customers: dyn CustomerRepository;
        contacts: dyn Collection<Contact>;
        addresses: dyn Collection<Address>;
        employments: dyn Collection<Employment>;
        documents: dyn Collection<Document>;
        document_infos: dyn Collection<DocumentInfo>;
        document_files: dyn DocumentFileRepository;
        document_types: dyn Directory<DocumentTypeFacts>;
        document_attributes: dyn Directory<AttributeFacts>;
        flags: dyn Collection<CustomerFlag>;
        cards: dyn Collection<Card>;
        flag_types: dyn Directory<FlagTypeFacts>;
        flag_reasons: dyn Directory<FlagReasonFacts>;
        identification_methods: dyn Directory<OfferedMethodFacts>;
        identifications: dyn ApplicationCollection<IdentificationRecord>;
        consents: dyn ApplicationCollection<Consent>;
        erasures: dyn ErasureRepository;
        passport_register: dyn PassportRegister;
    }
}

impl LendingUnit for PointedUnit {
    handed_on! {
        loan_applications: dyn LoanApplicationRepository;
        contract_files: dyn Repository<ContractFile>;
        loans: dyn Collection<Loan>;
    }
}

impl PaymentUnit for PointedUnit {
    handed_on! {
        transaction_orders: dyn Collection<TransactionOrder>;
    }
}

#[async_trait]
impl PlatformUnit for PointedUnit {
    handed_on! {
        accounts: dyn AccountRepository;
        partners: dyn PartnerRepository;
        otp_challenges: dyn OtpRepository;
        otp_exceptions: dyn OtpExceptionRepository;
        mailbox: dyn MailboxRepository;
        outbox: dyn Outbox;
        audit: dyn AuditTrail;
    }
    fn flows(&mut self) -> &mut dyn FlowRepository {
        self
    }
    async fn next_numbers(
        &mut self,
        sequence: Sequence,
        count: u16,
    ) -> Result<Vec<i64>, StoreError> {
        self.inner.next_numbers(sequence, count).await
    }
}

#[async_trait]
impl Repository<Flow> for PointedUnit {
    async fn get(&mut self, id: FlowId) -> Result<Option<Versioned<Flow>>, StoreError> {
        self.inner.flows().get(id).await
    }
    async fn insert(&mut self, flow: &Flow) -> Result<(), StoreError> {
        self.flow = Some(format!("begun {}", place(flow)));
        self.inner.flows().insert(flow).await
    }
    async fn update(&mut self, flow: Versioned<Flow>) -> Result<(), StoreError> {
        // A lease is taken for several flows at once; which ones is not its name.
        if self.flow.as_deref() != Some(LEASE) {
            self.flow = Some(place(&flow.value));
        }
        self.inner.flows().update(flow).await
    }
    async fn remove(&mut self, flow: Versioned<Flow>) -> Result<(), StoreError> {
        self.touch("flows");
        self.inner.flows().remove(flow).await
    }
}

const LEASE: &str = "lease";

#[async_trait]
impl FlowRepository for PointedUnit {
    async fn due(
        &mut self,
        now: DateTime<Utc>,
        limit: u16,
    ) -> Result<Vec<Versioned<Flow>>, StoreError> {
        let due = self.inner.flows().due(now, limit).await?;
        self.flow = Some(if due.is_empty() { String::new() } else { LEASE.to_owned() });
        Ok(due)
    }
    async fn next_due(&mut self, now: DateTime<Utc>) -> Result<Option<DateTime<Utc>>, StoreError> {
        self.inner.flows().next_due(now).await
    }
    async fn live_programs(&mut self) -> Result<Vec<(String, u32)>, StoreError> {
        self.inner.flows().live_programs().await
    }
}

#[async_trait]
impl UnitOfWork for PointedUnit {
    async fn commit(self: Box<Self>) -> Result<(), StoreError> {
        let about = self.about();
        // A commit of nothing is no point: how often an idle engine looks is not foreseen.
        if about.is_empty() {
            return self.inner.commit().await;
        }
        pass(format!("before commit {about}"));
        self.inner.commit().await?;
        pass(format!("after commit {about}"));
        Ok(())
    }
}
