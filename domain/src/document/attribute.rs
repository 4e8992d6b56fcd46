//! The directory of what document types ask for.

mod kind;
mod pattern;
mod rules;

pub use kind::AttributeKind;
pub use pattern::Pattern;
pub use rules::AttributeRules;

use super::{AttributeName, DocumentError, DocumentTypeId};
use crate::{
    Amend, FieldFault,
    directory::{Entry, Facts},
};
use serde::{Deserialize, Serialize};

/// Something that a type of document asks for, such as the number of a passport.
pub type DocumentAttribute = Entry<AttributeFacts>;

/// What is said of an attribute. Its rules fit together: it is made by [`AttributeFacts::try_new`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AttributeFacts {
    /// The type that asks for it.
    pub document_type: DocumentTypeId,
    /// Its name, unique among those of its type.
    pub name: AttributeName,
    /// What people call it: `Номер паспорта`.
    pub description: String,
    /// What its values must be.
    pub rules: AttributeRules,
}

/// What changes of an attribute.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AttributeChange {
    /// Its name.
    pub name: Option<AttributeName>,
    /// What people call it.
    pub description: Option<String>,
    /// Whether a document must have it.
    pub required: Option<bool>,
    /// What kind of value it is.
    pub kind: Option<AttributeKind>,
    /// The least value.
    pub min: Amend<String>,
    /// The greatest value.
    pub max: Amend<String>,
    /// The values of a small directory.
    pub range: Amend<Vec<String>>,
    /// Whether a value must be outside of that directory.
    pub inverted: Option<bool>,
    /// The regular expression that a value as a whole must match.
    pub regex: Amend<String>,
}

impl AttributeFacts {
    /// An attribute of a type.
    ///
    /// # Errors
    /// [`DocumentError::AttributeInvalid`]: everything in its rules that does not fit together.
    pub fn try_new(
        document_type: DocumentTypeId,
        name: AttributeName,
        description: String,
        rules: AttributeRules,
    ) -> Result<Self, DocumentError> {
        let mut faults = rules.faults();
        if name.as_str().is_empty() {
            faults.push(FieldFault::new("name", "is empty"));
        }
        if faults.is_empty() {
            Ok(Self { document_type, name, description, rules })
        } else {
            Err(DocumentError::AttributeInvalid(faults))
        }
    }

    /// The key of the attribute of that name of that type.
    #[must_use]
    pub fn key_of(document_type: DocumentTypeId, name: &AttributeName) -> String {
        format!("{document_type}\n{}", name.key())
    }
}

impl Facts for AttributeFacts {
    const NAME: &'static str = "document attribute";
    const EVENTS: [&'static str; 2] =
        ["kredo.document-attribute.added.v1", "kredo.document-attribute.changed.v1"];
    type Change = AttributeChange;
    type Refusal = DocumentError;

    fn key(&self) -> String {
        Self::key_of(self.document_type, &self.name)
    }
    fn changed(&self, change: &AttributeChange) -> Result<Self, DocumentError> {
        let AttributeChange { name, description, .. } = change.clone();
        let name = name.unwrap_or_else(|| self.name.clone());
        let description = description.unwrap_or_else(|| self.description.clone());
        Self::try_new(self.document_type, name, description, self.rules.changed(change))
    }
    fn missing() -> DocumentError {
        DocumentError::AttributeNotFound
    }
    fn taken() -> DocumentError {
        DocumentError::AttributeNameTaken
    }
}
