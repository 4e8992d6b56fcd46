//! The individual terms of a contract (353-FZ art. 5 part 9).

use super::Purchase;
use kredo_domain::Money;
use rust_decimal::Decimal;

/// The individual terms, as agreed with this borrower.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContractTerms {
    /// The amount lent.
    pub amount: Money,
    /// For how long.
    pub term: LoanTerm,
    /// The interest rate.
    pub rate: InterestRate,
    /// Full cost of credit, per cent a year, not more than three decimals (353-FZ art. 6).
    pub psk_percent: Decimal,
    /// Full cost of credit in money: all counted payments except the main debt.
    pub psk_money: Money,
    /// The level payment; the last payment of the schedule may differ.
    pub level_payment: Money,
    /// Day of the month on which payments fall due; none when the schedule's dates alone decide.
    pub due_day: Option<u8>,
    /// What the loan is for.
    pub purpose: LoanPurpose,
    /// The penalty for a missed payment.
    pub penalty: Penalty,
    /// Charges stop when they reach this multiple of the amount lent (353-FZ art. 5 part 24);
    /// none for a term of more than a year, where the statute sets no such limit.
    pub overpayment_multiple: Option<Decimal>,
    /// How the money reaches the borrower or the shop, a whole sentence.
    pub disbursement: String,
    /// Hours that pass between signing and disbursement (353-FZ art. 7 part 9.3).
    ///
    /// Hours and not an instant: the contract is frozen before it is signed.
    pub cooling_off_hours: Option<u32>,
    /// Conditions of early repayment.
    pub early_repayment: EarlyRepayment,
    /// Ways to pay where the borrower lives, each a whole sentence; never empty.
    pub payment_methods: Vec<String>,
    /// The way to pay that costs nothing, a whole sentence.
    pub free_payment_method: String,
    /// Contracts that the borrower must conclude besides, if any.
    pub other_contracts: Option<String>,
    /// Security that the borrower must provide, if any.
    pub collateral: Option<String>,
    /// True when the borrower lets the lender assign its claims to others.
    pub assignment_allowed: bool,
    /// The general terms that the borrower agrees to, with their version and address.
    pub general_terms: String,
    /// Paid services of the lender that the contract needs; empty when there are none.
    pub paid_services: Vec<PaidService>,
    /// How lender and borrower exchange information, a whole sentence.
    pub information_exchange: String,
}

/// A length of time in the contract's own unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LoanTerm {
    /// How many units.
    pub count: u32,
    /// The unit.
    pub unit: TermUnit,
}

/// The unit of a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TermUnit {
    /// Calendar days.
    Day,
    /// Calendar months.
    Month,
}

/// A constant interest rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InterestRate {
    /// Per cent.
    pub percent: Decimal,
    /// Per day or per year of 365 days.
    pub per: RatePeriod,
}

/// The period of a rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RatePeriod {
    /// A day.
    Day,
    /// A year of 365 days.
    Year,
}

/// What the loan is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LoanPurpose {
    /// Goods of a shop.
    Purchase(Purchase),
    /// Anything else, as printed.
    Other(String),
}

/// The penalty for a missed payment, in one of the two ways that 353-FZ art. 5 part 21 allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Penalty {
    /// Interest goes on accruing: per cent a year of the overdue main debt.
    WithInterest(Decimal),
    /// Interest stops: per cent a day of the overdue main debt.
    WithoutInterest(Decimal),
}

/// Conditions of early repayment (353-FZ art. 11).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EarlyRepayment {
    /// Days from disbursement in which the loan may be repaid without notice.
    pub free_days: u32,
    /// In those days a part may be repaid too, not only the whole (a loan for a stated purpose).
    pub partial_in_free_days: bool,
    /// Days of notice afterwards.
    pub notice_days: u32,
}

/// A service of the lender that costs extra.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaidService {
    /// The service.
    pub name: String,
    /// Its price.
    pub price: Money,
    /// True when the borrower ticked it.
    pub accepted: bool,
}
