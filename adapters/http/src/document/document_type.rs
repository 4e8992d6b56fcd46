//! The directory of document types.

use super::{TypeName, attribute::AttributeView};
use crate::{
    answer::{Answer, PageView},
    caller::{Caller, Staff},
    extract::{JsonBody, NamePath, PageOf},
    failure::{Failure, NoErrors, errors},
    state::SharedState,
    wire::{Capitals, StatusSent, StatusWord, ValidationMethodWord},
};
use axum::extract::State;
use chrono::{DateTime, Utc};
use kredo_application::{
    directory::{AddEntry, EntryChange, NewEntry, Which},
    document::{ChangeDocumentType, FindDocumentType, ListDocumentTypes},
    read, run,
};
use kredo_domain::{
    Amend,
    customer::AdditionalData,
    directory::{EntryState, EntryStatus},
    document::{
        DocumentCategory, DocumentForm, DocumentType, DocumentTypeChange, DocumentTypeFacts,
        DocumentTypeName, code,
    },
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

errors! { CreateErrors: 409 => code::DOCUMENT_TYPE_DUPLICATED_NAME }
errors! { UpdateErrors:
    404 => code::DOCUMENT_TYPE_NOT_FOUND,
    409 => code::DOCUMENT_TYPE_DUPLICATED_NAME,
}
errors! { GetErrors: 404 => code::DOCUMENT_TYPE_NOT_FOUND }

/// Name of a document type, which stands in addresses as well; kept in capitals.
#[derive(Deserialize, ToSchema)]
#[serde(transparent)]
#[schema(pattern = r"^[^/\s]([^/]*[^/\s])?$", max_length = 100)]
struct NewTypeName(String);

/// A new type of document.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct CreateDocumentType {
    /// Its name: `PASSPORT`.
    name: NewTypeName,
    /// What kind of thing it is: `IDENTITY`, `SELFIE`, `FINANCIAL_DOCS`.
    #[schema(min_length = 1, max_length = 100)]
    category: String,
    /// How the number of such a document is checked.
    validation_method: Option<ValidationMethodWord>,
    /// Whether customers are to be asked for it now.
    is_active: bool,
    /// What else describes the type.
    #[schema(value_type = Option<Object>)]
    additional_data: Option<AdditionalData>,
}

/// What changes of a type; what is left out stays, what is null is taken away.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct UpdateDocumentType {
    /// Its name.
    name: Option<NewTypeName>,
    /// What kind of thing it is.
    #[schema(min_length = 1, max_length = 100)]
    category: Option<String>,
    /// How the number of such a document is checked.
    #[serde(default)]
    #[schema(value_type = Option<ValidationMethodWord>)]
    validation_method: Amend<ValidationMethodWord>,
    /// Whether customers are to be asked for it now.
    is_active: Option<bool>,
    /// Whether documents of this type can be added; those that are there stay.
    status: Option<StatusSent>,
    /// What else describes the type, in place of what was known.
    #[serde(default)]
    #[schema(value_type = Option<Object>)]
    additional_data: Amend<AdditionalData>,
}

/// A type of document with what it asks for.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct DocumentTypeView {
    /// Its guid.
    guid: Uuid,
    /// Its name.
    name: String,
    /// What kind of thing it is.
    category: String,
    /// How the number of such a document is checked.
    validation_method: Option<ValidationMethodWord>,
    /// Whether customers are to be asked for it now.
    is_active: bool,
    /// Whether documents of this type can be added.
    status: StatusWord,
    /// What it asks for, in the order of the names.
    attributes: Vec<AttributeView>,
    /// What else describes the type.
    #[schema(value_type = Object)]
    additional_data: AdditionalData,
    /// When it was added.
    created_at: DateTime<Utc>,
    /// When it was last changed, if it ever was.
    updated_at: Option<DateTime<Utc>>,
}

impl From<DocumentForm> for DocumentTypeView {
    fn from(form: DocumentForm) -> Self {
        let EntryState { id, facts, status, created_at, updated_at } =
            form.document_type.state().clone();
        Self {
            guid: id.guid(),
            name: facts.name.as_str().to_owned(),
            category: facts.category.as_str().to_owned(),
            validation_method: facts.validation_method.map(ValidationMethodWord),
            is_active: facts.is_asked_for,
            status: Capitals(status),
            attributes: form.attributes.into_iter().map(AttributeView::from).collect(),
            additional_data: facts.additional_data,
            created_at,
            updated_at,
        }
    }
}

pub(super) async fn create(
    State(state): State<SharedState>,
    _: Caller<Staff>,
    JsonBody(request): JsonBody<CreateDocumentType>,
) -> Result<Answer<DocumentTypeView>, Failure<CreateErrors>> {
    let facts = DocumentTypeFacts {
        name: DocumentTypeName::new(&request.name.0),
        category: DocumentCategory::new(&request.category),
        validation_method: request.validation_method.map(|method| method.0),
        is_asked_for: request.is_active,
        additional_data: request.additional_data.unwrap_or_default(),
    };
    let new = NewEntry { facts, status: EntryStatus::Active };
    let document_type = run(state.store(), &AddEntry::new(state.recorder()), &new).await?;
    // It asks for nothing yet.
    Ok(Answer(DocumentForm { document_type, attributes: Vec::new() }.into()))
}

pub(super) async fn update(
    State(state): State<SharedState>,
    _: Caller<Staff>,
    NamePath(name, _): NamePath<TypeName>,
    JsonBody(request): JsonBody<UpdateDocumentType>,
) -> Result<Answer<DocumentTypeView>, Failure<UpdateErrors>> {
    let change = DocumentTypeChange {
        name: request.name.map(|name| DocumentTypeName::new(&name.0)),
        category: request.category.as_deref().map(DocumentCategory::new),
        validation_method: request.validation_method.map(|method| method.0),
        is_asked_for: request.is_active,
        additional_data: match request.additional_data {
            Amend::Keep => None,
            Amend::Clear => Some(AdditionalData::new()),
            Amend::Set(data) => Some(data),
        },
    };
    let which = Which::<DocumentTypeFacts>::Key(DocumentTypeName::new(&name).as_str().to_owned());
    let change = EntryChange { which, change, status: request.status.map(|status| status.0) };
    let changed = run(state.store(), &ChangeDocumentType::new(state.recorder()), &change).await?;
    Ok(Answer(changed.into()))
}

pub(super) async fn get(
    State(state): State<SharedState>,
    _: Caller<Staff>,
    NamePath(name, _): NamePath<TypeName>,
) -> Result<Answer<DocumentTypeView>, Failure<GetErrors>> {
    let found = read(state.store(), &FindDocumentType, &DocumentTypeName::new(&name)).await?;
    Ok(Answer(found.into()))
}

pub(super) async fn list(
    State(state): State<SharedState>,
    _: Caller<Staff>,
    PageOf(wanted): PageOf<DocumentType>,
) -> Result<Answer<PageView<DocumentTypeView>>, Failure<NoErrors>> {
    let page = read(state.store(), &ListDocumentTypes, &wanted).await?;
    Ok(Answer(PageView::of(page, DocumentTypeView::from)))
}
