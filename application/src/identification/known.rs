//! What is on record of a customer about an application, and adding to it.

use crate::{
    AppError, BusinessTime, Recorder, StoreError, UnitOfWork, Versioned, store::unless_raced,
};
use kredo_domain::{
    customer::CustomerId,
    identification::{
        Attempts, IdentificationMeans, IdentificationRecord, NewIdentification, OfferedMethod,
        OfferedMethodFacts,
    },
    loan_application::LoanApplicationId,
};

/// The records of one customer about one application.
pub(super) struct Known(Vec<Versioned<IdentificationRecord>>);

impl Known {
    pub(super) async fn about(
        unit: &mut dyn UnitOfWork,
        customer: CustomerId,
        application: LoanApplicationId,
    ) -> Result<Self, StoreError> {
        unit.identifications().about(customer, Some(application)).await.map(Self)
    }

    /// The one that says just that.
    pub(super) fn saying(&self, new: &NewIdentification) -> Option<&IdentificationRecord> {
        self.0.iter().map(|record| &record.value).find(|record| record.says(new))
    }

    /// Those by that method, of which so many may count.
    pub(super) fn attempts(
        &self,
        means: Option<&IdentificationMeans>,
        most: Option<u32>,
    ) -> Attempts {
        Attempts::of(self.0.iter().map(|record| &record.value), means, most)
    }
}

/// The method in the directory, in use or not.
pub(super) async fn offered(
    unit: &mut dyn UnitOfWork,
    means: &IdentificationMeans,
) -> Result<Option<OfferedMethod>, StoreError> {
    let key = OfferedMethodFacts::key_of(&means.kind, &means.method);
    let found = unit.identification_methods().by_key(&key).await?;
    Ok(found.map(|method| method.value))
}

/// Keeps a new record as one more of these attempts.
pub(super) async fn keep(
    unit: &mut dyn UnitOfWork,
    (recorder, time): (&Recorder, &BusinessTime),
    new: NewIdentification,
    attempts: &Attempts,
) -> Result<IdentificationRecord, AppError> {
    let id = recorder.new_id();
    let (record, events) = IdentificationRecord::record(id, new, attempts, time.now())?;
    // Somebody recorded an attempt of the same number since they were counted.
    unless_raced(unit.identifications().insert(&record).await)?;
    recorder.record(unit, &events).await?;
    Ok(record)
}
