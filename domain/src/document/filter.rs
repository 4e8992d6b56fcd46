//! What documents are looked for by.

use super::{Document, DocumentTypeName, Statement};

/// What somebody said of a document that is looked for. Every statement counts, not only the one in
/// force: people come with an old passport.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentFilter {
    /// What kind of document; any where not said.
    pub type_name: Option<DocumentTypeName>,
    /// Its series, whole; any where not said.
    pub series: Option<String>,
    /// Its number, whole; leading zeros count.
    pub number: String,
}

/// Digits of the series of a passport of the Russian Federation, and of its number.
const PASSPORT_DIGITS: (usize, usize) = (4, 6);

impl DocumentFilter {
    /// A taxpayer number (ИНН).
    #[must_use]
    pub fn inn(text: &str) -> Self {
        let type_name = Some(DocumentTypeName::new("INN"));
        Self { type_name, series: None, number: text.trim().to_owned() }
    }

    /// A passport by its number, or by series and number as people write them: `3232 672672`,
    /// `32 32 672672`, `3232672672`.
    #[must_use]
    pub fn passport(text: &str) -> Self {
        let type_name = Some(DocumentTypeName::new("PASSPORT"));
        let joined: String = text.chars().filter(|c| !c.is_whitespace() && *c != '№').collect();
        let (series, number) = PASSPORT_DIGITS;
        let is_both =
            joined.len() == series + number && joined.bytes().all(|byte| byte.is_ascii_digit());
        match joined.split_at_checked(series) {
            Some((series, number)) if is_both => {
                Self { type_name, series: Some(series.to_owned()), number: number.to_owned() }
            }
            _ => Self { type_name, series: None, number: joined },
        }
    }

    /// Whether the document is of that kind.
    #[must_use]
    pub fn admits(&self, document: &Document) -> bool {
        self.type_name.as_ref().is_none_or(|wanted| *wanted == document.state().type_name)
    }

    /// Whether that says it.
    #[must_use]
    pub fn is_said_by(&self, statement: &Statement) -> bool {
        (self.series.is_none() || self.series == statement.series)
            && statement.number.as_ref() == Some(&self.number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        customer::CustomerId,
        document::{DocumentId, DocumentStatus, tests::passport},
    };
    use chrono::DateTime;
    use uuid::Uuid;

    #[test]
    fn a_passport_is_named_by_its_number_or_with_the_series() {
        let both = (Some("3232"), "000101");
        for (text, (series, number)) in [
            ("000101", (None, "000101")),
            (" 3232 000101 ", both),
            ("32 32 № 000101", both),
            ("3232000101", both),
            ("32A2000101", (None, "32A2000101")),
            ("тест123456", (None, "тест123456")),
        ] {
            let filter = DocumentFilter::passport(text);
            assert_eq!((filter.series.as_deref(), filter.number.as_str()), (series, number));
        }
    }

    #[test]
    fn every_part_that_is_said_must_be_so() {
        let (id, at) = (DocumentId::new(Uuid::nil()), DateTime::UNIX_EPOCH);
        let customer = CustomerId::new(Uuid::nil());
        let document = Document::add(id, customer, &passport(), DocumentStatus::Valid, at).0;
        let said = Statement {
            series: Some("3232".to_owned()),
            number: Some("000101".to_owned()),
            ..Statement::default()
        };
        let sought = DocumentFilter::passport("3232 000101");
        assert!(sought.admits(&document) && sought.is_said_by(&said));
        let any = DocumentFilter { type_name: None, series: None, ..sought.clone() };
        assert!(any.admits(&document) && any.is_said_by(&said));
        assert!(!DocumentFilter::inn("000101").admits(&document));
        for other in ["3233 000101", "101"].map(DocumentFilter::passport) {
            assert!(!other.is_said_by(&said), "{other:?}");
        }
        assert!(!sought.is_said_by(&Statement::default()));
    }
}
