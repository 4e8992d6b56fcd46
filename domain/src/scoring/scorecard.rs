//! A scorecard: points for five characteristics, and a threshold.
//!
//! The built-in one gives 100 points at most and approves from 50 on.
//!
//! | characteristic | points |
//! |---|---|
//! | range of the debt burden (353-FZ art. 5.1), 1 to 7 | 40, 36, 30, 22, 14, 6, 0 |
//! | age from 0, 21, 25, 35, 60, 70 full years | 2, 10, 16, 20, 12, 6 |
//! | employment from 0, 3, 6, 12, 36 full months; not known gives 0 | 2, 8, 12, 16, 20 |
//! | amount, by the quarter of the product's limits in which it lies | 10, 8, 5, 2 |
//! | term, the same | 10, 8, 5, 2 |
//!
//! The debt burden weighs most: up to half of the income it costs 10 points, and above 80 % only a
//! borrower with much in favour passes. Without any income the answer is no, whatever the points.
//! The weights are a lender's choice, not a model of anybody's losses: replace the table, or the
//! whole engine.

mod table;

use super::{DeclineReason, ScoringDecision, ScoringFigures, code};
use crate::{ErrorCode, loan::TermUnit, scoring::DebtBurden};
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
pub use table::{PointBand, Scorecard};

/// What the scorecard looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Characteristic {
    /// The range of the debt burden.
    DebtBurden,
    /// The borrower's age.
    Age,
    /// The length of employment.
    Employment,
    /// The amount within the product's limits.
    Amount,
    /// The term within the product's limits.
    Term,
}

impl Characteristic {
    /// The code of the reason that it costs points.
    #[must_use]
    pub const fn code(self) -> ErrorCode {
        match self {
            Self::DebtBurden => code::SCORE_DEBT_BURDEN,
            Self::Age => code::SCORE_AGE,
            Self::Employment => code::SCORE_EMPLOYMENT,
            Self::Amount => code::SCORE_AMOUNT,
            Self::Term => code::SCORE_TERM,
        }
    }
}

/// The points of one characteristic.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScorePart {
    /// What was looked at.
    pub characteristic: Characteristic,
    /// What was found, for people: `debt burden in range 4 (0.501)`.
    pub found: String,
    /// The points for it.
    pub points: u32,
    /// The most points it can give.
    pub most: u32,
}

impl ScorePart {
    const fn lost(&self) -> u32 {
        self.most.saturating_sub(self.points)
    }
    fn reason(&self) -> DeclineReason {
        let text = format!("{}: {} of {} points", self.found, self.points, self.most);
        reason(self.characteristic.code(), text)
    }
}

impl Scorecard {
    /// The points of every characteristic, in a fixed order.
    #[must_use]
    pub fn parts(&self, figures: &ScoringFigures) -> Vec<ScorePart> {
        let (amount, term) = (amount_quarter(figures), term_quarter(figures));
        let of = |characteristic, found, (points, most)| ScorePart {
            characteristic,
            found,
            points,
            most,
        };
        vec![
            of(Characteristic::DebtBurden, burden(&figures.debt_burden), self.of_burden(figures)),
            of(Characteristic::Age, format!("age {}", figures.age), self.of_age(figures.age)),
            of(
                Characteristic::Employment,
                employment(figures.employment_months),
                self.of_employment(figures.employment_months),
            ),
            of(
                Characteristic::Amount,
                format!("{} in quarter {} of the product's limits", figures.amount, amount + 1),
                self.of_amount(amount),
            ),
            of(
                Characteristic::Term,
                format!("{} in quarter {} of the product's limits", length(figures), term + 1),
                self.of_term(term),
            ),
        ]
    }

    /// Approves from the threshold on, unless there is no income.
    #[must_use]
    pub fn decide(&self, figures: &ScoringFigures) -> ScoringDecision {
        let mut parts = self.parts(figures);
        let total: u32 = parts.iter().map(|part| part.points).sum();
        let score = Some(i64::from(total));
        let mut reasons = Vec::new();
        if figures.debt_burden == DebtBurden::NoIncome {
            reasons.push(reason(code::INCOME_MISSING, "no income is known".to_owned()));
        }
        if total < self.threshold() {
            let text = format!("{total} points of the {} that a loan needs", self.threshold());
            reasons.push(reason(code::SCORE_TOO_LOW, text));
            parts.retain(|part| part.lost() > 0);
            parts.sort_by_key(|part| Reverse(part.lost()));
            reasons.extend(parts.iter().map(ScorePart::reason));
        }
        if reasons.is_empty() {
            ScoringDecision::Approved { score }
        } else {
            ScoringDecision::Declined { score, reasons }
        }
    }
}

fn reason(code: ErrorCode, text: String) -> DeclineReason {
    DeclineReason { code: code.name().to_owned(), text }
}

fn burden(burden: &DebtBurden) -> String {
    let range = burden.range().index();
    match burden.ratio() {
        Some(ratio) => format!("debt burden in range {range} ({})", ratio.round_dp(3)),
        None => format!("debt burden in range {range} (no income)"),
    }
}

fn employment(months: Option<u32>) -> String {
    months.map_or_else(
        || "length of employment not known".to_owned(),
        |months| format!("employed for {months} months at least"),
    )
}

fn length(figures: &ScoringFigures) -> String {
    let unit = match figures.term.unit() {
        TermUnit::Day => "days",
        TermUnit::Month => "months",
    };
    format!("{} {unit}", figures.term.count())
}

fn amount_quarter(figures: &ScoringFigures) -> usize {
    let limits = figures.amount_limits;
    quarter(figures.amount.minor(), limits.min.minor(), limits.max.minor())
}

fn term_quarter(figures: &ScoringFigures) -> usize {
    let limits = figures.term_limits;
    quarter(figures.term.count().into(), limits.min.into(), limits.max.into())
}

/// In which quarter from `min` to `max` a value lies, 0 to 3; what is outside lies in the nearest.
fn quarter(value: i64, min: i64, max: i64) -> usize {
    let (value, min, max) = (i128::from(value), i128::from(min), i128::from(max));
    let above = (value - min) * 4;
    let width = max - min;
    (1..=3).filter(|bound| above > width * bound).count()
}

#[cfg(test)]
mod tests;
