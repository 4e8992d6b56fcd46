//! What happens to the data of a customer as a whole.

use crate::{DomainEvent, customer::CustomerId};
use serde::Serialize;

/// What happened to the data that is held about a customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase", untagged)]
pub enum PersonalDataEvent {
    /// It was shown to an employee or a system of the lender.
    #[serde(rename_all = "camelCase")]
    Read {
        /// Whose data.
        customer_guid: CustomerId,
        /// By which operation: a route, and the activity where it ran one.
        operation: String,
    },
}

impl DomainEvent for PersonalDataEvent {
    fn name(&self) -> &'static str {
        match self {
            Self::Read { .. } => "kredo.personal-data.read.v1",
        }
    }
    fn subject(&self) -> String {
        match self {
            Self::Read { customer_guid, .. } => customer_guid.to_string(),
        }
    }
}
