//! The directory of types of flags.

use super::NewFlagName;
use super::flag_reason::FlagReasonView;
use crate::{
    answer::{Answer, PageView},
    caller::{Caller, Staff},
    extract::{GuidPath, JsonBody, PageOf, PathName},
    failure::{Failure, NoErrors, errors},
    state::SharedState,
    wire::{Capitals, ScopeSent, ScopeWord, StatusSent, StatusWord},
};
use axum::extract::State;
use chrono::{DateTime, Utc};
use kredo_application::{
    directory::{AddEntry, EntryChange, NewEntry, Which},
    flag::{ChangeFlagType, FindFlagType, FlagTypeWithReasons, ListFlagTypes},
    read, run,
};
use kredo_domain::{
    directory::{EntryState, EntryStatus},
    flag::{FlagName, FlagType, FlagTypeChange, FlagTypeFacts, FlagTypeId, code},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// `flagTypeGuid`.
pub(super) struct FlagTypeGuid;

impl PathName for FlagTypeGuid {
    const NAME: &'static str = "flagTypeGuid";
}

errors! { CreateErrors: 409 => code::FLAG_TYPE_DUPLICATED_NAME }
errors! { PatchErrors:
    404 => code::FLAG_TYPE_NOT_FOUND,
    409 => code::FLAG_TYPE_DUPLICATED_NAME,
}
errors! { GetErrors: 404 => code::FLAG_TYPE_NOT_FOUND }

/// A new type.
#[derive(Deserialize, ToSchema)]
pub(super) struct CreateFlagType {
    /// Its name.
    name: NewFlagName,
    /// One sentence for people.
    #[schema(max_length = 1000)]
    description: String,
    /// Who else sees flags of this type.
    scope: ScopeSent,
    /// Whether it forbids its customer a loan while it is on; `true` unless it is said.
    restricts: Option<bool>,
}

/// What changes of a type; what is left out stays.
#[derive(Deserialize, ToSchema)]
pub(super) struct PatchFlagType {
    /// Its name.
    name: Option<NewFlagName>,
    /// One sentence for people.
    #[schema(max_length = 1000)]
    description: Option<String>,
    /// Who else sees flags of this type; those that are on keep their scope.
    scope: Option<ScopeSent>,
    /// Whether it forbids its customer a loan while it is on.
    restricts: Option<bool>,
    /// Whether flags of this type can be put on; those that are on stay.
    status: Option<StatusSent>,
}

/// A type of flag with its reasons.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct FlagTypeView {
    /// Its guid.
    guid: Uuid,
    /// Its name.
    name: String,
    /// One sentence for people.
    description: String,
    /// Who else sees flags of this type.
    scope: ScopeWord,
    /// Whether it forbids its customer a loan while it is on.
    restricts: bool,
    /// Whether flags of this type can be put on.
    status: StatusWord,
    /// What it may be set for.
    reasons: Vec<FlagReasonView>,
    /// When it was added.
    created_at: DateTime<Utc>,
    /// When it was last changed, if it ever was.
    updated_at: Option<DateTime<Utc>>,
}

impl From<FlagTypeWithReasons> for FlagTypeView {
    fn from(found: FlagTypeWithReasons) -> Self {
        let EntryState { id, facts, status, created_at, updated_at } =
            found.flag_type.state().clone();
        let FlagTypeFacts { name, description, scope, restricts } = facts;
        Self {
            guid: id.guid(),
            name: name.as_str().to_owned(),
            description,
            scope: Capitals(scope),
            restricts,
            status: Capitals(status),
            reasons: found.reasons.into_iter().map(FlagReasonView::from).collect(),
            created_at,
            updated_at,
        }
    }
}

pub(super) async fn create(
    State(state): State<SharedState>,
    _: Caller<Staff>,
    JsonBody(request): JsonBody<CreateFlagType>,
) -> Result<Answer<FlagTypeView>, Failure<CreateErrors>> {
    let CreateFlagType { name, description, scope, restricts } = request;
    let facts = FlagTypeFacts {
        name: name.into(),
        description,
        scope: scope.0,
        restricts: restricts.unwrap_or(true),
    };
    let new = NewEntry { facts, status: EntryStatus::Active };
    let flag_type = run(state.store(), &AddEntry::new(state.recorder()), &new).await?;
    Ok(Answer(FlagTypeWithReasons { flag_type, reasons: Vec::new() }.into()))
}

pub(super) async fn patch(
    State(state): State<SharedState>,
    _: Caller<Staff>,
    GuidPath(guid, _): GuidPath<FlagTypeGuid>,
    JsonBody(request): JsonBody<PatchFlagType>,
) -> Result<Answer<FlagTypeView>, Failure<PatchErrors>> {
    let PatchFlagType { name, description, scope, restricts, status } = request;
    let name = name.map(FlagName::from);
    let scope = scope.map(|scope| scope.0);
    let change = EntryChange {
        which: Which::Guid(FlagTypeId::new(guid)),
        change: FlagTypeChange { name, description, scope, restricts },
        status: status.map(|status| status.0),
    };
    let changed = run(state.store(), &ChangeFlagType::new(state.recorder()), &change).await?;
    Ok(Answer(changed.into()))
}

pub(super) async fn get(
    State(state): State<SharedState>,
    _: Caller<Staff>,
    GuidPath(guid, _): GuidPath<FlagTypeGuid>,
) -> Result<Answer<FlagTypeView>, Failure<GetErrors>> {
    let found = read(state.store(), &FindFlagType, &FlagTypeId::new(guid)).await?;
    Ok(Answer(found.into()))
}

pub(super) async fn list(
    State(state): State<SharedState>,
    _: Caller<Staff>,
    PageOf(wanted): PageOf<FlagType>,
) -> Result<Answer<PageView<FlagTypeView>>, Failure<NoErrors>> {
    let page = read(state.store(), &ListFlagTypes, &wanted).await?;
    Ok(Answer(PageView::of(page, FlagTypeView::from)))
}
