//! What programs and engines refuse.

use kredo_domain::{Coded, ErrorCode};

/// Codes of this context.
pub mod code {
    kredo_domain::error_codes! {
        FLOW_NOT_FOUND: NotFound = "No flow has this guid.";
        FLOW_PROGRAM_UNKNOWN: Internal = "A flow's program, in the version it was started with, is not part of this server.";
        FLOW_STATE_INVALID: Internal = "A flow's program met a state or a signal that it does not know.";
    }
}

/// Why a flow cannot go on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FlowError {
    /// No such flow.
    #[error("there is no such flow")]
    NotFound,
    /// The program is not registered in that version.
    #[error("the program {name} in version {version} is not part of this server")]
    ProgramUnknown {
        /// Its name.
        name: String,
        /// Its version.
        version: u32,
    },
    /// The program cannot make sense of its own state, or of what it was told in it.
    #[error("the program {program} at {step} cannot go on: {reason}")]
    StateInvalid {
        /// The program's name.
        program: String,
        /// Where it stands.
        step: String,
        /// What it could not read or did not expect.
        reason: String,
    },
}

impl Coded for FlowError {
    fn code(&self) -> ErrorCode {
        match self {
            Self::NotFound => code::FLOW_NOT_FOUND,
            Self::ProgramUnknown { .. } => code::FLOW_PROGRAM_UNKNOWN,
            Self::StateInvalid { .. } => code::FLOW_STATE_INVALID,
        }
    }
}
