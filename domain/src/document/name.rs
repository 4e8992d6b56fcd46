//! Names of document types and of what they ask for.

use serde::{Deserialize, Serialize};

/// Name of a document type: `PASSPORT`, `INN`, `SNILS`. Written in any case, kept in capitals.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(from = "String")]
pub struct DocumentTypeName(String);

impl DocumentTypeName {
    /// Reads a name.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self(text.trim().to_uppercase())
    }
    /// In capitals.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<String> for DocumentTypeName {
    fn from(text: String) -> Self {
        Self::new(&text)
    }
}

/// Category of a document type: `IDENTITY`, `SELFIE`, `FINANCIAL_DOCS`; an open set. In capitals;
/// the manual's misspelt `finansical_docs` is read as the last.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(from = "String")]
pub struct DocumentCategory(String);

impl DocumentCategory {
    /// Reads a category.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let text = text.trim().to_uppercase();
        match text.as_str() {
            "FINANSICAL_DOCS" => Self("FINANCIAL_DOCS".to_owned()),
            _ => Self(text),
        }
    }
    /// In capitals.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<String> for DocumentCategory {
    fn from(text: String) -> Self {
        Self::new(&text)
    }
}

/// Technical name of an attribute: `number`, `issue_date`, `birthplace`. Kept as it is written; two
/// names that differ in their case alone are one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String")]
pub struct AttributeName(String);

impl AttributeName {
    /// Reads a name.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self(text.trim().to_owned())
    }
    /// As it was written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
    /// The same for every case.
    #[must_use]
    pub fn key(&self) -> String {
        self.0.to_lowercase()
    }
}

impl From<String> for AttributeName {
    fn from(text: String) -> Self {
        Self::new(&text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_passport_is_one_type_in_any_case() {
        assert_eq!(DocumentTypeName::new(" passport"), DocumentTypeName::new("PASSPORT "));
        assert_eq!(DocumentTypeName::new("снилс").as_str(), "СНИЛС");
    }

    #[test]
    fn the_manuals_misspelt_category_is_the_one_that_is_meant() {
        for text in ["finansical_docs", "FINANCIAL_DOCS", " Financial_Docs"] {
            assert_eq!(DocumentCategory::new(text).as_str(), "FINANCIAL_DOCS");
        }
    }

    #[test]
    fn an_attribute_keeps_its_spelling_and_has_one_key() {
        let name = AttributeName::new(" authorityCode ");
        assert_eq!((name.as_str(), name.key().as_str()), ("authorityCode", "authoritycode"));
    }
}
