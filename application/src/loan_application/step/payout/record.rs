//! What the payout, the partner's word and the passing of time mean to loan and application.

use super::{
    super::{Desk, plain::Plain},
    order, standing,
};
use crate::{
    AppError, UnitOfWork,
    activity::{Guid, LocalActivity},
    payment::ports::OrderState,
};
use async_trait::async_trait;
use kredo_domain::{
    ErrorCode,
    loan::{Loan, LoanError, LoanEvent},
    loan_application::{LoanApplication, LoanApplicationId, code},
    payment::{OrderStanding, code as payment_code},
};
use uuid::Uuid;

impl Desk {
    /// Tells the loan of an application, and keeps what comes of it.
    pub(super) async fn tell_loan(
        &self,
        unit: &mut dyn UnitOfWork,
        id: Uuid,
        decide: &(dyn Fn(&mut Loan) -> Result<Vec<LoanEvent>, LoanError> + Send + Sync),
    ) -> Result<(), AppError> {
        let id = Loan::id_of(LoanApplicationId::new(id));
        let mut loan = unit.loans().get(id).await?.ok_or(LoanError::NotFound)?;
        let events = decide(&mut loan.value)?;
        if !events.is_empty() {
            unit.loans().update(loan).await?;
            self.recorder.record(unit, &events).await?;
        }
        Ok(())
    }

    /// Notes what became of an order.
    pub(super) async fn tell_order(
        &self,
        unit: &mut dyn UnitOfWork,
        id: Uuid,
        became: OrderStanding,
    ) -> Result<(), AppError> {
        let mut order = order(unit, id).await?;
        let events = order.value.became(became)?;
        if !events.is_empty() {
            unit.transaction_orders().update(order).await?;
            self.recorder.record(unit, &events).await?;
        }
        Ok(())
    }
}

/// The time has passed in which the law lets no money go.
pub(in super::super) struct EndCoolingOff(pub(in super::super) Desk);

#[async_trait]
impl LocalActivity for EndCoolingOff {
    const NAME: &'static str = "LoanApplicationActivity#endCoolingOff";
    const ARGUMENTS: &'static [&'static str] = &["applicationGuid"];
    const ERRORS: &'static [ErrorCode] = &[
        code::LOAN_APPLICATION_NOT_FOUND,
        code::LOAN_APPLICATION_STAGE_MISMATCH,
        code::COOLING_OFF_RUNNING,
    ];
    type Arguments = (Guid,);
    type Output = ();

    async fn run(
        &self,
        unit: &mut dyn UnitOfWork,
        (Guid(id),): (Guid,),
    ) -> Result<Option<()>, AppError> {
        let now = self.0.time.now();
        let tell = |application: &mut LoanApplication| application.cooling_off_over(now);
        self.0.tell(unit, id, &tell).await.map(|()| None)
    }
}

/// Reports the provider's decision; answers whether the money is on its way.
pub(in super::super) struct RecordPayout(pub(in super::super) Desk);

#[async_trait]
impl LocalActivity for RecordPayout {
    const NAME: &'static str = "LoanApplicationActivity#recordPayout";
    const ARGUMENTS: &'static [&'static str] = &["applicationGuid", "orderGuid", "state"];
    const ERRORS: &'static [ErrorCode] = &[
        code::LOAN_APPLICATION_NOT_FOUND,
        code::LOAN_APPLICATION_STAGE_MISMATCH,
        kredo_domain::loan::code::LOAN_NOT_FOUND,
        kredo_domain::loan::code::LOAN_STATE_MISMATCH,
        payment_code::TRANSACTION_ORDER_NOT_FOUND,
        payment_code::TRANSACTION_ORDER_STATE_MISMATCH,
    ];
    type Arguments = (Guid, Guid, Plain<OrderState>);
    type Output = bool;

    async fn run(
        &self,
        unit: &mut dyn UnitOfWork,
        (Guid(id), Guid(order), Plain(state)): Self::Arguments,
    ) -> Result<Option<bool>, AppError> {
        let (now, became) = (self.0.time.now(), standing(state));
        let is_paid = matches!(became, OrderStanding::Accepted { .. });
        self.0.tell_order(unit, order, became).await?;
        if is_paid {
            self.0.tell_loan(unit, id, &|loan| loan.disburse(now)).await?;
            self.0.tell(unit, id, &LoanApplication::paid_out).await?;
        }
        Ok(Some(is_paid))
    }
}

/// No order was accepted.
pub(in super::super) struct RefusePayout(pub(in super::super) Desk);

#[async_trait]
impl LocalActivity for RefusePayout {
    const NAME: &'static str = "LoanApplicationActivity#refusePayout";
    const ARGUMENTS: &'static [&'static str] = &["applicationGuid", "fault"];
    const ERRORS: &'static [ErrorCode] =
        &[code::LOAN_APPLICATION_NOT_FOUND, code::LOAN_APPLICATION_STAGE_MISMATCH];
    type Arguments = (Guid, String);
    type Output = ();

    async fn run(
        &self,
        unit: &mut dyn UnitOfWork,
        (Guid(id), fault): (Guid, String),
    ) -> Result<Option<()>, AppError> {
        let tell = |application: &mut LoanApplication| application.payout_refused(fault.clone());
        self.0.tell(unit, id, &tell).await.map(|()| None)
    }
}

/// The goods were handed over: interest begins to run, and the journey is at its aim.
pub(in super::super) struct StartCharging(pub(in super::super) Desk);

#[async_trait]
impl LocalActivity for StartCharging {
    const NAME: &'static str = "LoanApplicationActivity#startCharging";
    const ARGUMENTS: &'static [&'static str] = &["applicationGuid"];
    const ERRORS: &'static [ErrorCode] = &[
        code::LOAN_APPLICATION_NOT_FOUND,
        code::LOAN_APPLICATION_STAGE_MISMATCH,
        kredo_domain::loan::code::LOAN_NOT_FOUND,
        kredo_domain::loan::code::LOAN_STATE_MISMATCH,
    ];
    type Arguments = (Guid,);
    type Output = ();

    async fn run(
        &self,
        unit: &mut dyn UnitOfWork,
        (Guid(id),): (Guid,),
    ) -> Result<Option<()>, AppError> {
        let today = self.0.time.day_of(self.0.time.now());
        self.0.tell_loan(unit, id, &|loan| loan.start_charging(today)).await?;
        self.0.tell(unit, id, &LoanApplication::completed).await.map(|()| None)
    }
}
