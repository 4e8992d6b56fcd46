//! One request for a code, with every code that was sent for it.

use super::{OtpChallengeId, OtpError, OtpPolicy};
use crate::{
    DomainEvent, Phone,
    loan_application::{DocumentHash, LoanApplicationId},
};
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use std::fmt;

/// What a code is good for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE", tag = "purpose")]
pub enum OtpPurpose {
    /// Signing the contract of an application.
    Signature {
        /// Which one.
        application: LoanApplicationId,
    },
    /// Letting a client in.
    ClientLogin,
}

/// A code after hashing with a secret key: of so few digits, a bare hash hides nothing.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CodeHash(String);

impl CodeHash {
    /// Wraps what a hasher or a store gave.
    #[must_use]
    pub const fn new(text: String) -> Self {
        Self(text)
    }
    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for CodeHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CodeHash(…)")
    }
}

/// A request for a code: bound to a purpose, a phone and a document, and answered with a code and
/// perhaps a few further ones.
///
/// A further code has its own tries, or the customer who mistyped would be lost; since further
/// codes are few, [`OtpPolicy::most_guesses`] bounds them all. That holds as long as a purpose gets
/// one challenge: whoever asks again gets [`OtpChallenge::resend`], not a new challenge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtpChallenge {
    record: OtpChallengeRecord,
}

/// Everything a challenge is, for adapters and for evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OtpChallengeRecord {
    /// Its guid.
    pub id: OtpChallengeId,
    /// What the code is good for.
    pub purpose: OtpPurpose,
    /// The phone that receives it.
    pub phone: Phone,
    /// The document that it signs; none for a login.
    pub document: Option<DocumentHash>,
    /// The rules it was issued under.
    pub policy: OtpPolicy,
    /// When it was issued, UTC.
    pub created_at: DateTime<Utc>,
    /// The latest code, hashed. Earlier ones are void.
    pub code: CodeHash,
    /// When the latest code was sent, UTC.
    pub sent_at: DateTime<Utc>,
    /// From this instant on the latest code is void, UTC.
    pub expires_at: DateTime<Utc>,
    /// How often the latest code was entered wrongly.
    pub attempts: u32,
    /// How often any of its codes was entered wrongly.
    pub attempts_in_all: u32,
    /// How many further codes were sent.
    pub resends: u32,
    /// Whether it was answered.
    pub state: OtpState,
}

/// Whether a challenge was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE", tag = "state")]
pub enum OtpState {
    /// Not yet.
    Open,
    /// With the right code.
    Accepted {
        /// When, UTC.
        at: DateTime<Utc>,
    },
}

/// What issuing a challenge takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewOtpChallenge {
    /// Its guid.
    pub id: OtpChallengeId,
    /// What the code is good for.
    pub purpose: OtpPurpose,
    /// The phone that receives it.
    pub phone: Phone,
    /// The document that it signs.
    pub document: Option<DocumentHash>,
    /// The code, hashed.
    pub code: CodeHash,
    /// The rules.
    pub policy: OtpPolicy,
}

/// A code that was entered.
#[derive(Debug, Clone, Copy)]
pub struct Attempt<'a> {
    /// Whether it has the hash of the latest code.
    pub matches: bool,
    /// The phone of whoever enters it, as it is known now.
    pub phone: &'a Phone,
    /// The document that it is to sign, as it is now.
    pub document: Option<&'a DocumentHash>,
}

/// What became of an entered code. All of it is stored before it is answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CheckOutcome {
    /// It is the right one.
    Accepted,
    /// It was the right one before.
    Repeated,
    /// It is not good.
    Refused(OtpError),
}

/// What became of the wish for a further code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ResendOutcome {
    /// The new code is to be sent.
    Resent,
    /// The latest code is too fresh: nothing is sent, and nobody is refused.
    TooEarly {
        /// From when on a further code may be asked for.
        allowed_at: DateTime<Utc>,
    },
    /// There is none.
    Refused(OtpError),
}

/// What happened to a challenge. Codes, phones and documents are not written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct OtpEvent {
    /// Which one.
    pub challenge_guid: OtpChallengeId,
    /// For what.
    #[serde(flatten)]
    pub purpose: OtpPurpose,
    /// What.
    #[serde(flatten)]
    pub happening: OtpHappening,
}

/// What can happen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum OtpHappening {
    /// The first code is to be sent.
    Issued,
    /// A further code is to be sent.
    Resent {
        /// The code, hashed.
        #[serde(skip)]
        code: CodeHash,
        /// When.
        #[serde(skip)]
        at: DateTime<Utc>,
    },
    /// A wrong code was entered.
    AttemptFailed {
        /// How many tries the code has left.
        left: u32,
    },
    /// The right code was entered.
    Accepted {
        /// When.
        #[serde(skip)]
        at: DateTime<Utc>,
    },
}

impl DomainEvent for OtpEvent {
    fn name(&self) -> &'static str {
        match self.happening {
            OtpHappening::Issued => "kredo.otp.issued.v1",
            OtpHappening::Resent { .. } => "kredo.otp.resent.v1",
            OtpHappening::AttemptFailed { .. } => "kredo.otp.attempt-failed.v1",
            OtpHappening::Accepted { .. } => "kredo.otp.accepted.v1",
        }
    }
    fn subject(&self) -> String {
        self.challenge_guid.to_string()
    }
}

impl OtpChallenge {
    /// How long a login that nobody answered keeps its phone from getting another challenge.
    pub const LOGIN_REST: TimeDelta = TimeDelta::hours(1);

