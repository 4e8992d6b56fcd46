//! Letting a client in by its phone and a code.

use super::{LogIn, TokenGrant};
use crate::{
    AppError, Recorder, Store, StoreError, UnitOfWork, UseCase,
    customer::{CreateCustomer, CreateCustomerCommand},
    otp::OtpCodes,
    run,
};
use async_trait::async_trait;
use kredo_domain::{
    Phone,
    customer::{CustomerId, Login, code as customer},
    identity::{ClientLetIn, Role},
    otp::{Attempt, CheckOutcome, OtpError},
};
use std::{collections::BTreeSet, sync::Arc};
use uuid::Uuid;

/// Gives a client a token for the code that was sent to its phone; a phone that is new becomes a
/// customer.
pub struct LogInClient {
    store: Arc<dyn Store>,
    log_in: LogIn,
    answer: AnswerCode,
}

/// Who wants a token, and what proves it.
#[derive(Clone)]
pub struct LogInClientCommand {
    /// The phone.
    pub phone: Phone,
    /// The code as it was entered.
    pub code: String,
    /// The application that the client uses, and its secret where it has one.
    pub application: (String, Option<String>),
    /// The device, as the application names it.
    pub device: Uuid,
}

impl LogInClient {
    /// Binds the ports.
    #[must_use]
    pub const fn new(
        store: Arc<dyn Store>,
        log_in: LogIn,
        recorder: Recorder,
        codes: OtpCodes,
    ) -> Self {
        Self { store, log_in, answer: AnswerCode { recorder, codes } }
    }

    /// Tries the code and signs a token. An application that does not prove itself costs no try.
    ///
    /// # Errors
    /// [`IdentityError::CredentialsInvalid`](kredo_domain::identity::IdentityError) for the
    /// application, [`OtpError`] for the code (the try is remembered), or the store's.
    pub async fn execute(&self, command: LogInClientCommand) -> Result<TokenGrant, AppError> {
        let (name, secret) = command.application.clone();
        let application = self.log_in.application(name, secret).await?;
        match run(&*self.store, &self.answer, &command).await? {
            Answered::Customer(id) => {
                self.log_in.grant(id.guid(), application, BTreeSet::from([Role::Client]))
            }
            Answered::Refused(refusal) => Err(refusal.into()),
        }
    }
}

/// What became of the code; stored before it is told.
enum Answered {
    Customer(CustomerId),
    Refused(OtpError),
}

struct AnswerCode {
    recorder: Recorder,
    codes: OtpCodes,
}

#[async_trait]
impl UseCase for AnswerCode {
    type Command = LogInClientCommand;
    type Output = Answered;

    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        command: &LogInClientCommand,
    ) -> Result<Answered, AppError> {
        if let Some(refusal) = self.refusal(unit, command).await? {
            return Ok(Answered::Refused(refusal));
        }
        let customer = self.customer(unit, &command.phone).await?;
        let let_in = ClientLetIn {
            customer_guid: customer,
            device_guid: command.device,
            application: command.application.0.clone(),
        };
        self.recorder.record(unit, &[let_in]).await?;
        Ok(Answered::Customer(customer))
    }
}

impl AnswerCode {
    /// Tries the code; why it is not good, if it is not.
    async fn refusal(
        &self,
        unit: &mut dyn UnitOfWork,
        command: &LogInClientCommand,
    ) -> Result<Option<OtpError>, AppError> {
        let Some(mut challenge) = unit.otp_challenges().latest_login(&command.phone).await? else {
            // As the first wrong code of a phone that has been sent one.
            let left = self.codes.policy().rules().attempts.saturating_sub(1);
            return Ok(Some(OtpError::Wrong { left }));
        };
        let id = challenge.value.id();
        let sent = &challenge.value.record().code;
        let matches = self.codes.vault().matches(id, &command.code, sent);
        let attempt = Attempt { matches, phone: &command.phone, document: None };
        let (outcome, events) = challenge.value.check(attempt, self.recorder.now());
        if !events.is_empty() {
            unit.otp_challenges().update(challenge).await?;
            self.recorder.record(unit, &events).await?;
        }
        Ok(match outcome {
            CheckOutcome::Accepted => None,
            // A code lets in once: who overheard it comes too late.
            CheckOutcome::Repeated => Some(OtpError::AlreadyUsed),
            CheckOutcome::Refused(refusal) => Some(refusal),
        })
    }

    async fn customer(
        &self,
        unit: &mut dyn UnitOfWork,
        phone: &Phone,
    ) -> Result<CustomerId, AppError> {
        let login = Login::from(phone);
        if let Some(known) = unit.customers().by_login(&login).await? {
            return Ok(known.value.id());
        }
        let command = CreateCustomerCommand { login, login_guid: None };
        let created = CreateCustomer::new(self.recorder.clone()).execute_in(unit, &command).await;
        match created {
            // Registered since it was looked for: the next look finds it.
            Err(error) if error.code() == customer::CUSTOMER_ALREADY_EXISTS => {
                Err(StoreError::Stale.into())
            }
            created => Ok(created?.id()),
        }
    }
}
