//! Programs: pure state machines.

use super::{FlowError, FlowState};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::{collections::BTreeMap, sync::Arc};

/// What comes next.
#[derive(Debug, Clone, PartialEq)]
pub enum Next {
    /// An activity is to be run.
    Run(Step),
    /// Somebody is to do one of the tasks; at `until` (business time) the flow goes on by itself.
    Await {
        /// Names of the tasks.
        tasks: Vec<String>,
        /// The deadline, where there is one.
        until: Option<DateTime<Utc>>,
    },
    /// Nothing any more.
    Finish,
}

/// One call of an activity.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// The activity's name.
    pub activity: &'static str,
    /// Its positional arguments.
    pub args: Vec<Value>,
}

/// What a program is told.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Signal {
    /// The step's activity ended well.
    Result(Value),
    /// The step's activity refused or failed for good.
    Failure {
        /// Its code.
        code: String,
        /// For people.
        message: String,
    },
    /// Somebody did a task.
    Task {
        /// Its name.
        name: String,
        /// What was given.
        payload: Value,
    },
    /// Somebody wants the flow to end.
    Cancel {
        /// Why.
        reason: String,
    },
    /// The deadline of an `Await` has passed.
    Deadline,
}

/// A pure state machine that says what comes next. No clock, no I/O: what it knows is its state
/// and what it is told.
pub trait FlowProgram: Send + Sync {
    /// `PartnerLoanApplicationFlow`.
    fn name(&self) -> &'static str;
    /// A version with live flows stays registered as it is.
    fn version(&self) -> u32;
    /// The state of a new flow.
    ///
    /// # Errors
    /// [`FlowError::StateInvalid`] when the input cannot be read.
    fn start(&self, input: &Value, now: DateTime<Utc>) -> Result<FlowState, FlowError>;
    /// What comes next in that state.
    ///
    /// # Errors
    /// [`FlowError::StateInvalid`] for a state that it does not know.
    fn next(&self, state: &FlowState) -> Result<Next, FlowError>;
    /// Goes on with what happened. Told of something that does not concern it where it stands, it
    /// stays as it is.
    ///
    /// # Errors
    /// [`FlowError::StateInvalid`] when it cannot go on: the flow is kept for an operator.
    fn resume(
        &self,
        state: &mut FlowState,
        with: &Signal,
        now: DateTime<Utc>,
    ) -> Result<(), FlowError>;
}

/// Every program in every version that may have live flows.
#[derive(Clone, Default)]
pub struct Programs(BTreeMap<(&'static str, u32), Arc<dyn FlowProgram>>);

impl Programs {
    /// Registers one.
    #[must_use]
    pub fn with(mut self, program: impl FlowProgram + 'static) -> Self {
        self.0.insert((program.name(), program.version()), Arc::new(program));
        self
    }

    /// The program of a flow, in the version it was started with.
    ///
    /// # Errors
    /// [`FlowError::ProgramUnknown`].
    pub fn of(&self, state: &FlowState) -> Result<&dyn FlowProgram, FlowError> {
        let found = self
            .0
            .iter()
            .find(|((name, version), _)| *name == state.program && *version == state.version);
        let unknown =
            || FlowError::ProgramUnknown { name: state.program.clone(), version: state.version };
        found.map(|(_, program)| &**program).ok_or_else(unknown)
    }

    /// The newest version of a program, for new flows.
    ///
    /// # Errors
    /// [`FlowError::ProgramUnknown`], with version 0.
    pub fn newest(&self, name: &str) -> Result<&dyn FlowProgram, FlowError> {
        let found = self.0.iter().rev().find(|((known, _), _)| *known == name);
        let unknown = || FlowError::ProgramUnknown { name: name.to_owned(), version: 0 };
        found.map(|(_, program)| &**program).ok_or_else(unknown)
    }

    /// Whether each of these is registered; the first that is not.
    ///
    /// # Errors
    /// [`FlowError::ProgramUnknown`].
    pub fn require(&self, live: &[(String, u32)]) -> Result<(), FlowError> {
        let missing = live
            .iter()
            .find(|(name, version)| !self.0.keys().any(|(known, v)| known == name && v == version));
        missing.map_or(Ok(()), |(name, version)| {
            Err(FlowError::ProgramUnknown { name: name.clone(), version: *version })
        })
    }
}
