//! Taking back the identifications of a customer.

use crate::{AppError, BusinessTime, Recorder, UnitOfWork, UseCase};
use async_trait::async_trait;
use kredo_domain::{customer::CustomerId, identification::IdentificationRecord};

/// Cancels every identification of a customer that is in force, for whatever application.
pub struct CancelIdentifications {
    recorder: Recorder,
    time: BusinessTime,
}

impl CancelIdentifications {
    /// Binds the ports.
    #[must_use]
    pub const fn new(recorder: Recorder, time: BusinessTime) -> Self {
        Self { recorder, time }
    }
}

#[async_trait]
impl UseCase for CancelIdentifications {
    type Command = CustomerId;
    /// Those that were cancelled now, oldest first; none of somebody who is not known.
    type Output = Vec<IdentificationRecord>;

    /// # Errors
    /// The store's.
    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        customer: &CustomerId,
    ) -> Result<Vec<IdentificationRecord>, AppError> {
        let (mut cancelled, mut told) = (Vec::new(), Vec::new());
        for mut record in unit.identifications().of(*customer).await? {
            let events = record.value.cancel(self.time.now());
            if events.is_empty() {
                continue;
            }
            told.extend(events);
            cancelled.push(record.value.clone());
            unit.identifications().update(record).await?;
        }
        self.recorder.record(unit, &told).await?;
        Ok(cancelled)
    }
}
