//! What a scoring is asked, and what it answers.

use super::DebtBurden;
use crate::{
    Money,
    loan::Term,
    product::{AmountLimits, TermLimits},
};
use serde::{Deserialize, Serialize};

/// The figures of one application; nothing in them tells who the borrower is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScoringFigures {
    /// Code of the product.
    pub product: String,
    /// The amount asked for.
    pub amount: Money,
    /// The least and the most that the product lends.
    pub amount_limits: AmountLimits,
    /// The term asked for.
    pub term: Term,
    /// The product's shortest and longest term.
    pub term_limits: TermLimits,
    /// The borrower's age, full years.
    pub age: u32,
    /// How long the borrower has worked at the present place, at least, full months; `None` when
    /// it is not known.
    pub employment_months: Option<u32>,
    /// The debt burden, this loan included.
    pub debt_burden: DebtBurden,
}

/// Whether a loan may be given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE", tag = "decision")]
pub enum ScoringDecision {
    /// It may.
    Approved {
        /// Points on the engine's own scale, where it tells them.
        score: Option<i64>,
    },
    /// It may not.
    Declined {
        /// Points on the engine's own scale, where it tells them.
        score: Option<i64>,
        /// Why, the weightiest reason first.
        reasons: Vec<DeclineReason>,
    },
}

/// One reason of a scoring that declined.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeclineReason {
    /// A stable name, the engine's own: `SCORE_TOO_LOW`.
    pub code: String,
    /// For people, with the figures; nothing in it tells who the borrower is.
    pub text: String,
}

/// The least full months that a word of the questionnaire means: `3_6_MONTHS` is 3, `1_3_YEARS` is
/// 12, `MORE_5_YEARS` is 60, `LESS_3_MONTHS` is 0. The set of words is open; `None` for one that
/// cannot be read.
#[must_use]
pub fn employment_months(word: &str) -> Option<u32> {
    let word = word.trim().to_uppercase();
    let (words, unit) = word.rsplit_once('_')?;
    let months_each = match unit {
        "MONTH" | "MONTHS" => 1,
        "YEAR" | "YEARS" => 12,
        _ => return None,
    };
    if words.starts_with("LESS_") || words.starts_with("UP_TO_") {
        return Some(0);
    }
    let least = words.split('_').find_map(|part| part.parse::<u32>().ok())?;
    least.checked_mul(months_each)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_the_questionnaire_become_full_months() {
        for (word, months) in [
            ("3_6_MONTHS", Some(3)),
            ("6_12_months", Some(6)),
            ("1_3_YEARS", Some(12)),
            ("1_YEAR", Some(12)),
            ("MORE_5_YEARS", Some(60)),
            ("MORE_THAN_3_YEARS", Some(36)),
            ("LESS_3_MONTHS", Some(0)),
            ("UP_TO_1_YEAR", Some(0)),
            ("string", None),
            ("", None),
            ("LONG_YEARS", None),
            ("4294967295_YEARS", None),
        ] {
            assert_eq!(employment_months(word), months, "{word}");
        }
    }

    #[test]
    fn a_decision_is_stored_and_read_back() {
        let reason = DeclineReason { code: "A".to_owned(), text: "b".to_owned() };
        let decision = ScoringDecision::Declined { score: Some(-3), reasons: vec![reason] };
        let stored = serde_json::to_string(&decision).unwrap();
        assert_eq!(serde_json::from_str::<ScoringDecision>(&stored).unwrap(), decision);
    }
}
