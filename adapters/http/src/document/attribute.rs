//! The directory of what document types ask for.

mod range;

use self::range::RangeSent;
use super::TypeName;
use crate::{
    answer::Answer,
    caller::{Caller, Staff},
    extract::{JsonBody, NamePath, PathName},
    failure::{Failure, errors},
    state::SharedState,
    wire::{AttributeKindWord, Capitals, StatusSent, StatusWord},
};
use axum::extract::State;
use chrono::{DateTime, Utc};
use kredo_application::{
    document::{
        AddDocumentAttribute, AttributeOfType, ChangeDocumentAttribute, FindDocumentAttribute,
        NewAttribute,
    },
    read, run,
};
use kredo_domain::{
    Amend,
    directory::EntryState,
    document::{
        AttributeChange, AttributeFacts, AttributeName, AttributeRules, DocumentAttribute,
        DocumentTypeName, Pattern, code,
    },
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// `attributeName`.
pub(super) struct NameOfAttribute;

impl PathName for NameOfAttribute {
    const NAME: &'static str = "attributeName";
}

errors! { CreateErrors:
    400 => code::DOCUMENT_ATTRIBUTE_INVALID,
    404 => code::DOCUMENT_TYPE_NOT_FOUND,
    409 => code::DOCUMENT_ATTRIBUTE_DUPLICATED_NAME,
}
errors! { UpdateErrors:
    400 => code::DOCUMENT_ATTRIBUTE_INVALID,
    404 => code::DOCUMENT_TYPE_NOT_FOUND,
    404 => code::DOCUMENT_ATTRIBUTE_NOT_FOUND,
    409 => code::DOCUMENT_ATTRIBUTE_DUPLICATED_NAME,
}
errors! { GetErrors:
    404 => code::DOCUMENT_TYPE_NOT_FOUND,
    404 => code::DOCUMENT_ATTRIBUTE_NOT_FOUND,
}

/// Technical name of an attribute, which stands in addresses as well: Latin letters, digits, `_`,
/// `.` and `-`. `series`, `number`, `issuer`, `issue_date` and `expiration_date` are fields of every
/// document; the others are looked for in its additional data.
#[derive(Deserialize, ToSchema)]
#[serde(transparent)]
#[schema(pattern = r"^[A-Za-z][A-Za-z0-9_.-]*$", max_length = 100)]
struct NewAttributeName(String);

/// A new attribute.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct CreateAttribute {
    /// What people call it: `Номер паспорта`.
    #[schema(max_length = 1000)]
    description: String,
    /// Its name.
    name: NewAttributeName,
    /// Whether a document must have it; must be there under this name or the next.
    is_required: Option<bool>,
    /// The same under another spelling.
    required: Option<bool>,
    /// What kind of value it is.
    r#type: AttributeKindWord,
    /// The least value; of a text the least length.
    #[schema(max_length = 100)]
    min: Option<String>,
    /// The greatest value; of a text the greatest length.
    #[schema(max_length = 100)]
    max: Option<String>,
    /// A small directory of values.
    range: Option<RangeSent>,
    /// Whether a value must be outside of `range`.
    is_inverted_range: Option<bool>,
    /// The same under another spelling.
    inverted_range: Option<bool>,
    /// The regular expression that a value as a whole must match.
    regex: Option<String>,
}

/// What changes of an attribute; what is left out stays, what is null is taken away.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct UpdateAttribute {
    /// What people call it.
    #[schema(max_length = 1000)]
    description: Option<String>,
    /// Its name.
    name: Option<NewAttributeName>,
    /// Whether a document must have it.
    is_required: Option<bool>,
    /// The same under another spelling.
    required: Option<bool>,
    /// What kind of value it is.
    r#type: Option<AttributeKindWord>,
    /// The least value; of a text the least length.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 100)]
    min: Amend<String>,
    /// The greatest value; of a text the greatest length.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 100)]
    max: Amend<String>,
    /// A small directory of values.
    #[serde(default)]
    #[schema(value_type = Option<RangeSent>)]
    range: Amend<RangeSent>,
    /// Whether a value must be outside of `range`.
    is_inverted_range: Option<bool>,
    /// The same under another spelling.
    inverted_range: Option<bool>,
    /// The regular expression that a value as a whole must match.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    regex: Amend<String>,
    /// Whether documents are held against it.
    status: Option<StatusSent>,
}

