//! The groups of a unit of work, so that a use case can name only what it needs.

use super::{ApplicationCollection, Collection, Repository, StoreError, Versioned};
use crate::{
    audit::AuditTrail,
    directory::Directory,
    flow::Flow,
    notification::MailboxMessage,
    outbox::Outbox,
    outside::CallKey,
    paging::{Page, PageRequest},
};
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use kredo_domain::{
    Phone,
    card::Card,
    consent::Consent,
    customer::{Address, Contact, Customer, CustomerFilter, CustomerId, Employment, Login},
    document::{
        AttributeFacts, Document, DocumentFile, DocumentInfo, DocumentTypeFacts, FileVersion,
    },
    flag::{CustomerFlag, FlagReasonFacts, FlagTypeFacts},
    identification::{IdentificationRecord, OfferedMethodFacts},
    identity::{Account, AccountName},
    loan::Loan,
    loan_application::{ContractFile, LoanApplication, LoanApplicationId},
    otp::{OtpChallenge, OtpException},
    partner::Partner,
    passport_registry::{PassportKey, RegisterEdition},
    payment::TransactionOrder,
    personal_data::{Erasure, ErasureId},
};

/// Numbers that grow by one and are shown to people. Gaps are allowed, repeats are not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sequence {
    /// Numeric ids of customers.
    Customer,
    /// The last eight digits of contracts' numbers.
    Contract,
}

impl Sequence {
    /// Every sequence.
    pub const ALL: [Self; 2] = [Self::Customer, Self::Contract];

    /// Its name in a store.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Customer => "customer_number_sequence",
            Self::Contract => "contract_number_sequence",
        }
    }
}

/// Customers.
#[async_trait]
pub trait CustomerRepository: Repository<Customer> {
    /// The customer with that login.
    async fn by_login(&mut self, login: &Login) -> Result<Option<Versioned<Customer>>, StoreError>;
    /// The customers with some hundreds of logins, oldest guid first; nobody has the others.
    async fn by_logins(&mut self, logins: &[Login])
    -> Result<Vec<Versioned<Customer>>, StoreError>;
    /// The customer with that numeric id.
    async fn by_number(&mut self, number: i64) -> Result<Option<Versioned<Customer>>, StoreError>;
    /// One page of the customers who are such, of whom no more than
    /// [`CustomerFilter::AT_MOST`] are found: the first in the filter's
    /// [order](CustomerFilter::order).
    async fn search(
        &mut self,
        filter: &CustomerFilter,
        page: &PageRequest<Customer>,
    ) -> Result<Page<Versioned<Customer>>, StoreError>;
    /// Customers whose record has not changed after that instant and whose guid is behind that one,
    /// lowest guid first.
    async fn unchanged_since(
        &mut self,
        at: DateTime<Utc>,
        behind: Option<CustomerId>,
        limit: u16,
    ) -> Result<Vec<Versioned<Customer>>, StoreError>;
    /// The customers with some hundreds of numeric ids, oldest guid first; nobody has the others.
    async fn by_numbers(&mut self, numbers: &[i64])
    -> Result<Vec<Versioned<Customer>>, StoreError>;
}

/// Files that show documents.
#[async_trait]
pub trait DocumentFileRepository: Collection<DocumentFile> {
    /// Every link to that version of a file, oldest guid first.
    async fn showing(
        &mut self,
        shown_by: FileVersion,
    ) -> Result<Vec<Versioned<DocumentFile>>, StoreError>;
}

/// Applications through partners.
#[async_trait]
pub trait LoanApplicationRepository: Repository<LoanApplication> {
    /// Those of nobody that were created by that instant and whose guid is behind that one, lowest
    /// guid first.
    async fn of_nobody(
        &mut self,
        created_by: DateTime<Utc>,
        behind: Option<LoanApplicationId>,
        limit: u16,
    ) -> Result<Vec<Versioned<LoanApplication>>, StoreError>;
    /// Those of that customer, oldest guid first.
    async fn of_customer(
        &mut self,
        customer: CustomerId,
    ) -> Result<Vec<Versioned<LoanApplication>>, StoreError>;
}

/// Accounts of partners, employees and services.
#[async_trait]
pub trait AccountRepository: Repository<Account> {
    /// The account of that name.
    async fn by_name(
        &mut self,
        name: &AccountName,
    ) -> Result<Option<Versioned<Account>>, StoreError>;
}

