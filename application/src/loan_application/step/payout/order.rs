//! The order to pay, and what the provider says of it.

use super::{
    super::{Desk, plain::Plain},
    key, order,
};
use crate::{
    AppError, UnitOfWork,
    activity::{Guid, LocalActivity, OutsideActivity, StepContext},
    loan_application::own::find,
    payment::ports::{OrderState, TransactionOrder as Placed},
};
use async_trait::async_trait;
use kredo_domain::{
    ErrorCode,
    loan::{Loan, LoanError},
    loan_application::{LoanApplicationId, code},
    partner::PartnerError,
    payment::{NewTransactionOrder, TransactionOrder, code as payment_code},
};

/// Makes an order to pay the partner what was lent.
pub(in super::super) struct OrderPayout(pub(in super::super) Desk);

#[async_trait]
impl LocalActivity for OrderPayout {
    const NAME: &'static str = "LoanApplicationActivity#orderPayout";
    const ARGUMENTS: &'static [&'static str] = &["applicationGuid"];
    const ERRORS: &'static [ErrorCode] = &[
        code::LOAN_APPLICATION_NOT_FOUND,
        kredo_domain::loan::code::LOAN_NOT_FOUND,
        kredo_domain::partner::code::PARTNER_NOT_FOUND,
    ];
    type Arguments = (Guid,);
    type Output = Guid;

    async fn run(
        &self,
        unit: &mut dyn UnitOfWork,
        (Guid(id),): (Guid,),
    ) -> Result<Option<Guid>, AppError> {
        let application = find(unit, LoanApplicationId::new(id)).await?.value;
        let loan = unit.loans().get(Loan::id_of(application.id())).await?;
        let loan = loan.ok_or(LoanError::NotFound)?.value;
        let partner = unit.partners().by_name(&loan.record().partner).await?;
        let new = NewTransactionOrder {
            id: self.0.recorder.new_id(),
            loan: loan.id(),
            receiver: partner.ok_or(PartnerError::NotFound)?.value.id(),
            amount: loan.record().offer.amount(),
            purpose: format!("Перечисление займа по договору {}", loan.record().number),
        };
        let (order, events) = TransactionOrder::place(new, self.0.time.now())?;
        unit.transaction_orders().insert(&order).await?;
        self.0.recorder.record(unit, &events).await?;
        Ok(Some(Guid(order.id().guid())))
    }
}

/// Places the order. Where an earlier try may have reached the provider, it is asked first.
pub(in super::super) struct SubmitOrder(pub(in super::super) Desk);

#[async_trait]
impl OutsideActivity for SubmitOrder {
    const NAME: &'static str = "LoanApplicationActivity#submitOrder";
    const ARGUMENTS: &'static [&'static str] = &["applicationGuid", "orderGuid"];
    const ERRORS: &'static [ErrorCode] = &[payment_code::TRANSACTION_ORDER_NOT_FOUND];
    type Arguments = (Guid, Guid);
    type Output = Plain<OrderState>;

    async fn run(
        &self,
        context: &StepContext,
        (_, Guid(id)): (Guid, Guid),
    ) -> Result<Option<Plain<OrderState>>, AppError> {
        let Desk { store, closing, .. } = &self.0;
        if context.attempt > 1
            && let Some(known) = closing.payment.find(&key(id)).await?
        {
            return Ok(Some(Plain(known)));
        }
        let mut unit = store.reader().await?;
        let record = order(&mut *unit, id).await?.value.record().clone();
        drop(unit);
        let placed = Placed {
            amount: record.amount,
            receiver: record.receiver.guid(),
            purpose: record.purpose,
        };
        Ok(Some(Plain(closing.payment.place(&key(id), &placed).await?)))
    }
}

/// Asks what became of the order; nothing when the provider has never seen it.
pub(in super::super) struct AskOrder(pub(in super::super) Desk);

#[async_trait]
impl OutsideActivity for AskOrder {
    const NAME: &'static str = "LoanApplicationActivity#askOrder";
    const ARGUMENTS: &'static [&'static str] = &["applicationGuid", "orderGuid"];
    const ERRORS: &'static [ErrorCode] = &[];
    type Arguments = (Guid, Guid);
    type Output = Plain<OrderState>;

    async fn run(
        &self,
        _: &StepContext,
        (_, Guid(id)): (Guid, Guid),
    ) -> Result<Option<Plain<OrderState>>, AppError> {
        Ok(self.0.closing.payment.find(&key(id)).await?.map(Plain))
    }
}
