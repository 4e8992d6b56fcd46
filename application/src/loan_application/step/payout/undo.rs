//! The way back.

use super::{
    super::{Desk, plain::Plain},
    key, standing,
};
use crate::{
    AppError, UnitOfWork,
    activity::{Guid, LocalActivity, OutsideActivity, StepContext},
    payment::ports::OrderState,
};
use async_trait::async_trait;
use kredo_domain::{
    ErrorCode,
    loan::Loan,
    loan_application::{LoanApplication, LoanApplicationId, code},
    payment::code as payment_code,
};

/// Has the provider reverse the order. Where an earlier try may have reached it, it is asked first.
pub(in super::super) struct UndoPayout(pub(in super::super) Desk);

#[async_trait]
impl OutsideActivity for UndoPayout {
    const NAME: &'static str = "LoanApplicationActivity#undoPayout";
    const ARGUMENTS: &'static [&'static str] = &["applicationGuid", "orderGuid"];
    const ERRORS: &'static [ErrorCode] = &[];
    type Arguments = (Guid, Guid);
    type Output = Plain<OrderState>;

    async fn run(
        &self,
        context: &StepContext,
        (_, Guid(id)): (Guid, Guid),
    ) -> Result<Option<Plain<OrderState>>, AppError> {
        let payment = &self.0.closing.payment;
        if context.attempt > 1 {
            let known = payment.find(&key(id)).await?;
            if let Some(ended @ (OrderState::Undone | OrderState::Refused { .. })) = known {
                return Ok(Some(Plain(ended)));
            }
        }
        Ok(Some(Plain(payment.undo(&key(id)).await?)))
    }
}

/// What was done for a cancelled or refused application is undone.
pub(in super::super) struct Undo(pub(in super::super) Desk);

#[async_trait]
impl LocalActivity for Undo {
    const NAME: &'static str = "LoanApplicationActivity#undo";
    const ARGUMENTS: &'static [&'static str] = &["applicationGuid", "orderGuid", "state"];
    const ERRORS: &'static [ErrorCode] = &[
        code::LOAN_APPLICATION_NOT_FOUND,
        code::LOAN_APPLICATION_STAGE_MISMATCH,
        kredo_domain::loan::code::LOAN_STATE_MISMATCH,
        payment_code::TRANSACTION_ORDER_NOT_FOUND,
        payment_code::TRANSACTION_ORDER_STATE_MISMATCH,
    ];
    /// The order and what became of it, where there is one.
    type Arguments = (Guid, Option<Guid>, Plain<Option<OrderState>>);
    type Output = ();

    async fn run(
        &self,
        unit: &mut dyn UnitOfWork,
        (Guid(id), order, Plain(state)): Self::Arguments,
    ) -> Result<Option<()>, AppError> {
        if let (Some(Guid(order)), Some(state)) = (order, state) {
            self.0.tell_order(unit, order, standing(state)).await?;
        }
        let loan = Loan::id_of(LoanApplicationId::new(id));
        if unit.loans().get(loan).await?.is_some() {
            self.0.tell_loan(unit, id, &Loan::annul).await?;
        }
        self.0.tell(unit, id, &LoanApplication::undone).await.map(|()| None)
    }
}
