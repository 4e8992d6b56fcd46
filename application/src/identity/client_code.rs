//! Sending a client the code that lets it in.

use crate::{
    AppError, Recorder, Store, UnitOfWork, UseCase, Versioned, notification::ports::SmsGateway,
    otp::OtpCodes, outside::CallKey, run, store::unless_raced,
};
use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use kredo_domain::{
    Phone,
    otp::{NewOtpChallenge, OtpChallenge, OtpChallengeId, OtpError, OtpPurpose, ResendOutcome},
};
use std::sync::Arc;

/// Sends codes for logging in. Whether the phone is a customer's is not looked at.
///
/// What is to be sent is recorded first; the gateway is called after that, under a key that names
/// the challenge and the code's number in it. Where the call fails, the client repeats its wish:
/// within the pause the gateway is asked, and gets the same code again if it does not know the key.
pub struct SendLoginCode {
    store: Arc<dyn Store>,
    sms: Arc<dyn SmsGateway>,
    codes: OtpCodes,
    record: RecordLoginCode,
}

/// How long a client may take, by the rules for codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CodeTerms {
    /// Seconds from the sending to the end of a code.
    pub expires_in: u32,
    /// Seconds from the sending until a further code may be asked for.
    pub resend_after: u32,
}

impl SendLoginCode {
    /// Binds the ports; `lender` signs the messages.
    #[must_use]
    pub fn new(
        store: Arc<dyn Store>,
        sms: Arc<dyn SmsGateway>,
        codes: OtpCodes,
        recorder: Recorder,
        lender: String,
    ) -> Self {
        let record = RecordLoginCode { recorder, codes: codes.clone(), lender };
        Self { store, sms, codes, record }
    }

    /// Sends a code to that phone, or a further one; within the pause nothing, unless the former
    /// one is not known to have reached the gateway.
    ///
    /// # Errors
    /// [`OtpError::LimitExceeded`], [`AppError::Outside`] when it is not known whether a code is on
    /// its way, or the store's.
    pub async fn execute(&self, phone: &Phone) -> Result<CodeTerms, AppError> {
        match run(&*self.store, &self.record, phone).await? {
            Due::Nothing => {}
            Due::Refused(refusal) => return Err(refusal.into()),
            Due::Fresh(message) => self.send(phone, &message).await?,
            Due::Recent(message) => {
                if self.sms.ask(&message.key).await?.is_none() {
                    self.send(phone, &message).await?;
                }
            }
        }
        let rules = self.codes.policy().rules();
        let (expires_in, resend_after) = (rules.lifetime_seconds, rules.resend_pause_seconds);
        Ok(CodeTerms { expires_in, resend_after })
    }

    async fn send(&self, phone: &Phone, message: &Message) -> Result<(), AppError> {
        self.sms.send(&message.key, phone, &message.text).await?;
        Ok(())
    }
}

/// What to call the gateway for, once it is recorded.
enum Due {
    Nothing,
    Refused(OtpError),
    /// A code that nobody has sent.
    Fresh(Message),
    /// The code that should be on its way.
    Recent(Message),
}

struct Message {
    key: CallKey,
    text: String,
}

struct RecordLoginCode {
    recorder: Recorder,
    codes: OtpCodes,
    lender: String,
}

#[async_trait]
impl UseCase for RecordLoginCode {
    type Command = Phone;
    type Output = Due;

    async fn execute_in(&self, unit: &mut dyn UnitOfWork, phone: &Phone) -> Result<Due, AppError> {
        let now = self.recorder.now();
        match unit.otp_challenges().latest_login(phone).await? {
            Some(latest) if !latest.value.login_is_over(now) => {
                self.further(unit, latest, now).await
            }
            over => self.first(unit, phone, over.map(|over| over.value), now).await,
        }
    }
}

impl RecordLoginCode {
    async fn first(
        &self,
        unit: &mut dyn UnitOfWork,
        phone: &Phone,
        over: Option<OtpChallenge>,
        now: DateTime<Utc>,
    ) -> Result<Due, AppError> {
        // Later than the one before even where the clock is not, or that would stay the latest.
        let after = over.as_ref().map(|over| over.record().created_at + TimeDelta::microseconds(1));
        let now = after.map_or(now, |after| now.max(after));
        let id = self.codes.vault().login_challenge(phone, over.map(|over| over.id()));
        let code = self.codes.of_login(unit, id, (phone, 0)).await?;
        let new = NewOtpChallenge {
            id,
            purpose: OtpPurpose::ClientLogin,
            phone: phone.clone(),
            document: None,
            code: self.codes.vault().hash(id, &code),
            policy: self.codes.policy(),
        };
        let (challenge, events) = OtpChallenge::issue(new, now);
        // Issued since it was looked for: the next look finds it.
        unless_raced(unit.otp_challenges().insert(&challenge).await)?;
        self.recorder.record(unit, &events).await?;
        Ok(Due::Fresh(self.message(id, 0, &code)))
    }

    async fn further(
        &self,
        unit: &mut dyn UnitOfWork,
        mut challenge: Versioned<OtpChallenge>,
        now: DateTime<Utc>,
    ) -> Result<Due, AppError> {
        let id = challenge.value.id();
        let sent = challenge.value.record().clone();
        let round = sent.resends.saturating_add(1);
        let code = self.codes.of_login(unit, id, (&sent.phone, round)).await?;
        let hash = self.codes.vault().hash(id, &code);
        let (outcome, events) = challenge.value.resend(hash, now);
        match outcome {
            ResendOutcome::Refused(refusal) => Ok(Due::Refused(refusal)),
            ResendOutcome::Resent => {
                unit.otp_challenges().update(challenge).await?;
                self.recorder.record(unit, &events).await?;
                Ok(Due::Fresh(self.message(id, round, &code)))
            }
            ResendOutcome::TooEarly { .. } => {
                let code = self.codes.of_login(unit, id, (&sent.phone, sent.resends)).await?;
                // An exception may have changed since, and a code may be void before the pause ends.
                let good = self.codes.vault().matches(id, &code, &sent.code);
                let recent = good && now < sent.expires_at;
                Ok(if recent {
                    Due::Recent(self.message(id, sent.resends, &code))
                } else {
                    Due::Nothing
                })
            }
        }
    }

    fn message(&self, challenge: OtpChallengeId, round: u32, code: &str) -> Message {
        let lender = &self.lender;
        let text = format!("{code} - код для входа, {lender}. Никому его не сообщайте.");
        Message { key: CallKey::of_code(challenge.guid(), round), text }
    }
}
