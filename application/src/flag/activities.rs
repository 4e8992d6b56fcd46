//! `FlagActivity`.

use super::{AddFlag, FindRestrictions, FlagCommand, ListFlags, RemoveFlag};
use crate::{
    AppError, Recorder, UnitOfWork, UseCase,
    activity::{ActivityTable, Capitals, Guid, LocalActivity, ScopeWord},
    customer::{CustomerKey, FindCustomer},
};
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use kredo_domain::{
    ErrorCode,
    customer::{CustomerId, code::CUSTOMER_NOT_FOUND},
    flag::{CustomerFlag, FlagName, code},
};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// Adds the activities of flags to the table.
#[must_use]
pub fn flag_activities(table: ActivityTable, recorder: &Recorder) -> ActivityTable {
    table
        .with(Add(AddFlag::new(recorder.clone())))
        .with(Remove(RemoveFlag::new(recorder.clone())))
        .with(Find)
        .with(Restricted)
}

fn command(customer: Uuid, flag_type: &str, reason: &str) -> FlagCommand {
    FlagCommand {
        customer: CustomerId::new(customer),
        flag_type: FlagName::new(flag_type),
        reason: FlagName::new(reason),
    }
}

/// Puts a flag on; answers nothing.
struct Add(AddFlag);

#[async_trait]
impl LocalActivity for Add {
    const NAME: &'static str = "FlagActivity#add";
    const ARGUMENTS: &'static [&'static str] = &["customerGuid", "typeName", "reasonName"];
    const ERRORS: &'static [ErrorCode] = &[
        CUSTOMER_NOT_FOUND,
        code::FLAG_TYPE_NOT_FOUND,
        code::FLAG_REASON_NOT_FOUND,
        code::FLAG_REASON_INCOMPATIBLE_WITH_TYPE,
        code::INVALID_FLAG_STATE,
    ];
    type Arguments = (Guid, String, String);
    type Output = ();

    async fn run(
        &self,
        unit: &mut dyn UnitOfWork,
        (Guid(customer), flag_type, reason): Self::Arguments,
    ) -> Result<Option<()>, AppError> {
        self.0.execute_in(unit, &command(customer, &flag_type, &reason)).await?;
        Ok(None)
    }
}

/// Takes a flag off; answers nothing.
struct Remove(RemoveFlag);

#[async_trait]
impl LocalActivity for Remove {
    const NAME: &'static str = "FlagActivity#remove";
    const ARGUMENTS: &'static [&'static str] = &["customerGuid", "typeName", "reasonName"];
    const ERRORS: &'static [ErrorCode] = &[
        CUSTOMER_NOT_FOUND,
        code::FLAG_TYPE_NOT_FOUND,
        code::FLAG_REASON_NOT_FOUND,
        code::FLAG_REASON_INCOMPATIBLE_WITH_TYPE,
    ];
    type Arguments = (Guid, String, String);
    type Output = ();

    async fn run(
        &self,
        unit: &mut dyn UnitOfWork,
        (Guid(customer), flag_type, reason): Self::Arguments,
    ) -> Result<Option<()>, AppError> {
        self.0.execute_in(unit, &command(customer, &flag_type, &reason)).await?;
        Ok(None)
    }
}

/// A flag that is, or was, on a customer.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct ActivityFlag {
    /// Its type.
    flag_type: String,
    /// What it was set for.
    flag_reason: String,
    /// Whether it is on.
    active: bool,
    /// Who sees it.
    scope: ScopeWord,
    /// When it was put on.
    created_at: DateTime<Utc>,
}

impl From<&CustomerFlag> for ActivityFlag {
    fn from(flag: &CustomerFlag) -> Self {
        let state = flag.state();
        Self {
            flag_type: state.flag.flag_type.as_str().to_owned(),
            flag_reason: state.flag.flag_reason.as_str().to_owned(),
            active: state.active,
            scope: Capitals(state.flag.scope),
            created_at: state.created_at,
        }
    }
}

/// Lists a customer's flags of one type, or all without one, oldest first, those that were taken
/// off included. A type is known by its name now and by the
/// name that a flag was put on by; it is shown by the latter.
struct Find;

#[async_trait]
impl LocalActivity for Find {
    const NAME: &'static str = "FlagActivity#find";
    const ARGUMENTS: &'static [&'static str] = &["customerGuid", "typeName"];
    const ERRORS: &'static [ErrorCode] = &[CUSTOMER_NOT_FOUND];
    type Arguments = (Guid, Option<String>);
    type Output = Vec<ActivityFlag>;

    async fn run(
        &self,
        unit: &mut dyn UnitOfWork,
        (Guid(customer), flag_type): Self::Arguments,
    ) -> Result<Option<Vec<ActivityFlag>>, AppError> {
        let flags = ListFlags.execute_in(unit, &CustomerId::new(customer)).await?;
        let Some(wanted) = flag_type.as_deref().map(FlagName::new) else {
            return Ok(Some(flags.iter().map(Into::into).collect()));
        };
        let now = unit.flag_types().by_key(wanted.as_str()).await?.map(|found| found.value.id());
        let fits = |flag: &&CustomerFlag| {
            let known = &flag.state().flag;
            now == Some(known.flag_type_guid) || known.flag_type == wanted
        };
        Ok(Some(flags.iter().filter(fits).map(Into::into).collect()))
    }
}

/// Whether something forbids a customer a loan.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct CustomerRestrictions {
    /// Whether a flag does.
    has_restrictions: bool,
}

/// Tells whether a flag forbids a customer a loan.
struct Restricted;

#[async_trait]
impl LocalActivity for Restricted {
    const NAME: &'static str = "FlagActivity#findRestrictions";
    const ARGUMENTS: &'static [&'static str] = &["customerGuid"];
    const ERRORS: &'static [ErrorCode] = &[CUSTOMER_NOT_FOUND];
    type Arguments = (Guid,);
    type Output = CustomerRestrictions;

    async fn run(
        &self,
        unit: &mut dyn UnitOfWork,
        (Guid(customer),): (Guid,),
    ) -> Result<Option<CustomerRestrictions>, AppError> {
        let key = CustomerKey::Guid(CustomerId::new(customer));
        let customer = FindCustomer.execute_in(unit, &key).await?;
        let found = FindRestrictions.execute_in(unit, &customer.value.id()).await?;
        Ok(Some(CustomerRestrictions { has_restrictions: !found.is_empty() }))
    }
}
