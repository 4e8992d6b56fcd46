//! The application itself.

use super::{
    Happening, LoanApplicationError, LoanApplicationEvent, LoanApplicationId, Questionnaire, Stage,
    State, UploadedFile,
};
use crate::{customer::CustomerId, identity::AccountName};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::fmt;

/// What tells the same request from another: computed elsewhere, compared only.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Fingerprint(String);

impl Fingerprint {
    /// Wraps what was computed, or what a store kept.
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

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Fingerprint(…)")
    }
}

/// One application of one customer through one partner.
///
/// What the partner does ([`Self::select_offer`] and the like) and what the flow reports
/// ([`Self::approve`] and the like) are commands: they decide, and either refuse and change
/// nothing, or answer the events that they have already applied. No events mean that nothing was
/// left to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoanApplication {
    pub(super) record: LoanApplicationRecord,
}

/// Everything an application is, for adapters and views.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoanApplicationRecord {
    /// Its guid.
    pub id: LoanApplicationId,
    /// Through which partner.
    pub partner: AccountName,
    /// Fingerprint of the request that created it.
    pub request: Fingerprint,
    /// What was asked for.
    pub questionnaire: Questionnaire,
    /// When it was created, UTC.
    pub created_at: DateTime<Utc>,
    /// Whose it is, once the registry knows.
    pub customer: Option<CustomerId>,
    /// Where it stands.
    pub state: State,
    /// What the partner uploaded, oldest first.
    pub files: Vec<UploadedFile>,
}

/// What creating an application takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewLoanApplication {
    /// Its guid.
    pub id: LoanApplicationId,
    /// Through which partner.
    pub partner: AccountName,
    /// Fingerprint of the request's body.
    pub request: Fingerprint,
    /// What is asked for.
    pub questionnaire: Questionnaire,
}

impl LoanApplication {
    /// The most files that a partner may upload.
    pub const MAX_FILES: usize = 100;

    /// Creates an application.
    ///
    /// # Errors
    /// [`LoanApplicationError::QuestionnaireInvalid`] with every amount below zero. What merely
    /// does not suit is taken, and declined later.
    pub fn create(
        new: NewLoanApplication,
        now: DateTime<Utc>,
    ) -> Result<(Self, Vec<LoanApplicationEvent>), LoanApplicationError> {
        let NewLoanApplication { id, partner, request, questionnaire } = new;
        let faults = questionnaire.faults();
        if !faults.is_empty() {
            return Err(LoanApplicationError::QuestionnaireInvalid(faults));
        }
        let product_code = questionnaire.product_code.clone();
        let mut application = Self::restore(LoanApplicationRecord {
            id,
            partner,
            request,
            questionnaire,
            created_at: now,
            customer: None,
            state: State::Open(Stage::Checking),
            files: Vec::new(),
        });
        let events = application.note(Happening::Created { product_code });
        Ok((application, events))
    }

    /// For adapters only: takes what a store kept, and checks nothing.
    #[must_use]
    pub const fn restore(record: LoanApplicationRecord) -> Self {
        Self { record }
    }
    /// Everything it is.
    #[must_use]
    pub const fn record(&self) -> &LoanApplicationRecord {
        &self.record
    }
    /// Its guid.
    #[must_use]
    pub const fn id(&self) -> LoanApplicationId {
        self.record.id
    }
    /// Where it stands.
    #[must_use]
    pub const fn state(&self) -> &State {
        &self.record.state
    }
    /// Whether a request to create an application is the one that created this: the same partner
    /// and the same body. Then this is its answer; otherwise the guid is taken.
    #[must_use]
    pub fn is_answer_to(&self, partner: &AccountName, request: &Fingerprint) -> bool {
        self.record.partner == *partner && self.record.request == *request
    }

    /// Applies what was decided, and tells it.
    pub(super) fn note(&mut self, happening: Happening) -> Vec<LoanApplicationEvent> {
        self.evolve(&happening);
        vec![LoanApplicationEvent {
            application_guid: self.record.id,
            customer_guid: self.record.customer,
            partner: self.record.partner.clone(),
            happening,
        }]
    }
    /// Applies what happened; cannot fail.
    pub(super) fn evolve(&mut self, happening: &Happening) {
        if let Happening::CustomerAttached { customer } = happening {
            self.record.customer = Some(*customer);
        }
        if let Happening::FileUploaded { file } = happening {
            self.record.files.push(file.clone());
        }
        if let Some(next) = self.record.state.next(happening) {
            self.record.state = next;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Coded, DomainEvent, Money, loan_application::fixture};

    #[test]
    fn a_fresh_application_is_checked_and_told_without_personal_data() {
        let (application, events) =
            LoanApplication::create(fixture::new(), fixture::instant("2026-11-22T09:00:00Z"))
                .unwrap();
        assert_eq!(application.state(), &State::Open(Stage::Checking));
        let [event] = &events[..] else { panic!("{events:?}") };
        assert_eq!(event.name(), "kredo.loan-application.created.v1");
        assert_eq!(event.subject(), application.id().to_string());
        let expected = serde_json::json!({
            "applicationGuid": application.id(),
            "customerGuid": null,
            "partner": "demo-shop",
            "productCode": "1800",
        });
        assert_eq!(serde_json::to_value(event).unwrap(), expected);
    }

    #[test]
    fn amounts_below_zero_create_nothing() {
        let mut new = fixture::new();
        new.questionnaire.down_payment = Money::kopecks(-1);
        let refusal = LoanApplication::create(new, DateTime::UNIX_EPOCH).unwrap_err();
        assert_eq!(refusal.code().name(), "QUESTIONNAIRE_INVALID");
        assert_eq!(refusal.fields()[0].path, "down_payment");
    }

    #[test]
    fn only_the_same_partner_with_the_same_body_gets_the_same_application() {
        let new = fixture::new();
        let (partner, request) = (new.partner.clone(), new.request.clone());
        let (application, _) = LoanApplication::create(new, DateTime::UNIX_EPOCH).unwrap();
        assert!(application.is_answer_to(&partner, &request));
        assert!(!application.is_answer_to(&partner, &Fingerprint::new("other".to_owned())));
        assert!(!application.is_answer_to(&AccountName::restore("other".to_owned()), &request));
    }

    #[test]
    fn a_fingerprint_never_shows_in_debug_output() {
        let application = fixture::application();
        assert!(!format!("{application:?}").contains("create-body"), "{application:?}");
    }
}
