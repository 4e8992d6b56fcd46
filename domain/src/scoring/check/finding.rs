//! The reasons that checks can find.

use crate::{Coded, ErrorCode, scoring::code};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// One thing that stands against a loan, with its figures. Never shows a document's number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE", tag = "finding")]
pub enum CheckFinding {
    /// Younger than the product allows.
    #[error("the borrower is younger than {least}")]
    TooYoung {
        /// The least full years.
        least: u32,
    },
    /// Older than the product allows.
    #[error("the borrower is older than {most}")]
    TooOld {
        /// The most full years.
        most: u32,
    },
    /// No passport was given.
    #[error("no passport was given")]
    PassportMissing,
    /// Series and number have not the form of a passport's.
    #[error("a passport has a series of 4 digits and a number of 6")]
    PassportNumberInvalid,
    /// Its last day has passed.
    #[error("the passport ended on {last_day}")]
    PassportExpired {
        /// The last day on which it held.
        last_day: NaiveDate,
    },
    /// It would be issued after the business date.
    #[error("the passport's issue date {issue_date} is still to come")]
    PassportNotYetIssued {
        /// The stated date of issue.
        issue_date: NaiveDate,
    },
    /// It stands in the register of invalid passports.
    #[error("the passport stands in the register of invalid passports of {edition}")]
    PassportRegisteredInvalid {
        /// The edition of the register.
        edition: NaiveDate,
    },
    /// The number is no insurance account's.
    #[error("the insurance account (SNILS) has a wrong form or check number")]
    SnilsInvalid,
    /// The number is no person's taxpayer number.
    #[error("the taxpayer number (INN) of a person has 12 digits, the last two being check digits")]
    InnInvalid,
    /// A flag forbids this customer a loan.
    #[error("the customer is restricted by {flag}")]
    Restricted {
        /// The flag's name.
        flag: String,
    },
    /// The borrower forbade loans to himself.
    #[error("{bureau} tells of a ban on loans in force after {entered_on}")]
    SelfBanned {
        /// Who told.
        bureau: String,
        /// The day on which the ban entered the credit history.
        entered_on: NaiveDate,
    },
    /// A bureau that must be asked was not.
    #[error("{bureau} was not asked")]
    BureauNotAsked {
        /// Whose answer is missing.
        bureau: String,
    },
    /// A bureau's answer is older than the decision.
    #[error("{bureau} answered on {answered_on}, before the day of the decision")]
    BureauAnswerVoid {
        /// Who answered.
        bureau: String,
        /// When.
        answered_on: NaiveDate,
    },
    /// The borrower stands in a list of persons with whom no lender may deal.
    #[error("the borrower stands in the list {list} of {edition}")]
    SanctionsListed {
        /// The list's name.
        list: String,
        /// Its edition.
        edition: NaiveDate,
    },
    /// No such list was searched.
    #[error("no list of sanctioned persons was searched")]
    SanctionsNotSearched,
}

impl Coded for CheckFinding {
    fn code(&self) -> ErrorCode {
        match self {
            Self::TooYoung { .. } => code::BORROWER_TOO_YOUNG,
            Self::TooOld { .. } => code::BORROWER_TOO_OLD,
            Self::PassportMissing => code::PASSPORT_MISSING,
            Self::PassportNumberInvalid => code::PASSPORT_NUMBER_INVALID,
            Self::PassportExpired { .. } => code::PASSPORT_EXPIRED,
            Self::PassportNotYetIssued { .. } => code::PASSPORT_NOT_YET_ISSUED,
            Self::PassportRegisteredInvalid { .. } => code::PASSPORT_REGISTERED_INVALID,
            Self::SnilsInvalid => code::SNILS_INVALID,
            Self::InnInvalid => code::INN_INVALID,
            Self::Restricted { .. } => code::CUSTOMER_RESTRICTED,
            Self::SelfBanned { .. } => code::SELF_BAN_IN_FORCE,
            Self::BureauNotAsked { .. } => code::BUREAU_NOT_ASKED,
            Self::BureauAnswerVoid { .. } => code::BUREAU_ANSWER_VOID,
            Self::SanctionsListed { .. } => code::SANCTIONS_LISTED,
            Self::SanctionsNotSearched => code::SANCTIONS_NOT_SEARCHED,
        }
    }
}
