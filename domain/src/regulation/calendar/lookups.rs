//! What the law demands on a day, by name.

use super::{Calendar, InForce};
use crate::{
    loan::{InterestRate, Term},
    regulation::{
        AllocationStep, CoolingOff, DebtBurdenRule, ExpensiveGap, ExpensiveLimit, IncomeSource,
        LenderKind, LoanCategory, MarketFactor, PenaltyRegime, PskFormula, RemoteIdentification,
        Rule, SelfBanCheck, SmallLoanLimits,
    },
};
use chrono::NaiveDate;
use rust_decimal::Decimal;

macro_rules! lookups {
    ($($(#[$doc:meta])+ $access:vis $name:ident: $rule:ident => $value:ty;)+) => {
        /// Rules by contract date; `None` before the first such rule.
        impl Calendar {
            $(
                $(#[$doc])+
                #[must_use]
                $access fn $name(&self, on: NaiveDate) -> Option<InForce<'_, $value>> {
                    self.latest(on, |rule| {
                        if let Rule::$rule(value) = rule { Some(value) } else { None }
                    })
                }
            )+
        }
    };
}

lookups! {
    /// The most interest a day.
    pub max_daily_rate: MaxDailyRate => InterestRate;
    /// The fixed limit of PSK, percent a year.
    pub max_psk: MaxPsk => Decimal;
    /// How PSK is computed.
    pub psk_formula: PskFormula => PskFormula;
    /// Whether PSK in money stands on page one.
    pub psk_money_on_page_one: PskMoneyOnPageOne => bool;
    /// Whether PSK counts paid extras without which the terms would differ.
    pub psk_includes_term_affecting_extras: PskIncludesTermAffectingExtras => bool;
    /// By how much PSK may exceed the market average.
    pub market_average_factor: MarketAverageFactor => MarketFactor;
    /// The most that may be charged beside the principal, as a multiple of the amount lent.
    pub max_overpayment: MaxOverpayment => Decimal;
    /// The longest term to which that applies.
    pub max_overpayment_term: MaxOverpaymentTerm => Term;
    /// What a special small loan may be.
    pub small_loan: SmallLoan => SmallLoanLimits;
    /// How long to wait between signing and disbursing.
    pub cooling_off: CoolingOff => CoolingOff;
    /// When the debt burden is computed, and above what the borrower is warned.
    pub debt_burden: DebtBurden => DebtBurdenRule;
    /// What counts as income in the debt burden.
    pub debt_burden_income: DebtBurdenIncome => IncomeSource;
    /// Whom to ask whether the borrower forbade loans to himself.
    pub self_ban_check: SelfBanCheck => SelfBanCheck;
    /// In which order a payment that is not enough settles a debt.
    pub allocation_order: AllocationOrder => Vec<AllocationStep>;
    /// Days in which a borrower may refuse a paid extra.
    pub extras_refusal_days: ExtrasRefusalDays => u32;
    /// Days after disbursement in which all may be repaid without notice.
    pub no_notice_days: NoNoticeDays => u32;
    /// The same for a loan for a stated purpose, all or a part.
    pub target_loan_no_notice_days: TargetLoanNoNoticeDays => u32;
    /// The longest notice of early repayment that a contract may ask for, days.
    pub max_notice_days: MaxNoticeDays => u32;
    /// How long after repaying an expensive loan the next may be given.
    pub expensive_gap: ExpensiveGap => ExpensiveGap;
    /// The most penalty while interest goes on.
    penalty_with_interest: PenaltyWithInterest => InterestRate;
    /// The most penalty while no interest accrues.
    penalty_without_interest: PenaltyWithoutInterest => InterestRate;
    /// The last limit that began, ended or not.
    latest_expensive_limit: ExpensiveLimit => ExpensiveLimit;
    /// How an MFK identifies remote borrowers.
    remote_identification_mfk: RemoteIdentificationMfk => RemoteIdentification;
    /// How an MKK does.
    remote_identification_mkk: RemoteIdentificationMkk => RemoteIdentification;
}

impl Calendar {
    /// The most penalty under that regime.
    #[must_use]
    pub fn max_penalty(
        &self,
        on: NaiveDate,
        regime: PenaltyRegime,
    ) -> Option<InForce<'_, InterestRate>> {
        match regime {
            PenaltyRegime::WithInterest => self.penalty_with_interest(on),
            PenaltyRegime::WithoutInterest => self.penalty_without_interest(on),
        }
    }
    /// How many expensive loans a borrower may have; a limit that ended is none.
    #[must_use]
    pub fn expensive_limit(&self, on: NaiveDate) -> Option<InForce<'_, ExpensiveLimit>> {
        self.latest_expensive_limit(on)
            .filter(|limit| limit.value.until.is_none_or(|until| on <= until))
    }
    /// Whether the limit from the market average is suspended on that day for that category.
    #[must_use]
    pub fn is_market_limit_suspended(&self, on: NaiveDate, category: LoanCategory) -> bool {
        self.rows().iter().any(|row| {
            if let Rule::MarketCapSuspended(suspension) = &row.rule {
                row.from <= on && on <= suspension.until && suspension.frees(category)
            } else {
                false
            }
        })
    }
    /// How such a lender identifies a remote borrower, where the law prescribes it.
    #[must_use]
    pub fn remote_identification(
        &self,
        on: NaiveDate,
        lender: LenderKind,
    ) -> Option<InForce<'_, RemoteIdentification>> {
        match lender {
            LenderKind::Mfk => self.remote_identification_mfk(on),
            LenderKind::Mkk => self.remote_identification_mkk(on),
        }
    }
}
