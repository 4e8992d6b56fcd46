//! One statement of one customer.

use super::{ConsentError, ConsentId};
use crate::{
    DomainEvent,
    customer::CustomerId,
    loan_application::{DocumentHash, LoanApplicationId},
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// `PERSONAL_DATA`, or another word: the set is open, compared without regard to case.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ConsentKind(String);

impl ConsentKind {
    /// Reads a word.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self(text.trim().to_uppercase())
    }
    /// To the processing of personal data (152-FZ art. 9).
    #[must_use]
    pub fn personal_data() -> Self {
        Self::new("PERSONAL_DATA")
    }
    /// To requests for the credit history (218-FZ art. 6).
    #[must_use]
    pub fn credit_history() -> Self {
        Self::new("CREDIT_HISTORY")
    }
    /// To signing with a simple electronic signature (63-FZ art. 9).
    #[must_use]
    pub fn electronic_signature() -> Self {
        Self::new("ELECTRONIC_SIGNATURE")
    }
    /// To advertising (38-FZ art. 18).
    #[must_use]
    pub fn advertising() -> Self {
        Self::new("ADVERTISING")
    }
    /// In capitals.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The words that a customer answered to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsentText {
    /// The heading, as it was shown.
    pub title: String,
    /// The lender's name for this edition of the text.
    pub version: String,
    /// The text, as it was shown.
    pub wording: String,
}

/// A customer's answer to a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsentStatement {
    /// What it is about.
    pub kind: ConsentKind,
    /// What was asked.
    pub text: ConsentText,
    /// Whether the customer agreed.
    pub given: bool,
    /// The hash of the document that names the consent, where one does.
    pub document: Option<DocumentHash>,
}

/// A statement that was recorded. Never changes: it is evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consent {
    state: ConsentState,
}

/// Everything a consent is, for adapters and views.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsentState {
    /// Its guid.
    pub id: ConsentId,
    /// Who stated it.
    pub customer: CustomerId,
    /// For which application, if for one; an application has one of a kind.
    pub application: Option<LoanApplicationId>,
    /// What was stated.
    pub statement: ConsentStatement,
    /// When, business time, UTC.
    pub at: DateTime<Utc>,
}

/// What happened to a consent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase", untagged)]
pub enum ConsentEvent {
    /// A statement was recorded.
    #[serde(rename_all = "camelCase")]
    Recorded {
        /// Which consent.
        consent_guid: ConsentId,
        /// Whose.
        customer_guid: CustomerId,
        /// For which application.
        application_guid: Option<LoanApplicationId>,
        /// What it is about.
        kind: ConsentKind,
        /// Whether the customer agreed.
        given: bool,
    },
}

impl DomainEvent for ConsentEvent {
    fn name(&self) -> &'static str {
        match self {
            Self::Recorded { .. } => "kredo.consent.recorded.v1",
        }
    }
    fn subject(&self) -> String {
        match self {
            Self::Recorded { consent_guid, .. } => consent_guid.to_string(),
        }
    }
}

impl Consent {
    /// Records a statement.
    #[must_use]
    pub fn record(state: ConsentState) -> (Self, Vec<ConsentEvent>) {
        let event = ConsentEvent::Recorded {
            consent_guid: state.id,
            customer_guid: state.customer,
            application_guid: state.application,
            kind: state.statement.kind.clone(),
            given: state.statement.given,
        };
        (Self { state }, vec![event])
    }
    /// For adapters only: takes what a store kept, and checks nothing.
    #[must_use]
    pub const fn restore(state: ConsentState) -> Self {
        Self { state }
    }
    /// Everything it is.
    #[must_use]
    pub const fn state(&self) -> &ConsentState {
        &self.state
    }
    /// Its guid.
    #[must_use]
    pub const fn id(&self) -> ConsentId {
        self.state.id
    }

