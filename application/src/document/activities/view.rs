//! What the activities of documents take and answer.

use super::super::KnownDocument;
use crate::activity::{Capitals, DocumentStatusWord};
use chrono::{DateTime, NaiveDate, Utc};
use kredo_domain::{
    customer::AdditionalData,
    document::{DocumentInfo, DocumentType, Statement, ValidationMethod},
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;
use uuid::Uuid;

/// What is said about a document.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct DocumentInfoToAdd {
    /// Series.
    #[schema(max_length = 100)]
    series: Option<String>,
    /// Number.
    #[schema(max_length = 100)]
    number: Option<String>,
    /// Who issued it.
    #[schema(max_length = 1000)]
    issuer: Option<String>,
    /// When it was issued.
    issue_date: Option<NaiveDate>,
    /// The last day it holds.
    expiration_date: Option<NaiveDate>,
    /// Free-form facts: `birthplace`, `authorityCode`, …
    #[schema(value_type = Option<Object>)]
    additional_data: Option<Map<String, Value>>,
    /// Source of what is said: `CUSTOMER`.
    #[schema(max_length = 100)]
    source_name: Option<String>,
    /// Identifier in that source.
    #[schema(max_length = 200)]
    source_id: Option<String>,
}

impl From<DocumentInfoToAdd> for Statement {
    fn from(info: DocumentInfoToAdd) -> Self {
        Self {
            series: info.series,
            number: info.number,
            issuer: info.issuer,
            issue_date: info.issue_date,
            expiration_date: info.expiration_date,
            additional_data: info.additional_data.unwrap_or_default(),
            source_name: info.source_name,
            source_id: info.source_id,
        }
    }
}

/// Something that is sent alone or as a list.
macro_rules! one_or_many {
    ($(#[$doc:meta])* $name:ident: $of:ty) => {
        $(#[$doc])*
        #[derive(Deserialize, ToSchema)]
        #[serde(untagged)]
        pub(super) enum $name {
            /// One.
            One(Box<$of>),
            /// A list.
            Many(Vec<$of>),
        }

        impl $name {
            pub(super) fn into_vec(self) -> Vec<$of> {
                match self {
                    Self::One(one) => vec![*one],
                    Self::Many(many) => many,
                }
            }
        }
    };
}
pub(super) use one_or_many;

one_or_many!(
    /// What is said about a document, once or several times.
    DocumentInfosToAdd: DocumentInfoToAdd
);

pub(super) fn statements(infos: Option<DocumentInfosToAdd>) -> Vec<Statement> {
    infos
        .map(DocumentInfosToAdd::into_vec)
        .unwrap_or_default()
        .into_iter()
        .map(Statement::from)
        .collect()
}

/// A type of document.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct TypeOfDocument {
    /// Its guid.
    guid: Uuid,
    /// Its name.
    name: String,
    /// What kind of thing it is.
    category: String,
    /// How the number is checked.
    validation_method: Option<&'static str>,
    /// Whether customers are to be asked for it now.
    is_active: bool,
    /// What else describes the type.
    #[schema(value_type = Object)]
    additional_data: AdditionalData,
    /// When it was added.
    created_at: DateTime<Utc>,
    /// When it was last changed, if it ever was.
    updated_at: Option<DateTime<Utc>>,
}

impl From<DocumentType> for TypeOfDocument {
    fn from(document_type: DocumentType) -> Self {
        let (state, facts) = (document_type.state(), document_type.facts().clone());
        Self {
            guid: state.id.guid(),
            name: facts.name.as_str().to_owned(),
            category: facts.category.as_str().to_owned(),
            validation_method: facts.validation_method.map(ValidationMethod::name),
            is_active: facts.is_asked_for,
            additional_data: facts.additional_data,
            created_at: state.created_at,
            updated_at: state.updated_at,
        }
    }
}

/// A record of what was said about a document.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DocumentInfoView {
    /// Its guid.
    guid: Uuid,
    /// Series.
    series: Option<String>,
    /// Number.
    number: Option<String>,
    /// Who issued it.
    issuer: Option<String>,
    /// When it was issued.
    issue_date: Option<NaiveDate>,
    /// The last day it holds.
    expiration_date: Option<NaiveDate>,
    /// Free-form facts.
    #[schema(value_type = Object)]
    additional_data: AdditionalData,
    /// Source of what was said.
    source_name: Option<String>,
    /// Identifier in that source.
    source_id: Option<String>,
    /// When it was recorded.
    created_at: DateTime<Utc>,
    /// When it was corrected, if it ever was.
    updated_at: Option<DateTime<Utc>>,
}

impl From<DocumentInfo> for DocumentInfoView {
    fn from(info: DocumentInfo) -> Self {
        let state = info.state().clone();
        let said = state.statement;
        Self {
            guid: state.id.guid(),
            series: said.series,
            number: said.number,
            issuer: said.issuer,
            issue_date: said.issue_date,
            expiration_date: said.expiration_date,
            additional_data: said.additional_data,
            source_name: said.source_name,
            source_id: said.source_id,
            created_at: state.created_at,
            updated_at: state.updated_at,
        }
    }
}

/// A document of a customer.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct ActivityDocument {
    /// Its guid.
    guid: Uuid,
    /// Whose it is.
    customer_guid: Uuid,
    /// Whether it holds.
    status: DocumentStatusWord,
    /// Its type.
    document_type: TypeOfDocument,
    /// What was said about it, the newest last.
    document_info: Vec<DocumentInfoView>,
    /// When it was added.
    created_at: DateTime<Utc>,
    /// When its status last changed.
    updated_at: DateTime<Utc>,
}

impl From<KnownDocument> for ActivityDocument {
    fn from(known: KnownDocument) -> Self {
        let state = known.document.state();
        Self {
            guid: state.id.guid(),
            customer_guid: state.customer.guid(),
            status: Capitals(state.status),
            document_type: known.document_type.into(),
            document_info: known.infos.into_iter().map(Into::into).collect(),
            created_at: state.created_at,
            updated_at: state.updated_at,
        }
    }
}
