//! Rules with the days from which they hold.

mod lookups;

use super::{AllocationStep, RegulationError, Rule};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::mem::discriminant;

/// A rule, the day from which it holds (00:00 in the lender's zone), and where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// The first contract date to which it applies.
    pub from: NaiveDate,
    /// Key and value.
    #[serde(flatten)]
    pub rule: Rule,
    /// The article of the law.
    pub article: String,
    /// How sure its content is.
    pub certainty: Certainty,
}

/// How far a row was confirmed against sources; a lawyer reads the rest before a release.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Certainty {
    /// Value and date were found in a source.
    Confirmed,
    /// The value was, the date was not.
    DateUnconfirmed,
    /// Neither was.
    Unconfirmed,
    /// Sources contradict each other; the row holds the cautious reading.
    Conflicting,
}

/// What a lender decides where the law is silent or unclear, beyond the rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choices {
    /// Whether the limit of PSK applies to the special small loan, which is free of the limit per
    /// day and may cost 1 % a day, that is 365 % a year.
    pub small_loan_has_psk_limit: bool,
    /// Whether the days after repaying an expensive loan delay every new loan, or only an
    /// expensive one.
    pub gap_delays_every_loan: bool,
}

/// The law, by date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Content")]
pub struct Calendar {
    choices: Choices,
    rows: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Content {
    choices: Choices,
    rows: Vec<Row>,
}

impl TryFrom<Content> for Calendar {
    type Error = RegulationError;
    fn try_from(content: Content) -> Result<Self, RegulationError> {
        Self::try_new(content.choices, content.rows)
    }
}

/// A value that holds on the day asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InForce<'a, T> {
    /// The value.
    pub value: &'a T,
    /// The article of the law.
    pub article: &'a str,
    /// The day from which it holds.
    pub since: NaiveDate,
}

impl Calendar {
    /// A calendar of these rows, in any order.
    ///
    /// # Errors
    /// [`RegulationError::CalendarInvalid`] when two rows of one key begin on one day, an order of
    /// allocation names a part twice or not at all, tiers of the cooling-off time do not ascend, or
    /// a multiple or a share is not 0 to 1000.
    pub fn try_new(choices: Choices, mut rows: Vec<Row>) -> Result<Self, RegulationError> {
        rows.sort_by_key(|row| row.from);
        for (n, row) in rows.iter().enumerate() {
            let same = |other: &Row| {
                other.from == row.from && discriminant(&other.rule) == discriminant(&row.rule)
            };
            if rows.iter().skip(n + 1).any(same) {
                return Err(fault(row, "begins twice on one day"));
            }
            check_value(row)?;
        }
        Ok(Self { choices, rows })
    }
    /// The law of Russia on consumer loans, as far as a lender's program applies it.
    ///
    /// # Errors
    /// [`RegulationError::CalendarInvalid`] never, unless the built-in file is damaged.
    pub fn russia() -> Result<Self, RegulationError> {
        serde_json::from_str(include_str!("russia.json"))
            .map_err(|fault| RegulationError::CalendarInvalid(fault.to_string()))
    }
    /// What is decided where the law is silent.
    #[must_use]
    pub const fn choices(&self) -> Choices {
        self.choices
    }
    /// Every row, by date.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }
    /// The latest row not after `on` of which `pick` takes the value.
    pub(super) fn latest<T>(
        &self,
        on: NaiveDate,
        pick: impl Fn(&Rule) -> Option<&T>,
    ) -> Option<InForce<'_, T>> {
        let mut begun = self.rows.iter().rev().filter(|row| row.from <= on);
        begun.find_map(|row| {
            let value = pick(&row.rule)?;
            Some(InForce { value, article: &row.article, since: row.from })
        })
    }
}

fn check_value(row: &Row) -> Result<(), RegulationError> {
    // What multiplies an amount is bounded, so that the product fits.
    let is_share = |share: &Decimal| (Decimal::ZERO..=Decimal::ONE_THOUSAND).contains(share);
    if let Rule::AllocationOrder(order) = &row.rule {
        let mut sorted = order.clone();
        sorted.sort();
        if sorted != AllocationStep::ALL {
            return Err(fault(row, "must name every part of a debt once"));
        }
    }
    if let Rule::CoolingOff(rule) = &row.rule
        && !rule.tiers.is_sorted_by(|low, high| low.from.minor() < high.from.minor())
    {
        return Err(fault(row, "must have ascending amounts"));
    }
    if let Rule::MaxOverpayment(multiple) = &row.rule
        && !is_share(multiple)
    {
        return Err(fault(row, "must be 0 to 1000"));
    }
    if let Rule::SmallLoan(limits) = &row.rule
        && ![limits.total_share, limits.daily_share].iter().all(is_share)
    {
        return Err(fault(row, "must be 0 to 1000"));
    }
    Ok(())
}

fn fault(row: &Row, what: &str) -> RegulationError {
    RegulationError::CalendarInvalid(format!("{} of {} {what}", row.article, row.from))
}

#[cfg(test)]
mod tests;
