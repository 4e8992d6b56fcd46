//! Types of flags together with their reasons.

use crate::{
    AppError, Recorder, UnitOfWork, UseCase,
    directory::{AddEntry, ChangeEntry, EntryChange, FindEntry, ListEntries, NewEntry, Which},
    paging::{Page, PageRequest},
};
use async_trait::async_trait;
use kredo_domain::flag::{FlagReason, FlagReasonFacts, FlagType, FlagTypeFacts, FlagTypeId};

/// A type of flag with its reasons, in the order of their names.
#[derive(Debug, Clone, PartialEq)]
pub struct FlagTypeWithReasons {
    /// The type.
    pub flag_type: FlagType,
    /// What it may be set for.
    pub reasons: Vec<FlagReason>,
}

/// The reasons of every type, in the order of their names.
async fn reasons(unit: &mut dyn UnitOfWork) -> Result<Vec<FlagReason>, AppError> {
    let all = unit.flag_reasons().all().await?.into_iter();
    let mut all: Vec<_> = all.map(|reason| reason.value).collect();
    all.sort_by(|one, other| one.facts().name.cmp(&other.facts().name));
    Ok(all)
}

impl FlagTypeWithReasons {
    fn of(flag_type: FlagType, all: &[FlagReason]) -> Self {
        let own = all.iter().filter(|reason| reason.facts().flag_type == flag_type.id());
        Self { reasons: own.cloned().collect(), flag_type }
    }
}

/// Lists the types of flags.
pub struct ListFlagTypes;

#[async_trait]
impl UseCase for ListFlagTypes {
    type Command = PageRequest<FlagType>;
    type Output = Page<FlagTypeWithReasons>;

    /// # Errors
    /// The store's.
    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        wanted: &Self::Command,
    ) -> Result<Self::Output, AppError> {
        let page = ListEntries::<FlagTypeFacts>::new().execute_in(unit, wanted).await?;
        let all = reasons(unit).await?;
        Ok(page.map(|flag_type| FlagTypeWithReasons::of(flag_type, &all)))
    }
}

/// Finds a type of flag.
pub struct FindFlagType;

#[async_trait]
impl UseCase for FindFlagType {
    type Command = FlagTypeId;
    type Output = FlagTypeWithReasons;

    /// # Errors
    /// [`FlagError::TypeNotFound`](kredo_domain::flag::FlagError::TypeNotFound), or the store's.
    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        id: &FlagTypeId,
    ) -> Result<FlagTypeWithReasons, AppError> {
        let found = FindEntry::new().execute_in(unit, &Which::Guid(*id)).await?;
        Ok(FlagTypeWithReasons::of(found.value, &reasons(unit).await?))
    }
}

/// Changes a type of flag.
pub struct ChangeFlagType(ChangeEntry<FlagTypeFacts>);

impl ChangeFlagType {
    /// Binds the ports.
    #[must_use]
    pub const fn new(recorder: Recorder) -> Self {
        Self(ChangeEntry::new(recorder))
    }
}

#[async_trait]
impl UseCase for ChangeFlagType {
    type Command = EntryChange<FlagTypeFacts>;
    type Output = FlagTypeWithReasons;

    /// # Errors
    /// As [`ChangeEntry`].
    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        change: &EntryChange<FlagTypeFacts>,
    ) -> Result<FlagTypeWithReasons, AppError> {
        let changed = self.0.execute_in(unit, change).await?;
        Ok(FlagTypeWithReasons::of(changed, &reasons(unit).await?))
    }
}

/// Adds a reason to the directory; the type that it is for must be there.
pub struct AddFlagReason(AddEntry<FlagReasonFacts>);

impl AddFlagReason {
    /// Binds the ports.
    #[must_use]
    pub const fn new(recorder: Recorder) -> Self {
        Self(AddEntry::new(recorder))
    }
}

#[async_trait]
impl UseCase for AddFlagReason {
    type Command = NewEntry<FlagReasonFacts>;
    type Output = FlagReason;

    /// # Errors
    /// [`FlagError`](kredo_domain::flag::FlagError) for a type that is not there or a name that is
    /// taken, or the store's.
    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        command: &NewEntry<FlagReasonFacts>,
    ) -> Result<FlagReason, AppError> {
        let of = Which::<FlagTypeFacts>::Guid(command.facts.flag_type);
        FindEntry::new().execute_in(unit, &of).await?;
        self.0.execute_in(unit, command).await
    }
}
