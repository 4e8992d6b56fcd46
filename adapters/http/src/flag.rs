//! Flags: `/crs`, the two directories and what is on a customer.

mod customer_flag;
mod flag_reason;
mod flag_type;

use crate::api::Routes;
use kredo_domain::flag::FlagName;
use serde::Deserialize;
use utoipa::ToSchema;

/// The name of a type of flag or of a reason: Latin letters, digits, `_` and `-`; kept in capitals.
#[derive(Deserialize, ToSchema)]
#[serde(transparent)]
#[schema(pattern = r"^[A-Za-z][A-Za-z0-9_-]*$", max_length = 100)]
struct NewFlagName(String);

impl From<NewFlagName> for FlagName {
    fn from(NewFlagName(text): NewFlagName) -> Self {
        Self::new(&text)
    }
}

pub(crate) fn routes() -> Routes {
    const TYPES: &str = "/crs/internal/v1/flag-types";
    const REASONS: &str = "/crs/internal/v1/flag-reasons";
    const OF_CUSTOMER: &str = "/crs/internal/v1/customers/{customerGuid}/flags";
    let one_type = format!("{TYPES}/{{flagTypeGuid}}");
    let of_type = format!("{one_type}/flag-reasons");
    let one_reason = format!("{REASONS}/{{flagTypeReasonGuid}}");
    let one_flag = format!("{OF_CUSTOMER}/{{flagGuid}}");
    let routes = Routes::of("customer-registry-service")
        .post(TYPES, ("crs.flag-type.create", "Add a type of flag"), flag_type::create)
        .patch(&one_type, ("crs.flag-type.patch", "Change a type of flag"), flag_type::patch)
        .get(&one_type, ("crs.flag-type.get", "Get a type of flag"), flag_type::get)
        .get(TYPES, ("crs.flag-type.list", "List the types of flags"), flag_type::list)
        .post(&of_type, ("crs.flag-reason.create", "Add a reason"), flag_reason::create)
        .patch(&one_reason, ("crs.flag-reason.patch", "Change a reason"), flag_reason::patch)
        .get(&one_reason, ("crs.flag-reason.get", "Get a reason"), flag_reason::get)
        .get(REASONS, ("crs.flag-reason.list", "List the reasons"), flag_reason::list);
    let restrictions = (
        "crs.customer-restriction.get-for-client",
        "Tell a client whether something forbids a loan",
    );
    let put_on = ("crs.customer-flag.add-internal", "Put a flag on a customer");
    let take_off = ("crs.customer-flag.remove-internal", "Take a flag off a customer");
    let list = ("crs.customer-flag.list-internal", "List the flags of a customer");
    routes
        .post(OF_CUSTOMER, put_on, customer_flag::add)
        .delete(&one_flag, take_off, customer_flag::remove)
        .get(OF_CUSTOMER, list, customer_flag::list)
        .get("/crs/api/v1/customers/restrictions", restrictions, customer_flag::restrictions)
}
