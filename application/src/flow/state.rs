//! Where a flow stands.

use super::FlowError;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::Value;

/// All that a program knows between two steps. Stored as JSON; every version's form stays readable
/// for ever.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FlowState {
    /// The program's name.
    pub program: String,
    /// The version it was started with; it ends with the same.
    pub version: u32,
    /// How many steps were begun; the number of the one that is due or in flight.
    pub step_no: i64,
    /// Name of that step, or of the place where the flow waits.
    pub step_name: String,
    /// The program's own memory.
    pub data: Value,
    /// What would have to be undone, oldest first.
    pub undo: Vec<String>,
}

impl FlowState {
    /// A fresh state.
    #[must_use]
    pub fn begin(program: &str, version: u32, step_name: &str, data: Value) -> Self {
        Self {
            program: program.to_owned(),
            version,
            step_no: 1,
            step_name: step_name.to_owned(),
            data,
            undo: Vec::new(),
        }
    }

    /// Goes to another step or place; steps count up.
    pub fn go(&mut self, step_name: &str) {
        step_name.clone_into(&mut self.step_name);
        self.step_no = self.step_no.saturating_add(1);
    }

    /// The program's memory, typed.
    ///
    /// # Errors
    /// [`FlowError::StateInvalid`] when it has another form.
    pub fn memory<T: DeserializeOwned>(&self) -> Result<T, FlowError> {
        serde_json::from_value(self.data.clone()).map_err(|fault| self.invalid(fault.to_string()))
    }

    /// An error that names this place.
    #[must_use]
    pub fn invalid(&self, reason: impl Into<String>) -> FlowError {
        FlowError::StateInvalid {
            program: self.program.clone(),
            step: self.step_name.clone(),
            reason: reason.into(),
        }
    }
}
