//! The identifications of a customer.

use crate::{
    answer::{Answer, PageView},
    caller::{Caller, Staff},
    extract::{CustomerGuid, GuidPath, PageOf},
    failure::{Failure, NoErrors},
    state::SharedState,
};
use axum::extract::State;
use chrono::{DateTime, Utc};
use kredo_application::{
    identification::{ListIdentifications, ListIdentificationsCommand},
    read,
};
use kredo_domain::{
    customer::{AdditionalData, CustomerId},
    identification::IdentificationRecord,
};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// An identification of a customer for an application.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct IdentificationView {
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

impl From<IdentificationRecord> for IdentificationView {
    fn from(record: IdentificationRecord) -> Self {
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

pub(super) async fn list(
    State(state): State<SharedState>,
    _: Caller<Staff>,
    GuidPath(customer, _): GuidPath<CustomerGuid>,
    PageOf(wanted): PageOf<IdentificationRecord>,
) -> Result<Answer<PageView<IdentificationView>>, Failure<NoErrors>> {
    let command = ListIdentificationsCommand { customer: CustomerId::new(customer), wanted };
    let page = read(state.store(), &ListIdentifications, &command).await?;
    Ok(Answer(PageView::of(page, IdentificationView::from)))
}
