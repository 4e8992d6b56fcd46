//! The directory of what flags are set for.

use super::NewFlagName;
use super::flag_type::FlagTypeGuid;
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
    AppError,
    directory::{ChangeEntry, EntryChange, FindEntry, ListEntries, NewEntry, Which},
    flag::AddFlagReason,
    read, run,
};
use kredo_domain::{
    directory::{EntryState, EntryStatus},
    flag::{
        FlagError, FlagName, FlagReason, FlagReasonChange, FlagReasonFacts, FlagReasonId,
        FlagTypeId, code,
    },
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// `flagTypeReasonGuid`.
pub(super) struct FlagTypeReasonGuid;

impl PathName for FlagTypeReasonGuid {
    const NAME: &'static str = "flagTypeReasonGuid";
}

errors! { CreateErrors:
    404 => code::FLAG_TYPE_NOT_FOUND,
    409 => code::FLAG_REASON_DUPLICATED_NAME,
}
errors! { PatchErrors:
    404 => code::FLAG_TYPE_NOT_FOUND,
    409 => code::FLAG_REASON_DUPLICATED_NAME,
}
errors! { GetErrors: 404 => code::FLAG_REASON_NOT_FOUND }

/// A new reason.
#[derive(Deserialize, ToSchema)]
pub(super) struct CreateFlagReason {
    /// Its name.
    name: NewFlagName,
    /// One sentence for people.
    #[schema(max_length = 1000)]
    description: String,
}

/// What changes of a reason; what is left out stays.
#[derive(Deserialize, ToSchema)]
pub(super) struct PatchFlagReason {
    /// Its name.
    name: Option<NewFlagName>,
    /// One sentence for people.
    #[schema(max_length = 1000)]
    description: Option<String>,
    /// Whether flags can be put on for it; those that are on stay.
    status: Option<StatusSent>,
}

/// A reason.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct FlagReasonView {
    /// Its guid.
    guid: Uuid,
    /// Its name.
    name: String,
    /// One sentence for people.
    description: String,
    /// Whether flags can be put on for it.
    status: StatusWord,
    /// When it was added.
    created_at: DateTime<Utc>,
    /// When it was last changed, if it ever was.
    updated_at: Option<DateTime<Utc>>,
}

impl From<FlagReason> for FlagReasonView {
    fn from(reason: FlagReason) -> Self {
        let EntryState { id, facts, status, created_at, updated_at } = reason.state().clone();
        Self {
            guid: id.guid(),
            name: facts.name.as_str().to_owned(),
            description: facts.description,
            status: Capitals(status),
            created_at,
            updated_at,
        }
    }
}

pub(super) async fn create(
    State(state): State<SharedState>,
    _: Caller<Staff>,
    GuidPath(guid, _): GuidPath<FlagTypeGuid>,
    JsonBody(request): JsonBody<CreateFlagReason>,
) -> Result<Answer<FlagReasonView>, Failure<CreateErrors>> {
    let CreateFlagReason { name, description } = request;
    let (flag_type, name) = (FlagTypeId::new(guid), name.into());
    let facts = FlagReasonFacts { flag_type, name, description };
    let new = NewEntry { facts, status: EntryStatus::Active };
    let reason = run(state.store(), &AddFlagReason::new(state.recorder()), &new).await?;
    Ok(Answer(reason.into()))
}

pub(super) async fn patch(
    State(state): State<SharedState>,
    _: Caller<Staff>,
    GuidPath(guid, _): GuidPath<FlagTypeReasonGuid>,
    JsonBody(request): JsonBody<PatchFlagReason>,
) -> Result<Answer<FlagReasonView>, Failure<PatchErrors>> {
    let PatchFlagReason { name, description, status } = request;
    let name = name.map(FlagName::from);
    let change = EntryChange {
        which: Which::<FlagReasonFacts>::Guid(FlagReasonId::new(guid)),
        change: FlagReasonChange { name, description },
        status: status.map(|status| status.0),
    };
    let changed = run(state.store(), &ChangeEntry::new(state.recorder()), &change).await;
    Ok(Answer(changed.map_err(as_the_contract_has_it)?.into()))
}

/// The contract calls a missing reason a missing type here, and only here.
fn as_the_contract_has_it(error: AppError) -> AppError {
    if error.code() == code::FLAG_REASON_NOT_FOUND { FlagError::TypeNotFound.into() } else { error }
}

pub(super) async fn get(
    State(state): State<SharedState>,
    _: Caller<Staff>,
    GuidPath(guid, _): GuidPath<FlagTypeReasonGuid>,
) -> Result<Answer<FlagReasonView>, Failure<GetErrors>> {
    let which = Which::<FlagReasonFacts>::Guid(FlagReasonId::new(guid));
    let found = read(state.store(), &FindEntry::new(), &which).await?;
    Ok(Answer(found.value.into()))
}

pub(super) async fn list(
    State(state): State<SharedState>,
    _: Caller<Staff>,
    PageOf(wanted): PageOf<FlagReason>,
) -> Result<Answer<PageView<FlagReasonView>>, Failure<NoErrors>> {
    let page = read(state.store(), &ListEntries::<FlagReasonFacts>::new(), &wanted).await?;
    Ok(Answer(PageView::of(page, FlagReasonView::from)))
}
