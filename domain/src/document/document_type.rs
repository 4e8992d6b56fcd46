//! The directory of document types.

use super::{DocumentCategory, DocumentError, DocumentTypeName, ValidationMethod};
use crate::{
    Amend,
    customer::AdditionalData,
    directory::{Entry, Facts},
};
use serde::{Deserialize, Serialize};

/// A type of document, such as the passport.
pub type DocumentType = Entry<DocumentTypeFacts>;

/// What is said of a type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DocumentTypeFacts {
    /// Its name, unique.
    pub name: DocumentTypeName,
    /// What kind of thing it is.
    pub category: DocumentCategory,
    /// How the number of such a document is checked.
    pub validation_method: Option<ValidationMethod>,
    /// Whether customers are to be asked for it now. Such documents are taken either way.
    pub is_asked_for: bool,
    /// What else describes the type.
    pub additional_data: AdditionalData,
}

/// What changes of a type.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DocumentTypeChange {
    /// Its name.
    pub name: Option<DocumentTypeName>,
    /// What kind of thing it is.
    pub category: Option<DocumentCategory>,
    /// How the number is checked.
    pub validation_method: Amend<ValidationMethod>,
    /// Whether customers are to be asked for it now.
    pub is_asked_for: Option<bool>,
    /// What else describes the type, in place of what was known.
    pub additional_data: Option<AdditionalData>,
}

impl Facts for DocumentTypeFacts {
    const NAME: &'static str = "document type";
    const EVENTS: [&'static str; 2] =
        ["kredo.document-type.added.v1", "kredo.document-type.changed.v1"];
    type Change = DocumentTypeChange;
    type Refusal = DocumentError;

    fn key(&self) -> String {
        self.name.as_str().to_owned()
    }
    fn changed(&self, change: &DocumentTypeChange) -> Result<Self, DocumentError> {
        let DocumentTypeChange { name, category, validation_method, is_asked_for, additional_data } =
            change.clone();
        Ok(Self {
            name: name.unwrap_or_else(|| self.name.clone()),
            category: category.unwrap_or_else(|| self.category.clone()),
            validation_method: validation_method.apply(self.validation_method),
            is_asked_for: is_asked_for.unwrap_or(self.is_asked_for),
            additional_data: additional_data.unwrap_or_else(|| self.additional_data.clone()),
        })
    }
    fn missing() -> DocumentError {
        DocumentError::TypeNotFound
    }
    fn taken() -> DocumentError {
        DocumentError::TypeNameTaken
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_out_stays_and_a_method_can_be_taken_off() {
        let facts = DocumentTypeFacts {
            name: DocumentTypeName::new("SNILS"),
            category: DocumentCategory::new("identity"),
            validation_method: Some(ValidationMethod::CheckSnilsSumm),
            is_asked_for: true,
            additional_data: AdditionalData::new(),
        };
        assert_eq!(facts.changed(&DocumentTypeChange::default()).unwrap(), facts);
        let change = DocumentTypeChange {
            validation_method: Amend::Clear,
            is_asked_for: Some(false),
            ..DocumentTypeChange::default()
        };
        let changed = facts.changed(&change).unwrap();
        assert_eq!((changed.validation_method, changed.is_asked_for), (None, false));
        assert_eq!((changed.name, changed.category), (facts.name, facts.category));
    }
}
