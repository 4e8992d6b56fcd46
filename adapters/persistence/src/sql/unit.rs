//! The unit of work on a database: a transaction, or, to read, the pool.

use super::{failed, outbox, seen::Seen};
use async_trait::async_trait;
use kredo_application::{
    audit::AuditTrail,
    directory::Directory,
    outbox::{Outbox, OutboxEvent},
    store::{
        AccountRepository, ApplicationCollection, Collection, CustomerRepository,
        DocumentFileRepository, ErasureRepository, FlowRepository, LendingUnit,
        LoanApplicationRepository, MailboxRepository, OtpExceptionRepository, OtpRepository,
        PartnerRepository, PassportRegister, PaymentUnit, PlatformUnit, RegistryUnit, Repository,
        Sequence, StoreError, UnitOfWork,
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
use sea_orm::{DatabaseConnection, DatabaseExecutor, DatabaseTransaction};

/// A unit that may write.
pub(crate) struct Writing {
    pub(super) transaction: DatabaseTransaction,
    /// Events to write at the commit, in one statement instead of one each.
    pub(super) events: Vec<OutboxEvent>,
    pub(super) seen: Seen,
}

pub(crate) enum SqlUnit {
    Writing(Writing),
    Reading(DatabaseConnection),
}

impl SqlUnit {
    pub(super) fn writing(transaction: DatabaseTransaction) -> Self {
        Self::Writing(Writing { transaction, events: Vec::new(), seen: Seen::default() })
    }
    pub(super) const fn reading(pool: DatabaseConnection) -> Self {
        Self::Reading(pool)
    }
    /// Where reads go.
    pub(crate) fn database(&self) -> DatabaseExecutor<'_> {
        match self {
            Self::Writing(unit) => (&unit.transaction).into(),
            Self::Reading(pool) => pool.into(),
        }
    }
    /// Where writes go.
    pub(crate) const fn transaction(&self) -> Result<&DatabaseTransaction, StoreError> {
        match self {
            Self::Writing(unit) => Ok(&unit.transaction),
            Self::Reading(_) => Err(StoreError::ReadOnly),
        }
    }
    /// The unit, if it may write.
    pub(super) const fn writer(&mut self) -> Result<&mut Writing, StoreError> {
        match self {
            Self::Writing(unit) => Ok(unit),
            Self::Reading(_) => Err(StoreError::ReadOnly),
        }
    }
}

impl RegistryUnit for SqlUnit {
    fn customers(&mut self) -> &mut dyn CustomerRepository {
        self
    }
    fn contacts(&mut self) -> &mut dyn Collection<Contact> {
        self
    }
    fn addresses(&mut self) -> &mut dyn Collection<Address> {
        self
    }
    fn employments(&mut self) -> &mut dyn Collection<Employment> {
        self
    }
    fn documents(&mut self) -> &mut dyn Collection<Document> {
        self
    }
    fn document_infos(&mut self) -> &mut dyn Collection<DocumentInfo> {
        self
    }
    fn document_files(&mut self) -> &mut dyn DocumentFileRepository {
        self
    }
    fn document_types(&mut self) -> &mut dyn Directory<DocumentTypeFacts> {
        self
    }
    fn document_attributes(&mut self) -> &mut dyn Directory<AttributeFacts> {
        self
    }
    fn flags(&mut self) -> &mut dyn Collection<CustomerFlag> {
        self
    }
    fn cards(&mut self) -> &mut dyn Collection<Card> {
        self
    }
    fn flag_types(&mut self) -> &mut dyn Directory<FlagTypeFacts> {
        self
    }
    fn flag_reasons(&mut self) -> &mut dyn Directory<FlagReasonFacts> {
        self
    }
    fn identification_methods(&mut self) -> &mut dyn Directory<OfferedMethodFacts> {
        self
    }
    fn identifications(&mut self) -> &mut dyn ApplicationCollection<IdentificationRecord> {
        self
    }
    fn consents(&mut self) -> &mut dyn ApplicationCollection<Consent> {
        self
    }
    fn erasures(&mut self) -> &mut dyn ErasureRepository {
        self
    }
    fn passport_register(&mut self) -> &mut dyn PassportRegister {
        self
    }
}

impl LendingUnit for SqlUnit {
    fn loan_applications(&mut self) -> &mut dyn LoanApplicationRepository {
        self
    }
    fn contract_files(&mut self) -> &mut dyn Repository<ContractFile> {
        self
    }
    fn loans(&mut self) -> &mut dyn Collection<Loan> {
        self
    }
}

impl PaymentUnit for SqlUnit {
    fn transaction_orders(&mut self) -> &mut dyn Collection<TransactionOrder> {
        self
    }
}

#[async_trait]
impl PlatformUnit for SqlUnit {
    fn accounts(&mut self) -> &mut dyn AccountRepository {
        self
    }
    fn partners(&mut self) -> &mut dyn PartnerRepository {
        self
    }
    fn otp_challenges(&mut self) -> &mut dyn OtpRepository {
        self
    }
    fn otp_exceptions(&mut self) -> &mut dyn OtpExceptionRepository {
        self
    }
    fn mailbox(&mut self) -> &mut dyn MailboxRepository {
        self
    }
    fn flows(&mut self) -> &mut dyn FlowRepository {
        self
    }
    fn outbox(&mut self) -> &mut dyn Outbox {
        self
    }
    fn audit(&mut self) -> &mut dyn AuditTrail {
        self
    }
    async fn next_numbers(
        &mut self,
        sequence: Sequence,
        count: u16,
    ) -> Result<Vec<i64>, StoreError> {
        super::sequence::next(self.transaction()?, sequence, count).await
    }
}

#[async_trait]
impl UnitOfWork for SqlUnit {
    async fn commit(self: Box<Self>) -> Result<(), StoreError> {
        match *self {
            Self::Writing(unit) => {
                outbox::write(&unit.transaction, &unit.events).await?;
                unit.transaction.commit().await.map_err(failed)
            }
            Self::Reading(_) => Ok(()),
        }
    }
}
