//! The rules a calendar can hold, each under its key.

use super::{
    CoolingOff, ExpensiveGap, ExpensiveLimit, MarketFactor, MarketSuspension, RemoteIdentification,
};
use crate::{
    Money,
    loan::{InterestRate, Term},
};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// One rule with its value. A rule holds from its row's date until a later row of the same key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "key", content = "value")]
pub enum Rule {
    /// Most penalty while interest goes on accruing, percent a year.
    #[serde(rename = "penalty.with_interest.percent_per_year", with = "percent_per_year")]
    PenaltyWithInterest(InterestRate),
    /// Most penalty while no interest accrues, percent a day.
    #[serde(rename = "penalty.without_interest.percent_per_day", with = "percent_per_day")]
    PenaltyWithoutInterest(InterestRate),
    /// In which order a payment that is not enough settles a debt.
    #[serde(rename = "allocation.order")]
    AllocationOrder(Vec<AllocationStep>),
    /// Days after disbursement in which all may be repaid without notice.
    #[serde(rename = "early_repayment.no_notice_days")]
    NoNoticeDays(u32),
    /// The same for a loan for a stated purpose, all or a part.
    #[serde(rename = "early_repayment.target_loan_no_notice_days")]
    TargetLoanNoNoticeDays(u32),
    /// The longest notice a contract may ask for afterwards, days.
    #[serde(rename = "early_repayment.max_notice_days")]
    MaxNoticeDays(u32),
    /// By how much PSK may exceed the market average.
    #[serde(rename = "psk.market_average_factor")]
    MarketAverageFactor(MarketFactor),
    /// When the limit from the market average does not apply, and to what.
    #[serde(rename = "psk.market_cap.suspended_until")]
    MarketCapSuspended(MarketSuspension),
    /// How PSK is computed.
    #[serde(rename = "psk.formula")]
    PskFormula(PskFormula),
    /// Whether PSK in money stands on page one, beside the percentage.
    #[serde(rename = "psk.money_on_page_one")]
    PskMoneyOnPageOne(bool),
    /// Whether PSK counts paid extras without which the terms would differ.
    #[serde(rename = "psk.includes_term_affecting_extras")]
    PskIncludesTermAffectingExtras(bool),
    /// The fixed limit of PSK, percent a year.
    #[serde(rename = "psk.max_percent")]
    MaxPsk(Decimal),
    /// The most interest, percent a day.
    #[serde(rename = "rate.max_percent_per_day", with = "percent_per_day")]
    MaxDailyRate(InterestRate),
    /// Days in which a borrower may refuse a paid extra.
    #[serde(rename = "extras.refusal_days")]
    ExtrasRefusalDays(u32),
    /// The most that may be charged beside the principal, as a multiple of the amount lent.
    #[serde(rename = "overpayment.max_multiple")]
    MaxOverpayment(Decimal),
    /// The longest term to which that applies.
    #[serde(rename = "overpayment.max_term")]
    MaxOverpaymentTerm(Term),
    /// What a special small loan may be.
    #[serde(rename = "small_loan.limits")]
    SmallLoan(SmallLoanLimits),
    /// How many expensive loans a borrower may have.
    #[serde(rename = "expensive.limit")]
    ExpensiveLimit(ExpensiveLimit),
    /// How long after repaying an expensive loan the next may be given.
    #[serde(rename = "expensive.gap")]
    ExpensiveGap(ExpensiveGap),
    /// How long to wait between signing and disbursing.
    #[serde(rename = "cooling_off")]
    CoolingOff(CoolingOff),
    /// Whom to ask whether the borrower forbade loans to himself.
    #[serde(rename = "self_ban.check")]
    SelfBanCheck(SelfBanCheck),
    /// When the debt burden is computed, and above what the borrower is warned.
    #[serde(rename = "pdn.required")]
    DebtBurden(DebtBurdenRule),
    /// What counts as income in it.
    #[serde(rename = "pdn.income")]
    DebtBurdenIncome(IncomeSource),
    /// How a microfinance company (MFK) identifies a remote borrower.
    #[serde(rename = "identification.remote.mfk")]
    RemoteIdentificationMfk(RemoteIdentification),
    /// How a microcredit company (MKK) does.
    #[serde(rename = "identification.remote.mkk")]
    RemoteIdentificationMkk(RemoteIdentification),
}

/// A part of a debt, for the order in which payments settle it (353-FZ art. 5 part 20).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum AllocationStep {
    /// Interest that fell due and was not paid.
    OverdueInterest,
    /// Principal that fell due and was not paid.
    OverduePrincipal,
    /// Fines.
    Penalty,
    /// Interest of the current period.
    Interest,
    /// Principal of the current period.
    Principal,
    /// Everything else the law or the contract provides.
    Other,
}

impl AllocationStep {
    /// Every part, in no binding order.
    pub const ALL: [Self; 6] = [
        Self::OverdueInterest,
        Self::OverduePrincipal,
        Self::Penalty,
        Self::Interest,
        Self::Principal,
        Self::Other,
    ];
}

/// Whether interest goes on while a debt is overdue: it decides the limit of the penalty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum PenaltyRegime {
    /// Interest accrues for the days of the breach too.
    WithInterest,
    /// It does not.
    WithoutInterest,
}

/// A way to compute PSK.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PskFormula {
    /// `i * N * 100`, linear inside a base period, a year of 365 days: [`crate::loan::Psk`].
    #[serde(rename = "I_TIMES_N_LINEAR_INSIDE_PERIOD_YEAR_365")]
    LinearInsideBasePeriod,
}

/// What a special small loan may be (353-FZ art. 6.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SmallLoanLimits {
    /// The most that may be lent.
    pub amount: Money,
    /// The longest term, days.
    pub days: u32,
    /// The most that all payments beside the principal may be, as a share of the amount.
    pub total_share: Decimal,
    /// The same for each day.
    pub daily_share: Decimal,
}

/// Who knows of a ban that a person laid on loans to himself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum SelfBanCheck {
    /// Every qualified credit bureau.
    AllQualifiedBureaus,
}

/// When the debt burden is computed (353-FZ art. 5.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DebtBurdenRule {
    /// From which amount on; zero is any.
    pub from_amount: Money,
    /// Above which ratio the borrower is warned before the contract.
    pub warn_over: Decimal,
}

/// What counts as income.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum IncomeSource {
    /// Only what state systems confirm.
    OfficialOnly,
}

mod percent_per_day {
    use crate::loan::InterestRate;
    use rust_decimal::Decimal;
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

    pub(super) fn serialize<S: Serializer>(rate: &InterestRate, to: S) -> Result<S::Ok, S::Error> {
        Serialize::serialize(&rate.percent(), to)
    }
    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<InterestRate, D::Error> {
        InterestRate::per_day(<Decimal as Deserialize>::deserialize(from)?)
            .map_err(D::Error::custom)
    }
}

mod percent_per_year {
    use crate::loan::InterestRate;
    use rust_decimal::Decimal;
    use serde::{Deserialize, Deserializer, de::Error};

    pub(super) use super::percent_per_day::serialize;

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<InterestRate, D::Error> {
        InterestRate::per_year(<Decimal as Deserialize>::deserialize(from)?)
            .map_err(D::Error::custom)
    }
}
