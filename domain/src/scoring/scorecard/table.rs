//! The points of a scorecard.

use super::super::ScoringError;
use crate::scoring::ScoringFigures;
use serde::{Deserialize, Serialize};

/// Points from a value on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PointBand {
    /// The least value of the band; it ends where the next begins.
    pub from: u32,
    /// Its points.
    pub points: u32,
}

/// The points for each characteristic, and how many a loan needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "StatedScorecard")]
pub struct Scorecard {
    threshold: u32,
    debt_burden: [u32; 7],
    age: Vec<PointBand>,
    employment_months: Vec<PointBand>,
    amount: [u32; 4],
    term: [u32; 4],
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StatedScorecard {
    threshold: u32,
    debt_burden: [u32; 7],
    age: Vec<PointBand>,
    employment_months: Vec<PointBand>,
    amount: [u32; 4],
    term: [u32; 4],
}

impl TryFrom<StatedScorecard> for Scorecard {
    type Error = ScoringError;
    fn try_from(stated: StatedScorecard) -> Result<Self, ScoringError> {
        let StatedScorecard { threshold, debt_burden, age, employment_months, amount, term } =
            stated;
        let card = Self { threshold, debt_burden, age, employment_months, amount, term };
        match card.fault() {
            None => Ok(card),
            Some(fault) => Err(ScoringError::ScorecardInvalid(fault)),
        }
    }
}

/// The most that one entry may give: sums of five then fit easily.
const MOST: u32 = 1_000_000;

impl Scorecard {
    /// The built-in one.
    ///
    /// # Errors
    /// [`ScoringError::ScorecardInvalid`] never, unless the built-in file is damaged.
    pub fn built_in() -> Result<Self, ScoringError> {
        serde_json::from_str(include_str!("built_in.json"))
            .map_err(|fault| ScoringError::ScorecardInvalid(fault.to_string()))
    }
    /// How many points a loan needs.
    #[must_use]
    pub const fn threshold(&self) -> u32 {
        self.threshold
    }

    pub(super) fn of_burden(&self, figures: &ScoringFigures) -> (u32, u32) {
        of_index(&self.debt_burden, usize::from(figures.debt_burden.range().index()) - 1)
    }
    pub(super) fn of_age(&self, age: u32) -> (u32, u32) {
        of_band(&self.age, Some(age))
    }
    pub(super) fn of_employment(&self, months: Option<u32>) -> (u32, u32) {
        of_band(&self.employment_months, months)
    }
    pub(super) fn of_amount(&self, quarter: usize) -> (u32, u32) {
        of_index(&self.amount, quarter)
    }
    pub(super) fn of_term(&self, quarter: usize) -> (u32, u32) {
        of_index(&self.term, quarter)
    }

    /// Heavier, dearer and longer must not pay, and longer employment must.
    fn fault(&self) -> Option<String> {
        let falls = |points: &[u32]| points.is_sorted_by(|one, next| one >= next);
        let begins = |bands: &[PointBand]| {
            bands.first().is_some_and(|band| band.from == 0)
                && bands.is_sorted_by(|one, next| one.from < next.from)
        };
        let banded = self.age.iter().chain(&self.employment_months).map(|band| band.points);
        let points = self.debt_burden.iter().chain(&self.amount).chain(&self.term).copied();
        let checks = [
            (points.chain(banded).all(|points| points <= MOST), "points are at most 1000000"),
            (falls(&self.debt_burden), "debt_burden must not rise"),
            (falls(&self.amount), "amount must not rise"),
            (falls(&self.term), "term must not rise"),
            (begins(&self.age), "age must begin at 0 and ascend"),
            (begins(&self.employment_months), "employment_months must begin at 0 and ascend"),
            (
                self.employment_months.is_sorted_by_key(|band| band.points),
                "employment_months must not fall",
            ),
        ];
        let faults: Vec<_> =
            checks.into_iter().filter(|(is_right, _)| !is_right).map(|(_, fault)| fault).collect();
        (!faults.is_empty()).then(|| faults.join("; "))
    }
}

/// The points at an index, and the most.
fn of_index(points: &[u32], index: usize) -> (u32, u32) {
    let most = points.iter().copied().max().unwrap_or_default();
    (points.get(index).copied().unwrap_or_default(), most)
}

/// The points of the band in which a value lies, and the most; nothing for an unknown value.
fn of_band(bands: &[PointBand], value: Option<u32>) -> (u32, u32) {
    let most = bands.iter().map(|band| band.points).max().unwrap_or_default();
    let begun = |value| bands.iter().rev().find(|band| band.from <= value);
    (value.and_then(begun).map_or(0, |band| band.points), most)
}
