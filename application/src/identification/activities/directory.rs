//! `IdentificationDirectoryActivity`.

use crate::{AppError, UnitOfWork, activity::LocalActivity};
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use kredo_domain::{ErrorCode, identification::OfferedMethod};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// A method that is offered.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct ActivityMethod {
    /// Its guid.
    guid: Uuid,
    /// The type of identification that it leads to.
    r#type: String,
    /// Its name.
    name: String,
    /// One sentence for people.
    description: Option<String>,
    /// `ACTIVE`.
    status: &'static str,
    /// Whether the service behind it passed its last health check.
    health_check: bool,
    /// How often a customer may try.
    attempts: Option<u32>,
    /// When it was added.
    created_at: DateTime<Utc>,
    /// When it was last changed, if it ever was.
    updated_at: Option<DateTime<Utc>>,
}

impl From<&OfferedMethod> for ActivityMethod {
    fn from(method: &OfferedMethod) -> Self {
        let (state, facts) = (method.state(), method.facts());
        Self {
            guid: state.id.guid(),
            r#type: facts.kind.as_str().to_owned(),
            name: facts.name.clone(),
            description: facts.description.clone(),
            status: state.status.name(),
            health_check: facts.healthy,
            attempts: facts.attempts,
            created_at: state.created_at,
            updated_at: state.updated_at,
        }
    }
}

/// What a customer can be identified by.
#[derive(Serialize, ToSchema)]
pub(super) struct ActivityMethods {
    /// Those in use, in the order of their names.
    methods: Vec<ActivityMethod>,
}

/// Lists the methods in use, whether or not the service behind one is well: what the caller does
/// about that is its own affair.
pub(super) struct FindActive;

#[async_trait]
impl LocalActivity for FindActive {
    const NAME: &'static str = "IdentificationDirectoryActivity#findActive";
    const ARGUMENTS: &'static [&'static str] = &[];
    const ERRORS: &'static [ErrorCode] = &[];
    type Arguments = ();
    type Output = ActivityMethods;

    async fn run(
        &self,
        unit: &mut dyn UnitOfWork,
        (): (),
    ) -> Result<Option<ActivityMethods>, AppError> {
        let all = unit.identification_methods().all().await?;
        let mut active: Vec<_> =
            all.iter().map(|method| &method.value).filter(|method| method.is_active()).collect();
        active.sort_by(|one, other| one.facts().name.cmp(&other.facts().name));
        Ok(Some(ActivityMethods { methods: active.into_iter().map(Into::into).collect() }))
    }
}
