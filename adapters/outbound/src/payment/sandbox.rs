//! A payment provider that behaves as its configuration says, and remembers what it saw.

mod ledger;
mod script;

pub use ledger::{Direction, Notice, SeenCall, Transfer};
pub use script::{Behaviour, Operation, SandboxPaymentSettings, SandboxRule};

use async_trait::async_trait;
use kredo_application::{
    outside::{CallKey, OutsideError},
    payment::ports::{OrderState, PaymentProvider, TransactionOrder},
};
use kredo_domain::Money;
use ledger::{Effect, Ledger};
use std::sync::{Mutex, MutexGuard, PoisonError};

const SYSTEM: &str = "the sandbox payment provider";

/// Pays nobody, and keeps the books as if it did.
///
/// Whatever it answers, its books obey the port: one key moves money once at most.
#[derive(Debug, Default)]
pub struct SandboxPayment {
    settings: SandboxPaymentSettings,
    ledger: Mutex<Ledger>,
}

#[derive(Debug, thiserror::Error)]
#[error("{0}, as its configuration says")]
struct Scripted(&'static str);

impl SandboxPayment {
    /// A provider that behaves so.
    #[must_use]
    pub fn new(settings: SandboxPaymentSettings) -> Self {
        Self { settings, ledger: Mutex::default() }
    }
    /// Every call it saw, in order.
    #[must_use]
    pub fn calls(&self) -> Vec<SeenCall> {
        self.ledger().calls.clone()
    }
    /// Every movement of money, in order.
    #[must_use]
    pub fn transfers(&self) -> Vec<Transfer> {
        self.ledger().transfers.clone()
    }
    /// What a real provider would report of its own accord since this was last asked.
    #[must_use]
    pub fn take_notices(&self) -> Vec<Notice> {
        std::mem::take(&mut self.ledger().notices)
    }
    fn ledger(&self) -> MutexGuard<'_, Ledger> {
        self.ledger.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes the call, lets `act` change the books if the scripted behaviour acts, and shapes the
    /// answer.
    fn call<A>(
        &self,
        operation: Operation,
        key: &CallKey,
        amount: Option<Money>,
        act: impl FnOnce(&mut Ledger, Effect) -> Result<A, OutsideError>,
    ) -> Result<A, OutsideError> {
        let mut ledger = self.ledger();
        let amount = amount.or_else(|| ledger.amount_of(key));
        let number = ledger.note(operation, key, amount);
        let behaviour = self.settings.behaviour(operation, number, amount);
        let (is_acting, lost) = match behaviour {
            Behaviour::Unavailable => {
                let source = Box::new(Scripted("it does not answer"));
                return Err(OutsideError::Unavailable { system: SYSTEM, source });
            }
            Behaviour::TimeOut { acting } => (*acting, Some(Scripted("it answered too late"))),
            Behaviour::Nonsense { acting } => (*acting, Some(Scripted("it answered nonsense"))),
            Behaviour::Accept
            | Behaviour::Refuse { .. }
            | Behaviour::AnswerLate { .. }
            | Behaviour::AnswerTwice => (true, None),
        };
        let answer = is_acting.then(|| act(&mut ledger, Effect::of(behaviour)));
        match (answer, lost) {
            (Some(answer), None) => answer,
            (_, lost) => {
                let source = Box::new(lost.unwrap_or(Scripted("it gave no answer")));
                Err(OutsideError::Unknown { system: SYSTEM, source })
            }
        }
    }
}

#[async_trait]
impl PaymentProvider for SandboxPayment {
    async fn place(
        &self,
        key: &CallKey,
        order: &TransactionOrder,
    ) -> Result<OrderState, OutsideError> {
        self.call(Operation::Place, key, Some(order.amount), |ledger, effect| {
            ledger.place(key, order, effect)
        })
    }

    async fn find(&self, key: &CallKey) -> Result<Option<OrderState>, OutsideError> {
        self.call(Operation::Find, key, None, |ledger, _| Ok(ledger.find(key)))
    }

    async fn undo(&self, key: &CallKey) -> Result<OrderState, OutsideError> {
        self.call(Operation::Undo, key, None, |ledger, effect| ledger.undo(key, effect))
    }
}

#[cfg(test)]
mod tests;