/// One-time codes.
#[async_trait]
pub trait OtpRepository: Repository<OtpChallenge> {
    /// The newest challenge that lets a client with that phone in.
    async fn latest_login(
        &mut self,
        phone: &Phone,
    ) -> Result<Option<Versioned<OtpChallenge>>, StoreError>;
    /// Every challenge that lets a client with that phone in, oldest guid first.
    async fn logins(&mut self, phone: &Phone) -> Result<Vec<Versioned<OtpChallenge>>, StoreError>;
    /// Challenges that let clients in, whose last code was sent by that instant, oldest guid first.
    async fn logins_until(
        &mut self,
        sent_by: DateTime<Utc>,
        limit: u16,
    ) -> Result<Vec<Versioned<OtpChallenge>>, StoreError>;
}

/// Acts of erasing what was held about people.
#[async_trait]
pub trait ErasureRepository: Repository<Erasure> {
    /// Those that have files left to delete and whose guid is behind that one, lowest guid first.
    async fn unfinished(
        &mut self,
        behind: Option<ErasureId>,
        limit: u16,
    ) -> Result<Vec<Versioned<Erasure>>, StoreError>;
}

/// Phones whose code is fixed.
#[async_trait]
pub trait OtpExceptionRepository: Repository<OtpException> {
    /// The exception for that phone.
    async fn by_phone(
        &mut self,
        phone: &Phone,
    ) -> Result<Option<Versioned<OtpException>>, StoreError>;
}

/// Partners.
#[async_trait]
pub trait PartnerRepository: Repository<Partner> {
    /// The partner of that name.
    async fn by_name(
        &mut self,
        name: &AccountName,
    ) -> Result<Option<Versioned<Partner>>, StoreError>;
}

/// The mailbox of trial installations.
#[async_trait]
pub trait MailboxRepository: Repository<MailboxMessage> {
    /// The message of that call.
    async fn by_key(
        &mut self,
        key: &CallKey,
    ) -> Result<Option<Versioned<MailboxMessage>>, StoreError>;
    /// All messages to a phone, oldest guid first.
    async fn to(&mut self, phone: &Phone) -> Result<Vec<MailboxMessage>, StoreError>;
}

/// Flows.
#[async_trait]
pub trait FlowRepository: Repository<Flow> {
    /// The flows that an engine must look at, those due longest first. In a unit that writes, no
    /// other unit gets the same ones before this one has ended.
    async fn due(
        &mut self,
        now: DateTime<Utc>,
        limit: u16,
    ) -> Result<Vec<Versioned<Flow>>, StoreError>;
    /// When the next one comes due after `now`.
    async fn next_due(&mut self, now: DateTime<Utc>) -> Result<Option<DateTime<Utc>>, StoreError>;
    /// Programs and versions that live flows run by.
    async fn live_programs(&mut self) -> Result<Vec<(String, u32)>, StoreError>;
}

/// The register of invalid passports: one snapshot, which its edition names.
#[async_trait]
pub trait PassportRegister: Send {
    /// The edition in force; `None` when there never was one.
    async fn edition(&mut self) -> Result<Option<RegisterEdition>, StoreError>;
    /// Whether the edition in force lists the passport.
    async fn is_listed(&mut self, passport: PassportKey) -> Result<bool, StoreError>;
    /// Puts an edition that lists nothing yet in the place of the one in force. Other units see the
    /// old one until this one commits; two units that replace it do so one after the other.
    ///
    /// # Errors
    /// The store's.
    async fn replace(&mut self, edition: &RegisterEdition) -> Result<(), StoreError>;
    /// Adds passports, some tens of thousands at a time, to the register as this unit sees it.
    /// Answers how many were not listed yet.
    ///
    /// # Errors
    /// The store's.
    async fn list(&mut self, passports: &[PassportKey]) -> Result<u64, StoreError>;
}

