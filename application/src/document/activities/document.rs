//! `DocumentActivity`.

use super::{
    super::{
        AddDocument, AddDocumentCommand, ChangeDocumentStatus, ChangeDocumentStatusCommand,
        KnownDocument, ListDocuments, WantedDocuments, forms::Forms,
    },
    view::{ActivityDocument, DocumentInfosToAdd, statements},
};
use crate::{
    AppError, Recorder, UnitOfWork, UseCase,
    activity::{AnyCase, Arguments, DocumentStatusSent, Guid, LocalActivity, Schemas},
};
use async_trait::async_trait;
use kredo_domain::{
    ErrorCode, FieldFault,
    customer::{CustomerId, code::CUSTOMER_NOT_FOUND},
    document::{DocumentId, DocumentTypeName, code},
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{
    ToSchema,
    openapi::{RefOr, schema::Schema},
};
use uuid::Uuid;

/// A document to add.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct DocumentToAdd {
    /// Name of its type: `PASSPORT`.
    type_name: String,
    /// Whether it holds.
    status: DocumentStatusSent,
    /// Whose it is.
    customer_guid: Uuid,
    /// What is said about it.
    document_info: Option<DocumentInfosToAdd>,
}

/// Whether a document holds, as an argument of its own.
#[derive(Deserialize, ToSchema)]
#[serde(transparent)]
pub(super) struct StatusArgument(DocumentStatusSent);

/// A document to add, or the guid of one that is there.
#[derive(Deserialize, ToSchema)]
#[serde(untagged)]
pub(super) enum NewOrKnown {
    /// To add.
    New(Box<DocumentToAdd>),
    /// There.
    Known(Guid),
}

/// Adds a document, or, with a guid and a status, says whether a document holds: the manual has one
/// name for both.
pub(super) struct Create {
    add: AddDocument,
    change_status: ChangeDocumentStatus,
}

impl Create {
    pub(super) fn new(recorder: &Recorder) -> Self {
        Self {
            add: AddDocument::new(recorder.clone()),
            change_status: ChangeDocumentStatus::new(recorder.clone()),
        }
    }
}

#[async_trait]
impl LocalActivity for Create {
    const NAME: &'static str = "DocumentActivity#createV2";
    const ARGUMENTS: &'static [&'static str] = &["document", "status"];
    const ERRORS: &'static [ErrorCode] = &[
        CUSTOMER_NOT_FOUND,
        code::DOCUMENT_TYPE_NOT_FOUND,
        code::VALIDATION_FAILURE,
        code::CUSTOMER_DOCUMENT_NOT_FOUND,
    ];
    type Arguments = (NewOrKnown, Option<StatusArgument>);
    type Output = ActivityDocument;

    async fn run(
        &self,
        unit: &mut dyn UnitOfWork,
        arguments: Self::Arguments,
    ) -> Result<Option<ActivityDocument>, AppError> {
        let wrong = |message| Err(AppError::Invalid(vec![FieldFault::new("args[1]", message)]));
        let known = match arguments {
            (NewOrKnown::New(new), None) => {
                let command = AddDocumentCommand {
                    customer: CustomerId::new(new.customer_guid),
                    type_name: DocumentTypeName::new(&new.type_name),
                    status: new.status.0,
                    statements: statements(new.document_info),
                };
                self.add.execute_in(unit, &command).await?
            }
            (NewOrKnown::Known(Guid(guid)), Some(StatusArgument(AnyCase(status)))) => {
                let document = DocumentId::new(guid);
                let command = ChangeDocumentStatusCommand { document, status };
                self.change_status.execute_in(unit, &command).await?
            }
            (NewOrKnown::New(_), Some(_)) => return wrong("stands in the document that is added"),
            (NewOrKnown::Known(_), None) => return wrong("status is missing"),
        };
        Ok(Some(known.into()))
    }
}

/// What to find: one document by its guid, or those of a customer.
pub(super) enum Wanted {
    /// The only argument: a document's guid, or, where there is no such document, a customer's.
    Guid(Uuid),
    /// A customer's guid with what to narrow the list by.
    Customer(WantedDocuments),
}

type FindArguments = (Guid, Option<String>, Option<StatusArgument>, Option<String>);

impl Arguments for Wanted {
    /// The manual has one name for both, and tells them apart by how many arguments there are.
    fn read(names: &[&str], values: &[Value]) -> Result<Self, AppError> {
        let (Guid(guid), type_name, status, source_name) = FindArguments::read(names, values)?;
        if values.len() <= 1 {
            return Ok(Self::Guid(guid));
        }
        Ok(Self::Customer(WantedDocuments {
            customer: CustomerId::new(guid),
            type_name: type_name.as_deref().map(DocumentTypeName::new),
            status: status.map(|StatusArgument(AnyCase(status))| status),
            source_name,
        }))
    }
    fn describe(schemas: &mut Schemas) -> Vec<Option<RefOr<Schema>>> {
        FindArguments::describe(schemas)
    }
}

/// A document, or a list of them.
#[derive(Serialize, ToSchema)]
#[serde(untagged)]
pub(super) enum Found {
    /// The one that was asked for.
    One(Box<ActivityDocument>),
    /// Those of a customer, oldest first.
    All(Vec<ActivityDocument>),
}

/// Finds one document by its guid, or lists those of a customer.
pub(super) struct Find;

async fn list(unit: &mut dyn UnitOfWork, wanted: &WantedDocuments) -> Result<Found, AppError> {
    let documents = ListDocuments.execute_in(unit, wanted).await?;
    Ok(Found::All(documents.into_iter().map(Into::into).collect()))
}

#[async_trait]
impl LocalActivity for Find {
    const NAME: &'static str = "DocumentActivity#find";
    const ARGUMENTS: &'static [&'static str] =
        &["guid", "documentTypeName", "documentStatus", "sourceName"];
    const ERRORS: &'static [ErrorCode] =
        &[CUSTOMER_NOT_FOUND, code::DOCUMENT_TYPE_NOT_FOUND, code::CUSTOMER_DOCUMENT_NOT_FOUND];
    type Arguments = Wanted;
    type Output = Found;

    async fn run(
        &self,
        unit: &mut dyn UnitOfWork,
        wanted: Wanted,
    ) -> Result<Option<Found>, AppError> {
        let guid = match wanted {
            Wanted::Customer(wanted) => return list(unit, &wanted).await.map(Some),
            Wanted::Guid(guid) => guid,
        };
        let forms = Forms::read(unit).await?;
        let missing = match KnownDocument::of(unit, &forms, DocumentId::new(guid)).await {
            Ok(known) => return Ok(Some(Found::One(Box::new(known.into())))),
            Err(missing) if missing.code() == code::CUSTOMER_DOCUMENT_NOT_FOUND => missing,
            Err(failed) => return Err(failed),
        };
        match list(unit, &WantedDocuments::all_of(CustomerId::new(guid))).await {
            Err(nobody) if nobody.code() == CUSTOMER_NOT_FOUND => Err(missing),
            found => found.map(Some),
        }
    }
}
