//! What the flow remembers between two steps.

use chrono::{DateTime, Utc};
use kredo_domain::loan_application::LoanApplicationId;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

/// Results of steps that later steps need, each until it is used. What is empty is not kept.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Memory {
    pub(super) application: LoanApplicationId,
    /// What credit bureaus and sanctions lists said.
    #[serde(default, skip_serializing_if = "Value::is_null")]
    pub(super) reports: Value,
    /// The offer that is to be decided on, and the figures to decide by.
    #[serde(default, skip_serializing_if = "Value::is_null")]
    pub(super) assessment: Value,
    /// What the last call of another system answered.
    #[serde(default, skip_serializing_if = "Value::is_null")]
    pub(super) answer: Value,
    /// Until when the offer stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) offer_until: Option<DateTime<Utc>>,
    /// Number, day and terms of the contract.
    #[serde(default, skip_serializing_if = "Value::is_null")]
    pub(super) draft: Value,
    /// Where its printed bytes lie.
    #[serde(default, skip_serializing_if = "Value::is_null")]
    pub(super) printed: Value,
    /// The code on its way to the message, encrypted.
    #[serde(default, skip_serializing_if = "Value::is_null")]
    pub(super) code: Value,
    /// When the flow goes on by itself, apart from the offer's end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) wait_until: Option<DateTime<Utc>>,
    /// The order to pay.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) order: Option<Uuid>,
    /// How many orders were made.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub(super) orders: u32,
    /// How often the provider was asked what became of the last one.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub(super) asked: u32,
    /// Why it failed, for the operator.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) fault: Option<String>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
const fn is_zero(count: &u32) -> bool {
    *count == 0
}
