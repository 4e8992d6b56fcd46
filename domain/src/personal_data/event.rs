//! What happens to the data of a customer as a whole.

use crate::{DomainEvent, customer::CustomerId};
use serde::Serialize;

/// What happened to the data that is held about customers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase", untagged)]
pub enum PersonalDataEvent {
    /// That of one was shown to an employee or a system of the lender.
    #[serde(rename_all = "camelCase")]
    Read {
        /// Whose data.
        customer_guid: CustomerId,
        /// By which operation: a route, and the activity where it ran one.
        operation: String,
    },
    /// Some of that of several was shown at once: whoever looked for them was told who they are.
    #[serde(rename_all = "camelCase")]
    Found {
        /// Who was told: guid of an employee, name of a system.
        reader: String,
        /// Whose data, by guid.
        customer_guids: Vec<CustomerId>,
        /// By which operation, as above.
        operation: String,
    },
}

impl PersonalDataEvent {
    /// The name of [`Self::Found`], by which a trail finds those that tell of a customer.
    pub const FOUND: &'static str = "kredo.personal-data.found.v1";
}

impl DomainEvent for PersonalDataEvent {
    fn name(&self) -> &'static str {
        match self {
            Self::Read { .. } => "kredo.personal-data.read.v1",
            Self::Found { .. } => Self::FOUND,
        }
    }
    fn subject(&self) -> String {
        match self {
            Self::Read { customer_guid, .. } => customer_guid.to_string(),
            Self::Found { reader, .. } => reader.clone(),
        }
    }
}
