//! A flag, as interfaces and exports show it.

use crate::activity::{Capitals, ScopeWord};
use chrono::{DateTime, Utc};
use kredo_domain::flag::CustomerFlag;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// A flag that is, or was, on a customer, with the names that it was put on by.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CustomerFlagView {
    /// Its guid.
    guid: Uuid,
    /// Its type.
    flag_type: String,
    /// What it was set for.
    flag_reason: String,
    /// Whether it is on.
    is_active: bool,
    /// Who sees it.
    scope: ScopeWord,
    /// When it was put on.
    created_at: DateTime<Utc>,
    /// When it was put on or taken off.
    updated_at: DateTime<Utc>,
}

impl From<CustomerFlag> for CustomerFlagView {
    fn from(flag: CustomerFlag) -> Self {
        let state = flag.state();
        Self {
            guid: state.id.guid(),
            flag_type: state.flag.flag_type.as_str().to_owned(),
            flag_reason: state.flag.flag_reason.as_str().to_owned(),
            is_active: state.active,
            scope: Capitals(state.flag.scope),
            created_at: state.created_at,
            updated_at: state.updated_at,
        }
    }
}