    /// Issues a challenge; its code is to be sent.
    #[must_use]
    pub fn issue(new: NewOtpChallenge, now: DateTime<Utc>) -> (Self, Vec<OtpEvent>) {
        let NewOtpChallenge { id, purpose, phone, document, code, policy } = new;
        let mut challenge = Self::restore(OtpChallengeRecord {
            id,
            purpose,
            phone,
            document,
            policy,
            created_at: now,
            code,
            sent_at: now,
            expires_at: later(now, policy.lifetime()),
            attempts: 0,
            attempts_in_all: 0,
            resends: 0,
            state: OtpState::Open,
        });
        let events = challenge.note(OtpHappening::Issued);
        (challenge, events)
    }

    /// For adapters only: takes what a store kept, and checks nothing.
    #[must_use]
    pub const fn restore(record: OtpChallengeRecord) -> Self {
        Self { record }
    }
    /// Everything it is.
    #[must_use]
    pub const fn record(&self) -> &OtpChallengeRecord {
        &self.record
    }
    /// Its guid.
    #[must_use]
    pub const fn id(&self) -> OtpChallengeId {
        self.record.id
    }

    /// Whether the phone may get a challenge after this login: it was accepted, or its last code
    /// has been void for [`Self::LOGIN_REST`]. Until then a further wish is a resend, so that
    /// asking again buys no guesses.
    #[must_use]
    pub fn login_is_over(&self, now: DateTime<Utc>) -> bool {
        match self.record.state {
            OtpState::Accepted { .. } => true,
            OtpState::Open => now >= later(self.record.expires_at, Self::LOGIN_REST),
        }
    }

    /// A further code is wanted, and `code` is one, hashed. A wish within the pause is taken for a
    /// repetition of the one before it, so that it is not refused even after the last code.
    pub fn resend(&mut self, code: CodeHash, now: DateTime<Utc>) -> (ResendOutcome, Vec<OtpEvent>) {
        let record = &self.record;
        let allowed_at = later(record.sent_at, record.policy.resend_pause());
        let refused = |error| (ResendOutcome::Refused(error), Vec::new());
        match record.state {
            OtpState::Accepted { .. } => refused(OtpError::AlreadyUsed),
            OtpState::Open if now < allowed_at => {
                (ResendOutcome::TooEarly { allowed_at }, Vec::new())
            }
            OtpState::Open if record.resends >= record.policy.rules().resends => {
                refused(OtpError::LimitExceeded)
            }
            OtpState::Open => {
                let resent = OtpHappening::Resent { code, at: now };
                (ResendOutcome::Resent, self.note(resent))
            }
        }
    }

    /// A code was entered.
    ///
    /// Another phone or another document refuses before the code is looked at, and costs no try:
    /// the code stays good for what it was sent for, and for nothing else (63-FZ art. 9).
    pub fn check(
        &mut self,
        attempt: Attempt<'_>,
        now: DateTime<Utc>,
    ) -> (CheckOutcome, Vec<OtpEvent>) {
        match self.refusal(attempt, now) {
            Some(refusal @ OtpError::Wrong { left }) => {
                let events = self.note(OtpHappening::AttemptFailed { left });
                (CheckOutcome::Refused(refusal), events)
            }
            Some(refusal) => (CheckOutcome::Refused(refusal), Vec::new()),
            None => match self.record.state {
                OtpState::Accepted { .. } => (CheckOutcome::Repeated, Vec::new()),
                OtpState::Open => {
                    (CheckOutcome::Accepted, self.note(OtpHappening::Accepted { at: now }))
                }
            },
        }
    }
    fn refusal(&self, attempt: Attempt<'_>, now: DateTime<Utc>) -> Option<OtpError> {
        let record = &self.record;
        let left = record.policy.rules().attempts.saturating_sub(record.attempts);
        if record.phone != *attempt.phone {
            return Some(OtpError::PhoneMismatch);
        }
        if record.document.as_ref() != attempt.document {
            return Some(OtpError::DocumentMismatch);
        }
        match record.state {
            OtpState::Accepted { .. } => (!attempt.matches).then_some(OtpError::AlreadyUsed),
            OtpState::Open if left == 0 => Some(OtpError::AttemptsExceeded),
            OtpState::Open if now >= record.expires_at => Some(OtpError::Expired),
            OtpState::Open => {
                (!attempt.matches).then_some(OtpError::Wrong { left: left.saturating_sub(1) })
            }
        }
    }

    fn note(&mut self, happening: OtpHappening) -> Vec<OtpEvent> {
        self.evolve(&happening);
        let (challenge_guid, purpose) = (self.record.id, self.record.purpose);
        vec![OtpEvent { challenge_guid, purpose, happening }]
    }
    /// Applies what happened; cannot fail.
    pub(super) fn evolve(&mut self, happening: &OtpHappening) {
        let record = &mut self.record;
        match happening {
            OtpHappening::Issued => {}
            OtpHappening::Resent { code, at } => {
                record.code = code.clone();
                record.sent_at = *at;
                record.expires_at = later(*at, record.policy.lifetime());
                record.attempts = 0;
                record.resends = record.resends.saturating_add(1);
            }
            OtpHappening::AttemptFailed { .. } => {
                record.attempts = record.attempts.saturating_add(1);
                record.attempts_in_all = record.attempts_in_all.saturating_add(1);
            }
            OtpHappening::Accepted { at } => record.state = OtpState::Accepted { at: *at },
        }
    }
}

fn later(instant: DateTime<Utc>, by: TimeDelta) -> DateTime<Utc> {
    instant.checked_add_signed(by).unwrap_or(DateTime::<Utc>::MAX_UTC)
}

#[cfg(test)]
mod tests;
