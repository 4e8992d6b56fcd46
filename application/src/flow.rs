//! Long processes that call activities and wait for people.
//!
//! A [`FlowProgram`] is a pure state machine: it says what comes next. An engine does it: the
//! embedded [`FlowEngine`] keeps state, inbox and pending step in the application's own database.

mod along;
mod engine;
mod error;
mod program;
mod record;
mod state;

pub use along::{FlowDriver, TellsFlow, run_with_flow};
pub use engine::{EngineSettings, FlowEngine, Handover, Pace};
pub use error::{FlowError, code};
pub use program::{FlowProgram, Next, Programs, Signal, Step};
pub use record::{Flow, FlowId, FlowKeep, FlowStanding};
pub use state::FlowState;
