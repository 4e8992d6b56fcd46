//! What the flow remembers between two steps.

use crate::{file::ports::FileId, flow::FlowState};
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
    /// A sealed document, or the place for one, that came to be no contract's, since the partner
    /// cancelled: whoever erases the application's files has to know.
    #[serde(default, skip_serializing_if = "Value::is_null")]
    pub(super) stray: Value,
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

/// Where the file storage keeps what a flow had printed or sealed and handed to nobody: the flow
/// alone knows of it. What a flow of another form knows is not looked for.
pub(crate) fn files_of(state: &FlowState) -> Vec<String> {
    let Ok(memory) = state.memory::<Memory>() else { return Vec::new() };
    let Memory { draft, printed, answer, stray, .. } = &memory;
    let sealed = |value: &Value| {
        let place = value.as_str().or_else(|| value.pointer("/bytes/storage_id")?.as_str());
        place.map(ToOwned::to_owned)
    };
    let text = |value: Option<&Value>| value.and_then(Value::as_str).map(ToOwned::to_owned);
    let places =
        [text(draft.get("file")), text(printed.get("storage_id")), sealed(answer), sealed(stray)];
    let is_place = |place: &String| place.parse::<FileId>().is_ok();
    places.into_iter().flatten().filter(is_place).collect()
}
