//! Taking back what was agreed to.

use super::{ListConsents, RecordConsents, RecordConsentsCommand};
use crate::{AppError, BusinessTime, Recorder, UnitOfWork, UseCase};
use async_trait::async_trait;
use kredo_domain::{
    consent::{Consent, ConsentKind},
    customer::CustomerId,
};

/// Records that a customer does not agree any more to the words it agreed to last (152-FZ art. 9
/// part 2), at the business instant. Withdrawn already, nothing happens.
#[derive(Clone)]
pub struct WithdrawConsent(RecordConsents);

/// Who takes back what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WithdrawConsentCommand {
    /// Who.
    pub customer: CustomerId,
    /// Consents of which kind.
    pub kind: ConsentKind,
}

impl WithdrawConsent {
    /// Binds the ports.
    #[must_use]
    pub const fn new(recorder: Recorder, time: BusinessTime) -> Self {
        Self(RecordConsents::new(recorder, time))
    }
}

#[async_trait]
impl UseCase for WithdrawConsent {
    type Command = WithdrawConsentCommand;
    type Output = ();

    /// # Errors
    /// [`CustomerError::NotFound`](kredo_domain::customer::CustomerError::NotFound);
    /// [`ConsentError::NotFound`](kredo_domain::consent::ConsentError::NotFound); or the store's.
    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        WithdrawConsentCommand { customer, kind }: &WithdrawConsentCommand,
    ) -> Result<(), AppError> {
        let known = ListConsents.execute_in(unit, customer).await?;
        let stated = known.iter().map(|known| &known.consent);
        if let Some(withdrawn) = Consent::withdrawal(stated, kind)? {
            let (customer, statements) = (*customer, vec![withdrawn]);
            let command = RecordConsentsCommand { customer, application: None, statements };
            self.0.execute_in(unit, &command).await?;
        }
        Ok(())
    }
}
