//! What the activities of records take and answer.

use crate::identification::AddIdentificationCommand;
use chrono::{DateTime, Utc};
use kredo_domain::{
    FieldFault,
    customer::{AdditionalData, CustomerId},
    identification::{
        IdentificationChange, IdentificationKind, IdentificationMeans, IdentificationRecord,
        IdentificationStatus,
    },
    loan_application::LoanApplicationId,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// An identification to record.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct IdentificationToAdd {
    /// Who was to be identified.
    customer_guid: Uuid,
    /// For which application; must be there under this name or the next.
    application_guid: Option<Uuid>,
    /// The same under the other name that the manual prints.
    loan_application_guid: Option<Uuid>,
    /// Name of the method in the directory: `SNILS`.
    #[schema(min_length = 1, max_length = 100)]
    method: String,
    /// The type of identification that the method leads to: `simplistic`.
    #[schema(min_length = 1, max_length = 100)]
    r#type: String,
    /// How it stands: `VALID` is in force, `NOT_IDENTIFIABLE`, `CANCELLED`, or another word.
    #[schema(pattern = r"\S", max_length = 100)]
    status: String,
    /// Free-form facts.
    #[schema(value_type = Option<Object>)]
    additional_data: Option<AdditionalData>,
}

impl IdentificationToAdd {
    /// What is to be recorded.
    ///
    /// # Errors
    /// Where no application is named, or two.
    pub(super) fn into_command(self) -> Result<AddIdentificationCommand, FieldFault> {
        let fault = |message| FieldFault::new("args[0].applicationGuid", message);
        let application = match (self.application_guid, self.loan_application_guid) {
            (Some(one), Some(other)) if one != other => {
                return Err(fault("names another application than loanApplicationGuid"));
            }
            (one, other) => one.or(other).ok_or_else(|| fault("is required"))?,
        };
        Ok(AddIdentificationCommand {
            customer: CustomerId::new(self.customer_guid),
            application: LoanApplicationId::new(application),
            means: IdentificationMeans {
                kind: IdentificationKind::new(&self.r#type),
                method: self.method,
            },
            status: IdentificationStatus::new(&self.status),
            additional_data: self.additional_data.unwrap_or_default(),
        })
    }
}

/// What changes of an identification; what is left out or null stays.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct IdentificationChanges {
    /// How it stands now: `VALID` is in force, `NOT_IDENTIFIABLE`, `CANCELLED`, or another word.
    #[schema(pattern = r"\S", max_length = 100)]
    status: Option<String>,
    /// Free-form facts, in place of all those before.
    #[schema(value_type = Option<Object>)]
    additional_data: Option<AdditionalData>,
    /// The same once more inside, as the manual prints it; what stands outside goes before it.
    data: Option<IdentificationAttributes>,
}

/// The attributes of an identification that change.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct IdentificationAttributes {
    /// How it stands now.
    #[schema(pattern = r"\S", max_length = 100)]
    status: Option<String>,
    /// Free-form facts, in place of all those before.
    #[schema(value_type = Option<Object>)]
    additional_data: Option<AdditionalData>,
}

impl From<IdentificationChanges> for IdentificationChange {
    fn from(changes: IdentificationChanges) -> Self {
        let inside = changes.data.map(|inside| (inside.status, inside.additional_data));
        let (status, additional_data) = inside.unwrap_or_default();
        let status = changes.status.or(status);
        Self {
            status: status.as_deref().map(IdentificationStatus::new),
            additional_data: changes.additional_data.or(additional_data),
        }
    }
}

/// An identification of a customer for an application.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct IdentificationView {
    /// Its guid.
    guid: Uuid,
    /// Who was to be identified.
    customer_guid: Uuid,
    /// For which application.
    application_guid: Uuid,
    /// The type of identification; null where nobody said by what it was tried.
    r#type: Option<String>,
    /// Name of the method; null where nobody said by what it was tried.
    method: Option<String>,
    /// How it stands: `VALID` is in force, `NOT_IDENTIFIABLE`, `CANCELLED`, or another word.
    status: String,
    /// Why the lender's own service could not identify the customer, if it could not.
    reason: Option<String>,
    /// Free-form facts.
    #[schema(value_type = Object)]
    additional_data: AdditionalData,
    /// When it was recorded.
    created_at: DateTime<Utc>,
    /// When it last changed.
    updated_at: DateTime<Utc>,
}

impl From<&IdentificationRecord> for IdentificationView {
    fn from(record: &IdentificationRecord) -> Self {
        let state = record.state().clone();
        let (kind, method) =
            state.means.map(|means| (means.kind.as_str().to_owned(), means.method)).unzip();
        Self {
            guid: state.id.guid(),
            customer_guid: state.customer.guid(),
            application_guid: state.application.guid(),
            r#type: kind,
            method,
            status: state.status.to_string(),
            reason: state.reason,
            additional_data: state.additional_data,
            created_at: state.created_at,
            updated_at: state.updated_at,
        }
    }
}

/// What is on record of a customer.
#[derive(Serialize, ToSchema)]
pub(super) struct FoundIdentifications {
    /// Every identification, oldest first.
    pub(super) identifications: Vec<IdentificationView>,
}

/// What was taken back.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct CancelledIdentifications {
    /// Those that were in force, as they are now.
    pub(super) cancelled_identifications: Vec<IdentificationView>,
}
