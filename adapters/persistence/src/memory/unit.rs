//! The unit of work in memory: writes wait here until commit.

use super::{Kept, MemoryStore, Tables, UniqueKey};
use async_trait::async_trait;
use kredo_application::{
    audit::AuditTrail,
    directory::Directory,
    outbox::Outbox,
    store::{
        AboutApplication, AccountRepository, ApplicationCollection, Collection, CustomerRepository,
        DocumentFileRepository, ErasureRepository, FlowRepository, LendingUnit,
        LoanApplicationRepository, MailboxRepository, OtpExceptionRepository, OtpRepository, Owned,
        PartnerRepository, PassportRegister, PaymentUnit, PlatformUnit, RegistryUnit, Repository,
        Sequence, StoreError, UnitOfWork, Versioned,
    },
};
use kredo_domain::{
    Id,
    card::Card,
    consent::Consent,
    customer::{Address, Contact, Employment},
    document::{AttributeFacts, Document, DocumentInfo, DocumentTypeFacts},
    flag::{CustomerFlag, FlagReasonFacts, FlagTypeFacts},
    identification::{IdentificationRecord, OfferedMethodFacts},
    loan::Loan,
    loan_application::{ContractFile, LoanApplicationId},
    payment::TransactionOrder,
};
use std::collections::BTreeSet;

pub(crate) struct MemoryUnit {
    store: MemoryStore,
    staged: Tables,
    writes: bool,
}

impl MemoryUnit {
    pub(crate) fn writing(store: MemoryStore) -> Self {
        Self { store, staged: Tables::default(), writes: true }
    }
    pub(crate) fn reading(store: MemoryStore) -> Self {
        Self { store, staged: Tables::default(), writes: false }
    }
    pub(crate) const fn store(&self) -> &MemoryStore {
        &self.store
    }
    pub(crate) const fn staged(&self) -> &Tables {
        &self.staged
    }
    pub(crate) const fn staging(&mut self) -> Result<&mut Tables, StoreError> {
        if self.writes { Ok(&mut self.staged) } else { Err(StoreError::ReadOnly) }
    }

    fn visible<A: Kept>(&self, id: Id<A>) -> Option<Versioned<A>> {
        let staged = A::table(&self.staged);
        if staged.touches(id) {
            return staged.get(id).cloned();
        }
        A::table(&self.store.committed()).get(id).cloned()
    }

    /// Everything of a kind that fits, oldest guid first, own unsaved writes included.
    pub(crate) fn find<A: Kept>(&self, fits: impl Fn(&A) -> bool) -> Vec<Versioned<A>> {
        let committed = self.store.committed();
        let staged = A::table(&self.staged);
        let untouched = A::table(&committed).all().filter(|a| !staged.touches(a.value.id()));
        let mut found: Vec<_> =
            untouched.chain(staged.all()).filter(|a| fits(&a.value)).cloned().collect();
        found.sort_by_key(|a| a.value.id());
        found
    }

    /// The one that has a unique key, own unsaved writes included.
    pub(crate) fn holding<A: Kept>(&self, key: &UniqueKey) -> Option<Versioned<A>> {
        let staged = A::table(&self.staged);
        let own = staged.holder(key).and_then(|id| staged.get(id).cloned());
        own.or_else(|| {
            let committed = self.store.committed();
            let holder = A::table(&committed).holder(key).filter(|id| !staged.touches(*id));
            holder.and_then(|id| A::table(&committed).get(id).cloned())
        })
    }

    fn refuse_taken_keys<A: Kept>(&self, aggregate: &A) -> Result<(), StoreError> {
        let committed = self.store.committed();
        let staged = A::table(&self.staged);
        let taken = aggregate.unique().iter().any(|key| {
            let by_others = |holder: &Id<A>| *holder != aggregate.id();
            let unchanged = |holder: &Id<A>| !staged.touches(*holder);
            staged.holder(key).as_ref().is_some_and(by_others)
                || A::table(&committed)
                    .holder(key)
                    .is_some_and(|holder| by_others(&holder) && unchanged(&holder))
        });
        if taken { Err(StoreError::Duplicate(A::NAME)) } else { Ok(()) }
    }
}

#[async_trait]
impl<A: Kept> Repository<A> for MemoryUnit {
    async fn get(&mut self, id: Id<A>) -> Result<Option<Versioned<A>>, StoreError> {
        Ok(self.visible(id))
    }

    async fn insert(&mut self, aggregate: &A) -> Result<(), StoreError> {
        self.staging()?;
        if self.visible(aggregate.id()).is_some() {
            return Err(StoreError::Duplicate(A::NAME));
        }
        self.refuse_taken_keys(aggregate)?;
        A::table_mut(self.staging()?).stage(aggregate.clone(), 0);
        Ok(())
    }

    async fn update(&mut self, aggregate: Versioned<A>) -> Result<(), StoreError> {
        self.staging()?;
        let (seen, value) = (aggregate.version(), aggregate.value);
        if self.visible(value.id()).is_none_or(|current| current.version() != seen) {
            return Err(StoreError::Stale);
        }
        self.refuse_taken_keys(&value)?;
        A::table_mut(self.staging()?).stage(value, seen);
        Ok(())
    }

    async fn remove(&mut self, aggregate: Versioned<A>) -> Result<(), StoreError> {
        self.staging()?;
        let (seen, id) = (aggregate.version(), aggregate.value.id());
        if self.visible(id).is_none_or(|current| current.version() != seen) {
            return Err(StoreError::Stale);
        }
        A::table_mut(self.staging()?).stage_removal(id, seen);
        Ok(())
    }
}

#[async_trait]
impl<A: Kept + Owned> Collection<A> for MemoryUnit {
    async fn of(&mut self, owner: Id<A::Owner>) -> Result<Vec<Versioned<A>>, StoreError> {
        Ok(self.find(|a: &A| a.owner() == owner))
    }
    async fn of_all(&mut self, owners: &[Id<A::Owner>]) -> Result<Vec<Versioned<A>>, StoreError> {
        let owners: BTreeSet<_> = owners.iter().copied().collect();
        Ok(self.find(|a: &A| owners.contains(&a.owner())))
    }
}

#[async_trait]
impl<A: Kept + AboutApplication> ApplicationCollection<A> for MemoryUnit {
    async fn about(
        &mut self,
        owner: Id<A::Owner>,
        application: Option<LoanApplicationId>,
    ) -> Result<Vec<Versioned<A>>, StoreError> {
        Ok(self.find(|a: &A| a.owner() == owner && a.application() == application))
    }
}

impl RegistryUnit for MemoryUnit {
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

impl LendingUnit for MemoryUnit {
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

impl PaymentUnit for MemoryUnit {
    fn transaction_orders(&mut self) -> &mut dyn Collection<TransactionOrder> {
        self
    }
}

#[async_trait]
impl PlatformUnit for MemoryUnit {
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
        self.staging()?;
        let mut committed = self.store.committed();
        let last = committed.sequences.entry(sequence).or_default();
        let before = *last;
        *last = last.saturating_add(count.into());
        Ok((before..=*last).skip(1).collect())
    }
}

#[async_trait]
impl UnitOfWork for MemoryUnit {
    async fn commit(self: Box<Self>) -> Result<(), StoreError> {
        let Self { store, staged, .. } = *self;
        store.committed().commit(staged)
    }
}
