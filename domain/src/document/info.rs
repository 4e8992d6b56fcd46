//! What is said about a document.

use super::{Document, DocumentEvent, DocumentId, DocumentInfoId};
use crate::customer::{AdditionalData, CustomerId};
use chrono::{DateTime, NaiveDate, Utc};

/// What a source says that a document says.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Statement {
    /// Series: text, leading zeros count.
    pub series: Option<String>,
    /// Number: text, leading zeros count.
    pub number: Option<String>,
    /// Who issued it.
    pub issuer: Option<String>,
    /// When it was issued.
    pub issue_date: Option<NaiveDate>,
    /// The last day it holds.
    pub expiration_date: Option<NaiveDate>,
    /// Free-form facts: `birthplace`, `authorityCode`, …
    pub additional_data: AdditionalData,
    /// Source of the statement: `CUSTOMER`, `APPLICATION`, …
    pub source_name: Option<String>,
    /// Identifier in that source.
    pub source_id: Option<String>,
}

/// The record of one statement. A document keeps all of them, the newest is in force.
#[derive(Debug, Clone, PartialEq)]
pub struct DocumentInfo {
    state: DocumentInfoState,
}

/// Everything a record is, for adapters and views.
#[derive(Debug, Clone, PartialEq)]
pub struct DocumentInfoState {
    /// Its guid.
    pub id: DocumentInfoId,
    /// Whose document it is about.
    pub customer: CustomerId,
    /// Which document it is about.
    pub document: DocumentId,
    /// What is said.
    pub statement: Statement,
    /// When it was recorded, UTC.
    pub created_at: DateTime<Utc>,
    /// When it was corrected, if it ever was, UTC.
    pub updated_at: Option<DateTime<Utc>>,
}

impl Statement {
    /// Whether both say the same series and number, and any number at all.
    #[must_use]
    pub fn is_of_the_same_document(&self, other: &Self) -> bool {
        self.number.is_some() && self.number == other.number && self.series == other.series
    }

    /// The statement with everything that the other one says in place of what this one says; what
    /// the other is silent about stays, of the free-form facts each by its name.
    #[must_use]
    pub fn corrected(&self, by: &Self) -> Self {
        let by = by.clone();
        let mut additional_data = self.additional_data.clone();
        additional_data.extend(by.additional_data);
        Self {
            series: by.series.or_else(|| self.series.clone()),
            number: by.number.or_else(|| self.number.clone()),
            issuer: by.issuer.or_else(|| self.issuer.clone()),
            issue_date: by.issue_date.or(self.issue_date),
            expiration_date: by.expiration_date.or(self.expiration_date),
            additional_data,
            source_name: by.source_name.or_else(|| self.source_name.clone()),
            source_id: by.source_id.or_else(|| self.source_id.clone()),
        }
    }
}

impl DocumentInfo {
    /// Records what was said about a document.
    #[must_use]
    pub fn add(
        id: DocumentInfoId,
        of: &Document,
        statement: Statement,
        now: DateTime<Utc>,
    ) -> (Self, Vec<DocumentEvent>) {
        let (document, customer) = (of.id(), of.state().customer);
        let (created_at, updated_at) = (now, None);
        let state = DocumentInfoState { id, customer, document, statement, created_at, updated_at };
        let event = DocumentEvent::InfoAdded {
            document_guid: document,
            customer_guid: customer,
            info_guid: id,
        };
        (Self { state }, vec![event])
    }

    /// For adapters only: takes what a store kept, and checks nothing.
    #[must_use]
    pub const fn restore(state: DocumentInfoState) -> Self {
        Self { state }
    }
    /// Everything it is.
    #[must_use]
    pub const fn state(&self) -> &DocumentInfoState {
        &self.state
    }
    /// Its guid.
    #[must_use]
    pub const fn id(&self) -> DocumentInfoId {
        self.state.id
    }

    /// Corrects what was said; the same again is no correction.
    pub fn correct(&mut self, statement: Statement, now: DateTime<Utc>) -> Vec<DocumentEvent> {
        if self.state.statement == statement {
            return Vec::new();
        }
        self.state.statement = statement;
        self.state.updated_at = Some(now);
        vec![DocumentEvent::InfoChanged {
            document_guid: self.state.document,
            customer_guid: self.state.customer,
            info_guid: self.state.id,
        }]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{DocumentStatus, tests::passport};
    use serde_json::json;
    use uuid::Uuid;

    fn facts(value: serde_json::Value) -> AdditionalData {
        serde_json::from_value(value).unwrap()
    }

    fn statement(number: &str) -> Statement {
        Statement {
            series: Some("3232".to_owned()),
            number: Some(number.to_owned()),
            additional_data: facts(json!({ "birthplace": "ГОР. КАРАГАНДА", "pages": 20 })),
            ..Statement::default()
        }
    }

    #[test]
    fn a_correction_keeps_what_it_is_silent_about() {
        let correction = Statement {
            issuer: Some("УФМС".to_owned()),
            additional_data: facts(json!({ "pages": 21 })),
            ..Statement::default()
        };
        let corrected = statement("000101").corrected(&correction);
        assert_eq!(corrected.number.as_deref(), Some("000101"));
        assert_eq!(corrected.issuer.as_deref(), Some("УФМС"));
        let expected = facts(json!({ "birthplace": "ГОР. КАРАГАНДА", "pages": 21 }));
        assert_eq!(corrected.additional_data, expected);
        assert_eq!(corrected.corrected(&Statement::default()), corrected);
    }

    #[test]
    fn a_correction_is_told_once() {
        let (id, at) = (DocumentId::new(Uuid::nil()), DateTime::UNIX_EPOCH);
        let customer = CustomerId::new(Uuid::nil());
        let document = Document::add(id, customer, &passport(), DocumentStatus::Valid, at).0;
        let id = DocumentInfoId::new(Uuid::nil());
        let (mut info, _) = DocumentInfo::add(id, &document, statement("1"), at);
        assert_eq!(info.correct(statement("1"), at), []);
        assert_eq!(info.state().updated_at, None);
        assert_eq!(info.correct(statement("2"), at).len(), 1);
        assert_eq!(info.state().statement, statement("2"));
    }

    #[test]
    fn statements_without_a_number_are_of_nobody_knows_which_document() {
        assert!(statement("1").is_of_the_same_document(&statement("1")));
        assert!(!statement("1").is_of_the_same_document(&statement("01")));
        let other_series = Statement { series: None, ..statement("1") };
        assert!(!statement("1").is_of_the_same_document(&other_series));
        assert!(!Statement::default().is_of_the_same_document(&Statement::default()));
    }
}