    /// Finds a statement among those of the customer, oldest first: for an application the one of
    /// its kind; else the last of its kind on whatever occasion, if it was stated for none and says
    /// the same, since people change their minds.
    ///
    /// # Errors
    /// [`ConsentError::Contradicts`] when something else was stated for the application.
    pub fn find<'a>(
        known: impl IntoIterator<Item = &'a Self>,
        application: Option<LoanApplicationId>,
        statement: &ConsentStatement,
    ) -> Result<Option<&'a Self>, ConsentError> {
        let of_kind = known.into_iter().filter(|consent| {
            let state = &consent.state;
            let on_occasion = application.is_none() || state.application == application;
            on_occasion && state.statement.kind == statement.kind
        });
        let is_this = |last: &Self| {
            last.state.application == application && last.state.statement == *statement
        };
        match of_kind.last() {
            Some(last) if is_this(last) => Ok(Some(last)),
            Some(_) if application.is_some() => Err(ConsentError::Contradicts),
            _ => Ok(None),
        }
    }

    /// Those of a customer's consents that are in force, of all that were ever stated, oldest first:
    /// the last of each kind, on whatever occasion, where it agrees.
    #[must_use]
    pub fn in_force<'a>(known: impl IntoIterator<Item = &'a Self>) -> BTreeSet<ConsentId> {
        let mut last = BTreeMap::new();
        for Self { state } in known {
            last.insert(&state.statement.kind, state);
        }
        let given = last.into_values().filter(|state| state.statement.given);
        given.map(|state| state.id).collect()
    }

    /// What a customer states who withdraws what it agreed to, of all that were ever stated, oldest
    /// first (152-FZ art. 9 part 2): that it does not agree to the words it agreed to last. `None`
    /// where it does not agree already.
    ///
    /// # Errors
    /// [`ConsentError::NotFound`] when nothing of the kind was ever stated.
    pub fn withdrawal<'a>(
        known: impl IntoIterator<Item = &'a Self>,
        kind: &ConsentKind,
    ) -> Result<Option<ConsentStatement>, ConsentError> {
        let of_kind = known.into_iter().filter(|consent| consent.state.statement.kind == *kind);
        let last = &of_kind.last().ok_or(ConsentError::NotFound)?.state.statement;
        let withdrawn = || ConsentStatement { given: false, document: None, ..last.clone() };
        Ok(last.given.then(withdrawn))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    const APPLICATION: Option<LoanApplicationId> = Some(LoanApplicationId::new(Uuid::from_u128(7)));

    fn statement(kind: ConsentKind, given: bool) -> ConsentStatement {
        let text = ConsentText {
            title: "Согласие".to_owned(),
            version: "1".to_owned(),
            wording: "Я согласен".to_owned(),
        };
        ConsentStatement { kind, text, given, document: None }
    }
    fn recorded(
        n: u128,
        application: Option<LoanApplicationId>,
        statement: ConsentStatement,
    ) -> Consent {
        let (id, customer) = (ConsentId::new(Uuid::from_u128(n)), CustomerId::new(Uuid::nil()));
        let at = DateTime::UNIX_EPOCH;
        Consent::record(ConsentState { id, customer, application, statement, at }).0
    }

    #[test]
    fn the_same_statement_is_found_and_not_recorded_again() {
        let stated = statement(ConsentKind::personal_data(), true);
        let known = [recorded(1, APPLICATION, stated.clone())];
        assert_eq!(Consent::find(&known, APPLICATION, &stated), Ok(Some(&known[0])));
        assert_eq!(Consent::find(&known, None, &stated), Ok(None), "another occasion");
        let other = statement(ConsentKind::new(" advertising"), true);
        assert_eq!(Consent::find(&known, APPLICATION, &other), Ok(None), "another kind");
    }

    #[test]
    fn for_one_application_nothing_else_is_stated_afterwards() {
        let stated = statement(ConsentKind::advertising(), true);
        let known = [recorded(1, APPLICATION, stated.clone())];
        let mut text = stated.clone();
        text.text.version = "2".to_owned();
        let document = Some(DocumentHash::new("ab".to_owned()));
        for other in [
            ConsentStatement { given: false, ..stated.clone() },
            ConsentStatement { document, ..stated },
            text,
        ] {
            let refused = Consent::find(&known, APPLICATION, &other);
            assert_eq!(refused, Err(ConsentError::Contradicts));
        }
    }

    #[test]
    fn without_an_application_minds_may_change_back_and_forth() {
        let (yes, no) = (
            statement(ConsentKind::advertising(), true),
            statement(ConsentKind::advertising(), false),
        );
        let known = [recorded(1, None, yes.clone()), recorded(2, None, no.clone())];
        assert_eq!(Consent::find(&known, None, &no), Ok(Some(&known[1])));
        assert_eq!(Consent::find(&known, None, &yes), Ok(None), "stated anew");
        let signed = recorded(3, APPLICATION, yes.clone());
        let known = [&known[..], &[signed]].concat();
        assert_eq!(Consent::find(&known, None, &no), Ok(None), "agreed since, with a signature");
        assert_eq!(Consent::find(&known, None, &yes), Ok(None), "another occasion");
    }

    #[test]
    fn the_last_word_of_a_kind_is_in_force() {
        let said = |n, application, kind, given| recorded(n, application, statement(kind, given));
        let known = [
            said(1, APPLICATION, ConsentKind::personal_data(), true),
            said(2, APPLICATION, ConsentKind::advertising(), true),
            said(3, None, ConsentKind::advertising(), false),
            said(4, None, ConsentKind::credit_history(), false),
            said(5, APPLICATION, ConsentKind::credit_history(), true),
        ];
        let expected = [1, 5].map(|n| ConsentId::new(Uuid::from_u128(n)));
        assert_eq!(Consent::in_force(&known), BTreeSet::from(expected));
        assert_eq!(Consent::in_force(&known[..2]).len(), 2);
        assert_eq!(Consent::in_force([]), BTreeSet::new());
    }

    #[test]
    fn what_was_agreed_to_is_withdrawn_in_the_same_words_and_once() {
        let mut agreed = statement(ConsentKind::advertising(), true);
        agreed.document = Some(DocumentHash::new("ab".to_owned()));
        let known = [recorded(1, APPLICATION, agreed.clone())];
        let kind = ConsentKind::advertising();
        let expected = ConsentStatement { given: false, document: None, ..agreed };
        assert_eq!(Consent::withdrawal(&known, &kind), Ok(Some(expected.clone())));
        let known = [&known[..], &[recorded(2, None, expected)]].concat();
        assert_eq!(Consent::withdrawal(&known, &kind), Ok(None), "already");
        let other = ConsentKind::personal_data();
        assert_eq!(Consent::withdrawal(&known, &other), Err(ConsentError::NotFound));
    }

    #[test]
    fn the_event_tells_nothing_of_the_words() {
        let state = recorded(1, None, statement(ConsentKind::advertising(), true)).state;
        let told = serde_json::to_string(&Consent::record(state).1).unwrap();
        assert!(told.contains("ADVERTISING") && !told.contains("Соглас"), "{told}");
    }
}