/// The customer registry.
pub trait RegistryUnit: Send {
    /// Customers.
    fn customers(&mut self) -> &mut dyn CustomerRepository;
    /// Their contacts; one a customer, kind, owner and value, one primary a customer and kind.
    fn contacts(&mut self) -> &mut dyn Collection<Contact>;
    /// Their addresses; one primary a customer.
    fn addresses(&mut self) -> &mut dyn Collection<Address>;
    /// Their employment; one a customer.
    fn employments(&mut self) -> &mut dyn Collection<Employment>;
    /// Their documents.
    fn documents(&mut self) -> &mut dyn Collection<Document>;
    /// What was said about their documents.
    fn document_infos(&mut self) -> &mut dyn Collection<DocumentInfo>;
    /// Files that show their documents; one a document and version of a file.
    fn document_files(&mut self) -> &mut dyn DocumentFileRepository;
    /// Types of documents.
    fn document_types(&mut self) -> &mut dyn Directory<DocumentTypeFacts>;
    /// What types of documents ask for.
    fn document_attributes(&mut self) -> &mut dyn Directory<AttributeFacts>;
    /// Their flags; one a customer, type and reason is on at a time.
    fn flags(&mut self) -> &mut dyn Collection<CustomerFlag>;
    /// Their cards; one a customer and [key](kredo_domain::card::CardFacts::key) is active at a time.
    fn cards(&mut self) -> &mut dyn Collection<Card>;
    /// Types of flags.
    fn flag_types(&mut self) -> &mut dyn Directory<FlagTypeFacts>;
    /// What flags are set for.
    fn flag_reasons(&mut self) -> &mut dyn Directory<FlagReasonFacts>;
    /// Methods of identification that are offered.
    fn identification_methods(&mut self) -> &mut dyn Directory<OfferedMethodFacts>;
    /// Their identifications.
    fn identifications(&mut self) -> &mut dyn ApplicationCollection<IdentificationRecord>;
    /// Their consents; one an application and kind.
    fn consents(&mut self) -> &mut dyn ApplicationCollection<Consent>;
    /// Acts of erasing their data.
    fn erasures(&mut self) -> &mut dyn ErasureRepository;
    /// Invalid passports, whosever they are.
    fn passport_register(&mut self) -> &mut dyn PassportRegister;
}

/// Lending.
pub trait LendingUnit: Send {
    /// Applications through partners.
    fn loan_applications(&mut self) -> &mut dyn LoanApplicationRepository;
    /// Their printed contracts; the guid is the application's, one a number.
    fn contract_files(&mut self) -> &mut dyn Repository<ContractFile>;
    /// Loans of customers; the guid is the application's, one a number.
    fn loans(&mut self) -> &mut dyn Collection<Loan>;
}

/// Moving money.
pub trait PaymentUnit: Send {
    /// Orders to pay, for loans.
    fn transaction_orders(&mut self) -> &mut dyn Collection<TransactionOrder>;
}

/// What every context needs of a store.
#[async_trait]
pub trait PlatformUnit: Send {
    /// Who may call.
    fn accounts(&mut self) -> &mut dyn AccountRepository;
    /// Who sells; one a name.
    fn partners(&mut self) -> &mut dyn PartnerRepository;
    /// Codes that were asked for; that of a signature has the application's guid.
    fn otp_challenges(&mut self) -> &mut dyn OtpRepository;
    /// Phones whose code is fixed; one a phone.
    fn otp_exceptions(&mut self) -> &mut dyn OtpExceptionRepository;
    /// Messages that a trial installation keeps instead of sending; one a call.
    fn mailbox(&mut self) -> &mut dyn MailboxRepository;
    /// Long processes.
    fn flows(&mut self) -> &mut dyn FlowRepository;
    /// Events on their way out.
    fn outbox(&mut self) -> &mut dyn Outbox;
    /// Who did what; one an event.
    fn audit(&mut self) -> &mut dyn AuditTrail;
    /// The next numbers of a sequence, so many; they stay taken when the unit is dropped, or are
    /// given again.
    ///
    /// # Errors
    /// The store's.
    async fn next_numbers(
        &mut self,
        sequence: Sequence,
        count: u16,
    ) -> Result<Vec<i64>, StoreError>;
}

/// One all-or-nothing piece of work. Dropping it undoes it; an error ends it.
#[async_trait]
pub trait UnitOfWork: RegistryUnit + LendingUnit + PaymentUnit + PlatformUnit {
    /// Makes every write visible at once.
    ///
    /// # Errors
    /// [`StoreError::Stale`] or [`StoreError::Duplicate`] from a store that checks late;
    /// [`StoreError::Unavailable`] when the connection broke and the outcome is unknown.
    async fn commit(self: Box<Self>) -> Result<(), StoreError>;
}
