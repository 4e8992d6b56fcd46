//! What is agreed on the way: an offer, a contract, a signature, a confirmation.

use super::{Fingerprint, LoanApplicationError};
use crate::product::Offer;
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use std::fmt;

/// An offer and how long it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    /// The terms.
    pub offer: Offer,
    /// From this instant on it can no longer be taken up. 353-FZ art. 7 gives the borrower at
    /// least five days.
    pub expires_at: DateTime<Utc>,
}

/// Number of a contract, and of the loan that follows: 14 digits, the date as YYMMDD and a
/// sequence.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ContractNumber(String);

impl ContractNumber {
    /// The most that a sequence can count.
    pub const MAX_SEQUENCE: i64 = 99_999_999;

    /// The number of a contract of that `date` (in the lender's zone), from a sequence that never
    /// repeats within a day.
    ///
    /// # Errors
    /// [`LoanApplicationError::ContractNumberInvalid`] for a sequence that is not 0 to
    /// [`Self::MAX_SEQUENCE`].
    pub fn compose(date: NaiveDate, sequence: i64) -> Result<Self, LoanApplicationError> {
        if !(0..=Self::MAX_SEQUENCE).contains(&sequence) {
            return Err(LoanApplicationError::ContractNumberInvalid);
        }
        let year = date.year().rem_euclid(100);
        Ok(Self(format!("{year:02}{:02}{:02}{sequence:08}", date.month(), date.day())))
    }
    /// Reads a number.
    ///
    /// # Errors
    /// [`LoanApplicationError::ContractNumberInvalid`] when it is not 14 digits.
    pub fn try_new(text: String) -> Result<Self, LoanApplicationError> {
        if text.len() == 14 && text.bytes().all(|byte| byte.is_ascii_digit()) {
            Ok(Self(text))
        } else {
            Err(LoanApplicationError::ContractNumberInvalid)
        }
    }
    /// The digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for ContractNumber {
    type Error = LoanApplicationError;
    fn try_from(text: String) -> Result<Self, LoanApplicationError> {
        Self::try_new(text)
    }
}

impl From<ContractNumber> for String {
    fn from(number: ContractNumber) -> Self {
        number.0
    }
}

impl fmt::Display for ContractNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The hash of a document's exact bytes, as text; computed elsewhere and compared only.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DocumentHash(String);

impl DocumentHash {
    /// Wraps what was computed: for SHA-256, 64 small hexadecimal digits.
    #[must_use]
    pub const fn new(text: String) -> Self {
        Self(text)
    }
    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A contract that was shown to the customer: printed, frozen, and not signed yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contract {
    /// Its number.
    pub number: ContractNumber,
    /// The hash of its printed bytes; the code for signing is bound to it (63-FZ art. 6 and 9).
    pub document_hash: DocumentHash,
    /// Its terms.
    pub offer: Offer,
}

/// A contract that the customer signed with a code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedContract {
    /// What was signed.
    pub contract: Contract,
    /// Fingerprint of the code, to know the same request again. A code has few digits, so it must
    /// come from a hash with a secret key.
    pub code: Fingerprint,
}

/// The partner's word that the goods were handed over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confirmation {
    /// The date or instant that the partner sent: kept and shown, it moves no money.
    pub confirm_date: String,
    /// Fingerprint of the request's body, to know the same request again.
    pub body: Fingerprint,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::loan::fixture::day;

    #[test]
    fn a_number_is_the_date_and_a_sequence() {
        let number = ContractNumber::compose(day("2024-11-22"), 17).unwrap();
        assert_eq!(number.as_str(), "24112200000017");
        assert_eq!(ContractNumber::try_new(number.to_string()), Ok(number));
        let last = ContractNumber::compose(day("2007-01-02"), 99_999_999).unwrap();
        assert_eq!(last.as_str(), "07010299999999");
    }

    #[test]
    fn what_is_not_fourteen_digits_is_no_number() {
        let refused = Err(LoanApplicationError::ContractNumberInvalid);
        for sequence in [-1, 100_000_000] {
            assert_eq!(ContractNumber::compose(day("2024-11-22"), sequence), refused);
        }
        for text in ["", "2411220000001", "241122000000170", "24112200-00017", "٢٤١١٢٢٠"] {
            assert_eq!(ContractNumber::try_new(text.to_owned()), refused, "{text}");
            assert!(serde_json::from_value::<ContractNumber>(text.into()).is_err(), "{text}");
        }
    }
}