/// An attribute. Two of its fields stand under both names that the manual has for them.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[expect(clippy::struct_excessive_bools, reason = "two facts under two names each")]
pub(super) struct AttributeView {
    /// Its guid.
    guid: Uuid,
    /// What people call it.
    description: String,
    /// Its name.
    name: String,
    /// Whether a document must have it.
    is_required: bool,
    /// The same.
    required: bool,
    /// What kind of value it is.
    r#type: AttributeKindWord,
    /// The least value; of a text the least length.
    min: Option<String>,
    /// The greatest value; of a text the greatest length.
    max: Option<String>,
    /// A small directory of values, as the text of a JSON list.
    range: Option<String>,
    /// Whether a value must be outside of `range`.
    is_inverted_range: bool,
    /// The same.
    inverted_range: bool,
    /// The regular expression that a value as a whole must match.
    regex: Option<String>,
    /// Whether documents are held against it.
    status: StatusWord,
    /// When it was added.
    created_at: DateTime<Utc>,
    /// When it was last changed, if it ever was.
    updated_at: Option<DateTime<Utc>>,
}

impl From<DocumentAttribute> for AttributeView {
    fn from(attribute: DocumentAttribute) -> Self {
        let EntryState { id, facts, status, created_at, updated_at } = attribute.state().clone();
        let AttributeFacts { name, description, rules, .. } = facts;
        Self {
            guid: id.guid(),
            description,
            name: name.as_str().to_owned(),
            is_required: rules.required,
            required: rules.required,
            r#type: AttributeKindWord(rules.kind),
            min: rules.min,
            max: rules.max,
            range: rules.range.as_deref().map(range::text),
            is_inverted_range: rules.inverted,
            inverted_range: rules.inverted,
            regex: rules.regex.map(|regex| regex.as_str().to_owned()),
            status: Capitals(status),
            created_at,
            updated_at,
        }
    }
}

fn of_type(type_name: &str, name: &str) -> AttributeOfType {
    AttributeOfType { type_name: DocumentTypeName::new(type_name), name: AttributeName::new(name) }
}

pub(super) async fn create(
    State(state): State<SharedState>,
    _: Caller<Staff>,
    NamePath(type_name, _): NamePath<TypeName>,
    JsonBody(request): JsonBody<CreateAttribute>,
) -> Result<Answer<AttributeView>, Failure<CreateErrors>> {
    let required = request.is_required.or(request.required);
    let rules = AttributeRules {
        kind: request.r#type.0,
        required: required.ok_or_else(|| Failure::missing("isRequired"))?,
        min: request.min,
        max: request.max,
        range: request.range.map(RangeSent::into_values),
        inverted: request.is_inverted_range.or(request.inverted_range).unwrap_or_default(),
        regex: request.regex.map(Pattern::new),
    };
    let attribute = of_type(&type_name, &request.name.0);
    let new = NewAttribute { attribute, description: request.description, rules };
    let added = run(state.store(), &AddDocumentAttribute::new(state.recorder()), &new).await?;
    Ok(Answer(added.into()))
}

pub(super) async fn update(
    State(state): State<SharedState>,
    _: Caller<Staff>,
    NamePath(type_name, _): NamePath<TypeName>,
    NamePath(name, _): NamePath<NameOfAttribute>,
    JsonBody(request): JsonBody<UpdateAttribute>,
) -> Result<Answer<AttributeView>, Failure<UpdateErrors>> {
    let change = AttributeChange {
        name: request.name.map(|name| AttributeName::new(&name.0)),
        description: request.description,
        required: request.is_required.or(request.required),
        kind: request.r#type.map(|kind| kind.0),
        min: request.min,
        max: request.max,
        range: request.range.map(RangeSent::into_values),
        inverted: request.is_inverted_range.or(request.inverted_range),
        regex: request.regex,
    };
    let status = request.status.map(|status| status.0);
    let command = (of_type(&type_name, &name), change, status);
    let change = ChangeDocumentAttribute::new(state.recorder());
    Ok(Answer(run(state.store(), &change, &command).await?.into()))
}

pub(super) async fn get(
    State(state): State<SharedState>,
    _: Caller<Staff>,
    NamePath(type_name, _): NamePath<TypeName>,
    NamePath(name, _): NamePath<NameOfAttribute>,
) -> Result<Answer<AttributeView>, Failure<GetErrors>> {
    let found = read(state.store(), &FindDocumentAttribute, &of_type(&type_name, &name)).await?;
    Ok(Answer(found.into()))
}
