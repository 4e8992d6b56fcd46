//! Documents of customers.

use crate::{
    answer::{Answer, PageView},
    caller::{Caller, ClientOnly, Staff},
    extract::{CustomerGuid, Filter, GuidPath, PageOf},
    failure::{Failure, errors},
    state::SharedState,
    wire::{AnyCase, Capitals, DocumentStatusSent, DocumentStatusWord},
};
use axum::extract::State;
use chrono::{DateTime, NaiveDate, Utc};
use kredo_application::{
    document::{DocumentInfoView, KnownDocument, ListDocuments, TypeOfDocument, WantedDocuments},
    paging::Page,
    read,
};
use kredo_domain::{
    customer::{AdditionalData, CustomerId, code::CUSTOMER_NOT_FOUND},
    document::{DocumentType, DocumentTypeName, code},
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

/// A type of document, with one of its facts under both names that the manual has for it.
#[derive(Serialize, ToSchema)]
struct TypeInList {
    #[serde(flatten)]
    document_type: TypeOfDocument,
    /// Whether customers are to be asked for it now.
    active: bool,
}

impl From<DocumentType> for TypeInList {
    fn from(document_type: DocumentType) -> Self {
        let active = document_type.facts().is_asked_for;
        Self { document_type: document_type.into(), active }
    }
}

/// A record of what was said about a document, with what is known of the document.
#[derive(Serialize, ToSchema)]
struct InfoInList {
    #[serde(flatten)]
    info: DocumentInfoView,
    /// Whether the document holds.
    status: DocumentStatusWord,
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
    document_type: TypeInList,
    /// What was said about it, the newest last.
    document_info: Vec<InfoInList>,
    /// When it was added.
    created_at: DateTime<Utc>,
    /// When its status last changed.
    updated_at: DateTime<Utc>,
}

impl From<KnownDocument> for DocumentView {
    fn from(known: KnownDocument) -> Self {
        let state = known.document.state();
        let status = Capitals(state.status);
        let infos = known.infos.into_iter().map(|info| InfoInList { info: info.into(), status });
        Self {
            guid: state.id.guid(),
            customer_guid: state.customer.guid(),
            status,
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
