//! Clients who come in.

use crate::{DomainEvent, customer::CustomerId};
use serde::Serialize;
use uuid::Uuid;

/// A client got a token for a phone and its code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ClientLetIn {
    /// Who.
    pub customer_guid: CustomerId,
    /// With which device, as the application names it.
    pub device_guid: Uuid,
    /// Through which application: its client id.
    pub application: String,
}

impl DomainEvent for ClientLetIn {
    fn name(&self) -> &'static str {
        "kredo.client.let-in.v1"
    }
    fn subject(&self) -> String {
        self.customer_guid.to_string()
    }
}
