//! The directory of methods.

use crate::{
    answer::{Answer, PageView},
    caller::{Caller, Staff},
    extract::{GuidPath, JsonBody, PageOf, PathName},
    failure::{Failure, NoErrors, errors},
    state::SharedState,
    wire::{Capitals, StatusSent, StatusWord},
};
use axum::extract::State;
use chrono::{DateTime, Utc};
use kredo_application::{
    directory::{AddEntry, ChangeEntry, EntryChange, ListEntries, NewEntry, Which},
    read, run,
};
use kredo_domain::{
    Id,
    directory::EntryState,
    identification::{
        IdentificationKind, OfferedMethod, OfferedMethodChange, OfferedMethodFacts, code,
    },
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// `identificationMethodGuid`.
pub(super) struct MethodGuid;

impl PathName for MethodGuid {
    const NAME: &'static str = "identificationMethodGuid";
}

errors! { CreateErrors: 409 => code::DUPLICATE_NAME_AND_TYPE }
errors! { UpdateErrors: 409 => code::IDENTIFICATION_METHOD_NOT_FOUND }

/// A new method.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct CreateMethod {
    /// The type of identification that it leads to: `simplistic`.
    #[schema(min_length = 1, max_length = 100)]
    identification_type: String,
    /// Its name, unique among those of its type.
    #[schema(min_length = 1, max_length = 100)]
    name: String,
    /// One sentence for people.
    #[schema(max_length = 1000)]
    description: Option<String>,
    /// Whether it is in use.
    status: StatusSent,
    /// Whether the service behind it passed its last health check; must be there under this name
    /// or the next.
    is_healthcheck_successful: Option<bool>,
    /// The same under another spelling.
    is_health_check_successful: Option<bool>,
    /// How often a customer may try.
    #[schema(minimum = 1, maximum = 1000)]
    attempts: Option<u32>,
}

/// What changes of a method; what is left out stays.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct UpdateMethod {
    /// One sentence for people.
    #[schema(max_length = 1000)]
    description: Option<String>,
    /// Whether it is in use.
    status: Option<StatusSent>,
    /// Whether the service behind it passed its last health check.
    is_healthcheck_successful: Option<bool>,
    /// The same under another spelling.
    is_health_check_successful: Option<bool>,
    /// How often a customer may try.
    #[schema(minimum = 1, maximum = 1000)]
    attempts: Option<u32>,
}

/// A method of identification.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct MethodView {
    /// Its guid.
    guid: Uuid,
    /// The type of identification that it leads to.
    identification_type: String,
    /// Its name.
    name: String,
    /// One sentence for people.
    description: Option<String>,
    /// Whether it is in use.
    status: StatusWord,
    /// Whether the service behind it passed its last health check.
    is_healthcheck_successful: bool,
    /// How often a customer may try.
    attempts: Option<u32>,
    /// When it was added.
    created_at: DateTime<Utc>,
    /// When it was last changed, if it ever was.
    updated_at: Option<DateTime<Utc>>,
}

impl From<OfferedMethod> for MethodView {
    fn from(method: OfferedMethod) -> Self {
        let EntryState { id, facts, status, created_at, updated_at } = method.state().clone();
        let OfferedMethodFacts { kind, name, description, healthy, attempts } = facts;
        Self {
            guid: id.guid(),
            identification_type: kind.as_str().to_owned(),
            name,
            description,
            status: Capitals(status),
            is_healthcheck_successful: healthy,
            attempts,
            created_at,
            updated_at,
        }
    }
}

pub(super) async fn create(
    State(state): State<SharedState>,
    _: Caller<Staff>,
    JsonBody(request): JsonBody<CreateMethod>,
) -> Result<Answer<MethodView>, Failure<CreateErrors>> {
    let healthy = request.is_healthcheck_successful.or(request.is_health_check_successful);
    let healthy = healthy.ok_or_else(|| Failure::missing("isHealthcheckSuccessful"))?;
    let facts = OfferedMethodFacts {
        kind: IdentificationKind::new(&request.identification_type),
        name: request.name,
        description: request.description,
        healthy,
        attempts: request.attempts,
    };
    let new = NewEntry { facts, status: request.status.0 };
    let method = run(state.store(), &AddEntry::new(state.recorder()), &new).await?;
    Ok(Answer(method.into()))
}

pub(super) async fn update(
    State(state): State<SharedState>,
    _: Caller<Staff>,
    GuidPath(guid, _): GuidPath<MethodGuid>,
    JsonBody(request): JsonBody<UpdateMethod>,
) -> Result<Answer<MethodView>, Failure<UpdateErrors>> {
    let healthy = request.is_healthcheck_successful.or(request.is_health_check_successful);
    let (description, attempts) = (request.description, request.attempts);
    let change = EntryChange {
        which: Which::<OfferedMethodFacts>::Guid(Id::new(guid)),
        change: OfferedMethodChange { description, healthy, attempts },
        status: request.status.map(|status| status.0),
    };
    let changed = run(state.store(), &ChangeEntry::new(state.recorder()), &change).await?;
    Ok(Answer(changed.into()))
}

pub(super) async fn list(
    State(state): State<SharedState>,
    _: Caller<Staff>,
    PageOf(wanted): PageOf<OfferedMethod>,
) -> Result<Answer<PageView<MethodView>>, Failure<NoErrors>> {
    let page = read(state.store(), &ListEntries::<OfferedMethodFacts>::new(), &wanted).await?;
    Ok(Answer(PageView::of(page, MethodView::from)))
}
