//! A type of document with everything it asks for.

use super::{
    AttributeName, DocumentAttribute, DocumentError, DocumentStatus, DocumentType, Statement,
};
use crate::FieldFault;
use serde_json::Value;

/// A type of document with what it asks for, which statements are held against.
#[derive(Debug, Clone, PartialEq)]
pub struct DocumentForm {
    /// The type.
    pub document_type: DocumentType,
    /// What it asks for, in the order of the names.
    pub attributes: Vec<DocumentAttribute>,
}

impl DocumentForm {
    /// The type with those of the attributes that are its own.
    #[must_use]
    pub fn of(document_type: DocumentType, all: &[DocumentAttribute]) -> Self {
        let own =
            |attribute: &&DocumentAttribute| attribute.facts().document_type == document_type.id();
        let mut attributes: Vec<_> = all.iter().filter(own).cloned().collect();
        attributes.sort_by_key(|attribute| attribute.facts().name.key());
        Self { document_type, attributes }
    }

    /// How a document is kept that somebody states and nobody has checked: what is not as the type
    /// asks for is kept too, as not valid.
    #[must_use]
    pub fn status_of_stated(&self, statement: &Statement) -> DocumentStatus {
        if self.faults(statement, "").is_empty() {
            DocumentStatus::NotChecked
        } else {
            DocumentStatus::NotValid
        }
    }

    /// Everything in a statement that is not as the type asks for, by the attributes that are in
    /// use. `place` is where the statement stands in its request.
    #[must_use]
    pub fn faults(&self, statement: &Statement, place: &str) -> Vec<FieldFault> {
        let mut faults = Vec::new();
        let in_use = self.attributes.iter().filter(|attribute| attribute.is_active());
        for attribute in in_use.map(DocumentAttribute::facts) {
            let (path, value) = value(statement, &attribute.name);
            let violations = attribute.rules.violations(value.as_ref());
            let at = |message| FieldFault::new(format!("{place}.{path}"), message);
            faults.extend(violations.into_iter().map(at));
        }
        let method = self.document_type.facts().validation_method;
        if let (Some(method), Some(number)) = (method, &statement.number)
            && let Err(fault) = method.check(number)
        {
            faults.push(FieldFault::new(format!("{place}.number"), fault.to_string()));
        }
        faults
    }

    /// Nothing if the statement is as the type asks for.
    ///
    /// # Errors
    /// [`DocumentError::Invalid`]: everything that is not.
    pub fn check(&self, statement: &Statement, place: &str) -> Result<(), DocumentError> {
        let faults = self.faults(statement, place);
        if faults.is_empty() { Ok(()) } else { Err(DocumentError::Invalid(faults)) }
    }
}

/// Where the value of an attribute stands in a statement, and the value. The names that are common
/// to many documents have fields of their own, the others are free-form facts.
fn value(statement: &Statement, name: &AttributeName) -> (String, Option<Value>) {
    let text = |text: &Option<String>| text.clone().map(Value::from);
    let date = |date: Option<chrono::NaiveDate>| date.map(|date| date.to_string().into());
    let (field, value) = match name.key().as_str() {
        "series" => ("series", text(&statement.series)),
        "number" => ("number", text(&statement.number)),
        "issuer" => ("issuer", text(&statement.issuer)),
        "issue_date" => ("issueDate", date(statement.issue_date)),
        "expiration_date" => ("expirationDate", date(statement.expiration_date)),
        _ => {
            let fact = statement.additional_data.get(name.as_str()).cloned();
            return (format!("additionalData.{}", name.as_str()), fact);
        }
    };
    (field.to_owned(), value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        directory::{Entry, EntryState, EntryStatus},
        document::{
            AttributeFacts, AttributeKind, AttributeRules, Pattern, ValidationMethod,
            tests::passport,
        },
    };
    use chrono::DateTime;
    use serde_json::json;
    use uuid::Uuid;

    fn attribute(n: u128, name: &str, rules: AttributeRules) -> DocumentAttribute {
        let name = AttributeName::new(name);
        let facts = AttributeFacts::try_new(passport().id(), name, String::new(), rules).unwrap();
        Entry::restore(EntryState {
            id: crate::Id::new(Uuid::from_u128(n)),
            facts,
            status: EntryStatus::Active,
            created_at: DateTime::UNIX_EPOCH,
            updated_at: None,
        })
    }

    fn form() -> DocumentForm {
        let regex = |text: &str| Some(Pattern::new(text.to_owned()));
        let of = AttributeRules::any;
        let all = [
            attribute(
                1,
                "number",
                AttributeRules { regex: regex(r"\d{6}"), ..of(AttributeKind::Int, true) },
            ),
            attribute(
                2,
                "Issue_Date",
                AttributeRules {
                    min: Some("1992-01-01".to_owned()),
                    ..of(AttributeKind::Date, true)
                },
            ),
            attribute(
                3,
                "authorityCode",
                AttributeRules { regex: regex(r"\d{3}-\d{3}"), ..of(AttributeKind::Text, true) },
            ),
            attribute(4, "email", of(AttributeKind::Email, false)),
        ];
        DocumentForm::of(passport(), &all)
    }

    fn statement() -> Statement {
        Statement {
            number: Some("000101".to_owned()),
            issue_date: "2010-10-10".parse().ok(),
            additional_data: serde_json::from_value(json!({ "authorityCode": "420-018" })).unwrap(),
            ..Statement::default()
        }
    }

    fn places(form: &DocumentForm, statement: &Statement) -> Vec<String> {
        form.faults(statement, "info").into_iter().map(|fault| fault.path).collect()
    }

    #[test]
    fn every_violation_is_told_at_once_where_it_stands() {
        assert_eq!(form().check(&statement(), "info"), Ok(()));
        let wrong = Statement {
            number: Some("10x".to_owned()),
            issue_date: "1990-01-01".parse().ok(),
            additional_data: serde_json::from_value(json!({ "email": "nobody" })).unwrap(),
            ..Statement::default()
        };
        let expected = [
            "info.additionalData.authorityCode",
            "info.additionalData.email",
            "info.issueDate",
            "info.number",
        ];
        assert_eq!(places(&form(), &wrong), expected);
        let refused = form().check(&wrong, "info");
        assert!(matches!(refused, Err(DocumentError::Invalid(faults)) if faults.len() == 4));
        assert_eq!(
            places(&form(), &Statement::default()),
            ["info.additionalData.authorityCode", "info.issueDate", "info.number"]
        );
    }

    #[test]
    fn an_attribute_out_of_use_asks_for_nothing() {
        let mut form = form();
        for attribute in &mut form.attributes {
            let mut state = attribute.state().clone();
            state.status = EntryStatus::Inactive;
            *attribute = Entry::restore(state);
        }
        assert_eq!(places(&form, &Statement::default()), [""; 0]);
    }

    #[test]
    fn the_types_method_checks_the_number_if_there_is_one() {
        let mut form = form();
        let mut state = form.document_type.state().clone();
        state.facts.validation_method = Some(ValidationMethod::CheckLuhn);
        form.document_type = Entry::restore(state);
        assert_eq!(places(&form, &statement()), ["info.number"]);
        form.attributes.clear();
        assert_eq!(places(&form, &Statement::default()), [""; 0]);
    }

    #[test]
    fn other_types_attributes_are_none_of_its() {
        let mut state =
            attribute(1, "number", AttributeRules::any(AttributeKind::Int, true)).state().clone();
        state.facts.document_type = crate::Id::new(Uuid::from_u128(99));
        let form = DocumentForm::of(passport(), &[Entry::restore(state)]);
        assert_eq!(form.attributes, []);
    }
}
