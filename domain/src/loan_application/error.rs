//! What an application refuses.

use super::{Action, Step};
use crate::{Coded, ErrorCode, FieldFault};
use chrono::{DateTime, Utc};
use std::fmt;

/// Codes of this context.
pub mod code {
    crate::error_codes! {
        LOAN_APPLICATION_NOT_FOUND: NotFound = "No application has this guid, or it is another partner's.";
        LOAN_APPLICATION_ALREADY_EXISTS: Conflict = "An application with this guid exists, and the request differs from the one that created it.";
        QUESTIONNAIRE_INVALID: Invalid = "The questionnaire holds amounts or numbers that no application can have.";
        ACTION_OUT_OF_TURN: Conflict = "The application does not expect this action now; the message says what it expects.";
        TASK_ALREADY_COMPLETED: Conflict = "This action was taken before, with another body.";
        OFFER_EXPIRED: Conflict = "The offer is no longer valid; the application has ended.";
        POINT_OF_NO_RETURN: Conflict = "The partner has confirmed the transfer of the goods, so the application cannot be cancelled any more.";
        LOAN_APPLICATION_FILES_TOO_MANY: Conflict = "The application holds as many files as it may.";
        LOAN_APPLICATION_STAGE_MISMATCH: Conflict = "A step of the flow does not follow the stage in which it finds the application.";
        COOLING_OFF_RUNNING: Conflict = "The money must not be disbursed before the cooling-off time is over.";
        CONTRACT_NOT_SIGNED: Conflict = "The contract is not signed yet.";
        CONTRACT_UNPRINTABLE: Internal = "The contract cannot be printed with what is known of the parties.";
        CONTRACT_SEALED_OTHERWISE: Internal = "Another seal of the same contract is kept.";
        CONTRACT_NUMBER_INVALID: Internal = "A contract's number has 14 digits: the date as YYMMDD and a sequence of 8.";
    }
}

/// What an application expects of the partner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expectation {
    /// This action.
    Action(Action),
    /// Nothing now: steps run, or a time passes.
    Patience,
    /// Nothing any more: it has ended in the state of this name.
    Nothing(&'static str),
}

impl fmt::Display for Expectation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Action(action) => write!(f, "the application waits for {}", action.name()),
            Self::Patience => f.write_str("the application is being processed; ask for its status"),
            Self::Nothing(state) => write!(f, "the application has ended as {state}"),
        }
    }
}

/// Why an application does not do what it is told.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LoanApplicationError {
    /// No such application, or not this partner's.
    #[error("there is no such application")]
    NotFound,
    /// The guid is taken by another request.
    #[error("an application with this guid exists and was created by another request")]
    AlreadyExists,
    /// Fields that no application can have, all of them.
    #[error("the questionnaire is wrong: {}", list(.0))]
    QuestionnaireInvalid(Vec<FieldFault>),
    /// Not this action now.
    #[error("{} is not expected now: {expected}", .action.name())]
    OutOfTurn {
        /// What the partner asked for.
        action: Action,
        /// What would be right.
        expected: Expectation,
    },
    /// Done before, with another body.
    #[error("{} was taken before, with another body", .0.name())]
    ActionAlreadyTaken(Action),
    /// Too late for the offer.
    #[error("the offer has expired")]
    OfferExpired,
    /// Too late to cancel.
    #[error("the transfer of the goods is confirmed; the application cannot be cancelled any more")]
    PointOfNoReturn,
    /// No room for another file.
    #[error("an application holds at most {0} files")]
    TooManyFiles(usize),
    /// A step of the flow that does not follow.
    #[error("{} does not follow {state}", .step.name())]
    StageMismatch {
        /// What the flow reported.
        step: Step,
        /// Where the application stands.
        state: &'static str,
    },
    /// Too early to disburse.
    #[error("the cooling-off time runs until {0}")]
    CoolingOffRunning(DateTime<Utc>),
    /// There is no signature.
    #[error("the contract is not signed")]
    NotSigned,
    /// A document that cannot be printed whole; without personal data.
    #[error("the contract cannot be printed: {0}")]
    Unprintable(String),
    /// Another seal is kept.
    #[error("another seal of the same contract is kept")]
    SealedOtherwise,
    /// No contract can have this number.
    #[error("a contract's number has 14 digits: the date as YYMMDD and a sequence of 8")]
    ContractNumberInvalid,
}

fn list(faults: &[FieldFault]) -> String {
    let texts: Vec<_> = faults.iter().map(|f| format!("{}: {}", f.path, f.message)).collect();
    texts.join("; ")
}

impl Coded for LoanApplicationError {
    fn code(&self) -> ErrorCode {
        match self {
            Self::NotFound => code::LOAN_APPLICATION_NOT_FOUND,
            Self::AlreadyExists => code::LOAN_APPLICATION_ALREADY_EXISTS,
            Self::QuestionnaireInvalid(_) => code::QUESTIONNAIRE_INVALID,
            Self::OutOfTurn { .. } => code::ACTION_OUT_OF_TURN,
            Self::ActionAlreadyTaken(_) => code::TASK_ALREADY_COMPLETED,
            Self::OfferExpired => code::OFFER_EXPIRED,
            Self::PointOfNoReturn => code::POINT_OF_NO_RETURN,
            Self::TooManyFiles(_) => code::LOAN_APPLICATION_FILES_TOO_MANY,
            Self::StageMismatch { .. } => code::LOAN_APPLICATION_STAGE_MISMATCH,
            Self::CoolingOffRunning(_) => code::COOLING_OFF_RUNNING,
            Self::NotSigned => code::CONTRACT_NOT_SIGNED,
            Self::Unprintable(_) => code::CONTRACT_UNPRINTABLE,
            Self::SealedOtherwise => code::CONTRACT_SEALED_OTHERWISE,
            Self::ContractNumberInvalid => code::CONTRACT_NUMBER_INVALID,
        }
    }
    fn fields(&self) -> Vec<FieldFault> {
        match self {
            Self::QuestionnaireInvalid(faults) => faults.clone(),
            Self::NotFound
            | Self::AlreadyExists
            | Self::OutOfTurn { .. }
            | Self::ActionAlreadyTaken(_)
            | Self::OfferExpired
            | Self::PointOfNoReturn
            | Self::TooManyFiles(_)
            | Self::StageMismatch { .. }
            | Self::CoolingOffRunning(_)
            | Self::NotSigned
            | Self::Unprintable(_)
            | Self::SealedOtherwise
            | Self::ContractNumberInvalid => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_names_the_action_and_what_is_expected() {
        let told = |expected| {
            LoanApplicationError::OutOfTurn { action: Action::Sign, expected }.to_string()
        };
        assert_eq!(
            told(Expectation::Action(Action::SendOtp)),
            "sign is not expected now: the application waits for send_otp"
        );
        assert_eq!(
            told(Expectation::Nothing("DECLINED")),
            "sign is not expected now: the application has ended as DECLINED"
        );
    }
}
