//! Documents of customers.

use crate::{
    answer::{Answer, PageView},
    caller::{Caller, ClientOnly, Staff},
    extract::{CustomerGuid, Filter, GuidPath, PageOf},
    failure::{Failure, errors},
    state::SharedState,
    wire::{AnyCase, Capitals, DocumentStatusSent, DocumentStatusWord, ValidationMethodWord},
};
use axum::extract::State;
use chrono::{DateTime, NaiveDate, Utc};
use kredo_application::{
    document::{KnownDocument, ListDocuments, WantedDocuments},
    paging::Page,
    read,
};
use kredo_domain::{
    customer::{AdditionalData, CustomerId, code::CUSTOMER_NOT_FOUND},
    document::{DocumentInfo, DocumentStatus, DocumentType, DocumentTypeName, code},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

errors! { OwnErrors: 409 => code::DOCUMENT_TYPE_NOT_FOUND }
errors! { ListErrors:
    409 => CUSTOMER_NOT_FOUND,
    409 => code::DOCUMENT_TYPE_NOT_FOUND,
}

/// Which of the client's documents.
#[derive(Deserialize, ToSchema)]
pub(super) struct OwnDocuments {
    /// Only those of that type.
    r#type: Option<String>,
}

/// A document with what was said about it last.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct OwnDocumentView {
    /// Its guid.
    guid: Uuid,
    /// Name of its type.
    document_type_name: String,
    /// Whether it holds.
    status: DocumentStatusWord,
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
    /// When it was added.
    created_at: DateTime<Utc>,
}

impl From<KnownDocument> for OwnDocumentView {
    fn from(known: KnownDocument) -> Self {
        let said = known.current().cloned().unwrap_or_default();
        let state = known.document.state();
        Self {
            guid: state.id.guid(),
            document_type_name: known.document_type.facts().name.as_str().to_owned(),
            status: Capitals(state.status),
            series: said.series,
            number: said.number,
            issuer: said.issuer,
            issue_date: said.issue_date,
            expiration_date: said.expiration_date,
            additional_data: said.additional_data,
            created_at: state.created_at,
        }
    }
}

/// Which of a customer's documents.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct SomeDocuments {
    /// Only those of that type.
    r#type: Option<String>,
    /// Only those of that status.
    status: Option<DocumentStatusSent>,
    /// Only those that this source said something about: `SMART`, `CUSTOMER`.
    source_name: Option<String>,
}

/// A type of document.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct TypeOfDocument {
    /// Its guid.
    guid: Uuid,
    /// Its name.
    name: String,
    /// What kind of thing it is.
    category: String,
    /// How the number of such a document is checked.
    validation_method: Option<ValidationMethodWord>,
    /// Whether customers are to be asked for it now.
    active: bool,
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
            validation_method: facts.validation_method.map(ValidationMethodWord),
            active: facts.is_asked_for,
            additional_data: facts.additional_data,
            created_at: state.created_at,
            updated_at: state.updated_at,
        }
    }
}

/// A record of what was said about a document.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct DocumentInfoView {
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
    /// Whether the document holds.
    status: DocumentStatusWord,
    /// Source of what was said.
    source_name: Option<String>,
    /// Identifier in that source.
    source_id: Option<String>,
    /// When it was recorded.
    created_at: DateTime<Utc>,
    /// When it was corrected, if it ever was.
    updated_at: Option<DateTime<Utc>>,
}

impl DocumentInfoView {
    fn of(info: &DocumentInfo, status: DocumentStatus) -> Self {
        let (state, said) = (info.state(), info.state().statement.clone());
        Self {
            guid: state.id.guid(),
            series: said.series,
            number: said.number,
            issuer: said.issuer,
            issue_date: said.issue_date,
            expiration_date: said.expiration_date,
            additional_data: said.additional_data,
            status: Capitals(status),
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
struct DocumentView {
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

impl From<KnownDocument> for DocumentView {
    fn from(known: KnownDocument) -> Self {
        let state = known.document.state();
        let infos = known.infos.iter().map(|info| DocumentInfoView::of(info, state.status));
        Self {
            guid: state.id.guid(),
            customer_guid: state.customer.guid(),
            status: Capitals(state.status),
            document_info: infos.collect(),
            document_type: known.document_type.into(),
            created_at: state.created_at,
            updated_at: state.updated_at,
        }
    }
}

/// Documents of a customer.
#[derive(Serialize, ToSchema)]
pub(super) struct DocumentsView {
    /// Oldest first.
    documents: Vec<DocumentView>,
}

pub(super) async fn own(
    State(state): State<SharedState>,
    caller: Caller<ClientOnly>,
    PageOf(page): PageOf<KnownDocument>,
    Filter(filter): Filter<OwnDocuments>,
) -> Result<Answer<PageView<OwnDocumentView>>, Failure<OwnErrors>> {
    let type_name = filter.r#type.as_deref().map(DocumentTypeName::new);
    let wanted = WantedDocuments { type_name, ..WantedDocuments::all_of(caller.customer()) };
    let documents = read(state.store(), &ListDocuments, &wanted).await?;
    Ok(Answer(PageView::of(Page::of(documents, &page), OwnDocumentView::from)))
}

pub(super) async fn of_customer(
    State(state): State<SharedState>,
    _: Caller<Staff>,
    GuidPath(customer, _): GuidPath<CustomerGuid>,
    Filter(filter): Filter<SomeDocuments>,
) -> Result<Answer<DocumentsView>, Failure<ListErrors>> {
    let wanted = WantedDocuments {
        customer: CustomerId::new(customer),
        type_name: filter.r#type.as_deref().map(DocumentTypeName::new),
        status: filter.status.map(|AnyCase(status)| status),
        source_name: filter.source_name,
    };
    let documents = read(state.store(), &ListDocuments, &wanted).await?;
    let documents = documents.into_iter().map(DocumentView::from).collect();
    Ok(Answer(DocumentsView { documents }))
}
