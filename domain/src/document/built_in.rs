//! The document types that come with the program.

use super::{
    AttributeFacts, AttributeKind, AttributeName, AttributeRules, DocumentCategory, DocumentError,
    DocumentType, DocumentTypeFacts, DocumentTypeName, Pattern, ValidationMethod,
};
use crate::customer::AdditionalData;
use serde::Deserialize;

/// A type of document that comes with the program, and what it asks for.
#[derive(Debug, Clone, PartialEq)]
pub struct BuiltInDocumentType {
    /// The type.
    pub document_type: DocumentTypeFacts,
    /// What it asks for.
    pub attributes: Vec<AttributeFacts>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct TypeInFile {
    name: DocumentTypeName,
    category: DocumentCategory,
    validation_method: Option<ValidationMethod>,
    attributes: Vec<AttributeInFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AttributeInFile {
    name: AttributeName,
    description: String,
    kind: AttributeKind,
    #[serde(default)]
    required: bool,
    min: Option<String>,
    max: Option<String>,
    regex: Option<Pattern>,
}

impl BuiltInDocumentType {
    /// All of them.
    ///
    /// # Errors
    /// [`DocumentError::Unreadable`] when the built-in table is damaged.
    pub fn all() -> Result<Vec<Self>, DocumentError> {
        let file: Vec<TypeInFile> = serde_json::from_str(include_str!("built_in.json"))
            .map_err(|fault| DocumentError::Unreadable(fault.to_string()))?;
        file.into_iter().map(Self::try_from).collect()
    }
}

impl TryFrom<TypeInFile> for BuiltInDocumentType {
    type Error = DocumentError;

    fn try_from(file: TypeInFile) -> Result<Self, DocumentError> {
        let TypeInFile { name, category, validation_method, attributes } = file;
        let (is_asked_for, additional_data) = (true, AdditionalData::new());
        let document_type =
            DocumentTypeFacts { name, category, validation_method, is_asked_for, additional_data };
        let id = DocumentType::built_in_id(&document_type);
        let attribute = |attribute: AttributeInFile| {
            let AttributeInFile { name, description, kind, required, min, max, regex } = attribute;
            let rules = AttributeRules { min, max, regex, ..AttributeRules::any(kind, required) };
            AttributeFacts::try_new(id, name, description, rules)
        };
        let attributes = attributes.into_iter().map(attribute).collect::<Result<_, _>>()?;
        Ok(Self { document_type, attributes })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        directory::Facts,
        document::{DocumentForm, Statement, tests::in_use},
    };
    use serde_json::json;
    use std::collections::BTreeSet;

    fn form(name: &str) -> DocumentForm {
        let all = BuiltInDocumentType::all().unwrap();
        let found = all.into_iter().find(|known| known.document_type.key() == name).unwrap();
        let attributes: Vec<_> = found.attributes.into_iter().map(in_use).collect();
        DocumentForm::of(in_use(found.document_type), &attributes)
    }

    #[test]
    fn every_name_is_there_once() {
        let all = BuiltInDocumentType::all().unwrap();
        let names: BTreeSet<_> = all.iter().map(|known| known.document_type.key()).collect();
        assert_eq!(names.len(), all.len());
        for known in &all {
            let names: BTreeSet<_> = known.attributes.iter().map(Facts::key).collect();
            assert_eq!(names.len(), known.attributes.len(), "{known:?}");
        }
    }

    #[test]
    fn the_manuals_passport_and_snils_hold_and_its_inn_does_not() {
        let passport = Statement {
            series: Some("3232".to_owned()),
            number: Some("672672".to_owned()),
            issue_date: "2010-10-10".parse().ok(),
            additional_data: serde_json::from_value(
                json!({ "birthplace": "ГОР. КАРАГАНДА", "authorityCode": "420-018" }),
            )
            .unwrap(),
            ..Statement::default()
        };
        assert_eq!(form("PASSPORT").faults(&passport, "info"), []);
        let number =
            |number: &str| Statement { number: Some(number.to_owned()), ..Statement::default() };
        assert_eq!(form("SNILS").faults(&number("08336732477"), "info"), []);
        let places = |form: DocumentForm, number| {
            let faults = form.faults(&number, "info");
            faults.into_iter().map(|fault| fault.path).collect::<Vec<_>>()
        };
        assert_eq!(places(form("INN"), number("7743013902")), ["info.number"]);
        assert_eq!(places(form("PASSPORT"), number("000100")), ["info.number", "info.series"]);
    }
}
