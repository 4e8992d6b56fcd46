//! What the provider does with which call.

use kredo_domain::Money;
use serde::Deserialize;

/// The calls of the port.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Operation {
    /// Placing an order.
    #[default]
    Place,
    /// Asking what became of one.
    Find,
    /// Reversing one.
    Undo,
}

/// What the provider does with a call.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Behaviour {
    /// Does as it is told.
    #[default]
    Accept,
    /// Decides against it: a placed order is refused, an undone one stays.
    Refuse {
        /// Why.
        reason: String,
    },
    /// Cannot be reached.
    Unavailable,
    /// Answers after the caller has gone.
    TimeOut {
        /// Whether it did as it was told, or never saw the call.
        acting: bool,
    },
    /// Answers what nobody can read.
    Nonsense {
        /// Whether it did as it was told.
        acting: bool,
    },
    /// Answers that the order is pending, and does as it was told when it is asked again.
    AnswerLate {
        /// By which question: the first, the second…
        finds: u32,
    },
    /// Does as it is told, and reports it twice.
    AnswerTwice,
}

/// When the provider does something else than usual.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SandboxRule {
    /// In which call of the port; placing unless told otherwise.
    #[serde(default)]
    pub operation: Operation,
    /// Only in the n-th of them, from 1; every repeated call counts.
    pub call: Option<u64>,
    /// Only for orders of that amount.
    pub amount: Option<Money>,
    /// What it does.
    pub behaviour: Behaviour,
}

/// The provider's behaviour.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SandboxPaymentSettings {
    /// The first rule that fits a call counts.
    pub rules: Vec<SandboxRule>,
    /// What happens to a call that no rule fits, except for questions: those are answered.
    pub otherwise: Behaviour,
}

impl SandboxPaymentSettings {
    pub(super) fn behaviour(
        &self,
        operation: Operation,
        number: u64,
        amount: Option<Money>,
    ) -> &Behaviour {
        let fits = |rule: &&SandboxRule| {
            rule.operation == operation
                && rule.call.is_none_or(|call| call == number)
                && (rule.amount.is_none() || rule.amount == amount)
        };
        match (self.rules.iter().find(fits), operation) {
            (Some(rule), _) => &rule.behaviour,
            (None, Operation::Place | Operation::Undo) => &self.otherwise,
            (None, Operation::Find) => &Behaviour::Accept,
        }
    }
}
