//! `IdentificationActivity`.

use super::view::{
    CancelledIdentifications, FoundIdentifications, IdentificationChanges, IdentificationToAdd,
    IdentificationView,
};
use crate::{
    AppError, BusinessTime, Recorder, UnitOfWork, UseCase,
    activity::{Guid, LocalActivity},
    identification::{
        AddIdentification, CancelIdentifications, ChangeIdentification, ChangeIdentificationCommand,
    },
};
use async_trait::async_trait;
use kredo_domain::{
    ErrorCode,
    customer::{CustomerId, code::CUSTOMER_NOT_FOUND},
    identification::{IdentificationRecordId, code},
};

/// Records an identification, and answers the record: its guid is needed to change it.
pub(super) struct Create(AddIdentification);

impl Create {
    pub(super) fn new(recorder: &Recorder, time: &BusinessTime) -> Self {
        Self(AddIdentification::new(recorder.clone(), time.clone()))
    }
}

#[async_trait]
impl LocalActivity for Create {
    const NAME: &'static str = "IdentificationActivity#create";
    const ARGUMENTS: &'static [&'static str] = &["identification"];
    const ERRORS: &'static [ErrorCode] = &[
        CUSTOMER_NOT_FOUND,
        code::IDENTIFICATION_METHOD_NOT_FOUND,
        code::IDENTIFICATION_ATTEMPTS_EXCEEDED,
    ];
    type Arguments = (IdentificationToAdd,);
    type Output = IdentificationView;

    async fn run(
        &self,
        unit: &mut dyn UnitOfWork,
        (identification,): (IdentificationToAdd,),
    ) -> Result<Option<IdentificationView>, AppError> {
        let command = identification.into_command();
        let command = command.map_err(|fault| AppError::Invalid(vec![fault]))?;
        let record = self.0.execute_in(unit, &command).await?;
        Ok(Some((&record).into()))
    }
}

/// Changes the status or the facts of an identification.
pub(super) struct Update(ChangeIdentification);

impl Update {
    pub(super) fn new(recorder: &Recorder, time: &BusinessTime) -> Self {
        Self(ChangeIdentification::new(recorder.clone(), time.clone()))
    }
}

#[async_trait]
impl LocalActivity for Update {
    const NAME: &'static str = "IdentificationActivity#update";
    const ARGUMENTS: &'static [&'static str] = &["guid", "data"];
    const ERRORS: &'static [ErrorCode] =
        &[code::IDENTIFICATION_NOT_FOUND, code::IDENTIFICATION_ATTEMPTS_EXCEEDED];
    type Arguments = (Guid, IdentificationChanges);
    type Output = IdentificationView;

    async fn run(
        &self,
        unit: &mut dyn UnitOfWork,
        (Guid(id), changes): (Guid, IdentificationChanges),
    ) -> Result<Option<IdentificationView>, AppError> {
        let id = IdentificationRecordId::new(id);
        let command = ChangeIdentificationCommand { id, change: changes.into() };
        let record = self.0.execute_in(unit, &command).await?;
        Ok(Some((&record).into()))
    }
}

/// Takes back every identification of a customer that is in force.
pub(super) struct Cancel(CancelIdentifications);

impl Cancel {
    pub(super) fn new(recorder: &Recorder, time: &BusinessTime) -> Self {
        Self(CancelIdentifications::new(recorder.clone(), time.clone()))
    }
}

#[async_trait]
impl LocalActivity for Cancel {
    const NAME: &'static str = "IdentificationActivity#cancel";
    const ARGUMENTS: &'static [&'static str] = &["customerGuid"];
    const ERRORS: &'static [ErrorCode] = &[];
    type Arguments = (Guid,);
    type Output = CancelledIdentifications;

    async fn run(
        &self,
        unit: &mut dyn UnitOfWork,
        (Guid(customer),): (Guid,),
    ) -> Result<Option<CancelledIdentifications>, AppError> {
        let cancelled = self.0.execute_in(unit, &CustomerId::new(customer)).await?;
        let cancelled_identifications = cancelled.iter().map(Into::into).collect();
        Ok(Some(CancelledIdentifications { cancelled_identifications }))
    }
}

/// Tells every identification of a customer, oldest first; none of somebody who is not known.
pub(super) struct FindByCustomer;

#[async_trait]
impl LocalActivity for FindByCustomer {
    const NAME: &'static str = "IdentificationActivity#findByCustomerGuid";
    const ARGUMENTS: &'static [&'static str] = &["customerGuid"];
    const ERRORS: &'static [ErrorCode] = &[];
    type Arguments = (Guid,);
    type Output = FoundIdentifications;

    async fn run(
        &self,
        unit: &mut dyn UnitOfWork,
        (Guid(customer),): (Guid,),
    ) -> Result<Option<FoundIdentifications>, AppError> {
        let found = unit.identifications().of(CustomerId::new(customer)).await?;
        let identifications = found.iter().map(|record| (&record.value).into()).collect();
        Ok(Some(FoundIdentifications { identifications }))
    }
}
