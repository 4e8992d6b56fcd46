//! For how long money is lent, and the days on which it is paid back.

use super::LoanError;
use chrono::{Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

/// What a contract counts its term in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum TermUnit {
    /// Calendar days.
    Day,
    /// Calendar months.
    Month,
}

impl TermUnit {
    const fn longest(self) -> u32 {
        match self {
            Self::Day => 18_250,
            Self::Month => 600,
        }
    }
}

/// The term of a loan: one payment after so many days, or a payment in each of so many months.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "StatedTerm")]
pub struct Term {
    count: u32,
    unit: TermUnit,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StatedTerm {
    count: u32,
    unit: TermUnit,
}

impl TryFrom<StatedTerm> for Term {
    type Error = LoanError;
    fn try_from(stated: StatedTerm) -> Result<Self, LoanError> {
        Self::try_new(stated.count, stated.unit)
    }
}

impl Term {
    /// A term of `count` days or months.
    ///
    /// # Errors
    /// [`LoanError::TermInvalid`] for zero or more than fifty years (18250 days, 600 months).
    pub fn try_new(count: u32, unit: TermUnit) -> Result<Self, LoanError> {
        if (1..=unit.longest()).contains(&count) {
            Ok(Self { count, unit })
        } else {
            Err(LoanError::TermInvalid(count))
        }
    }
    /// How many days or months.
    #[must_use]
    pub const fn count(self) -> u32 {
        self.count
    }
    /// Days or months.
    #[must_use]
    pub const fn unit(self) -> TermUnit {
        self.unit
    }
    /// The last day of the term that begins on `start`.
    ///
    /// # Errors
    /// [`LoanError::DateOutOfRange`] past the end of the calendar.
    pub fn ends(self, start: NaiveDate) -> Result<NaiveDate, LoanError> {
        let end = match self.unit {
            TermUnit::Day => start.checked_add_days(Days::new(self.count.into())),
            TermUnit::Month => start.checked_add_months(Months::new(self.count)),
        };
        end.ok_or(LoanError::DateOutOfRange)
    }
    /// The due dates of money disbursed on `start`: for days the one day after the term, for
    /// months the same day of each month, or the month's last day where it has no such day.
    ///
    /// Each date is counted from `start` itself, so 31 January is followed by 28 February and then
    /// by 31 March. Dates are not moved from non-working days: a caller that moves them hands the
    /// moved dates to [`Schedule::level`](super::Schedule::level).
    ///
    /// # Errors
    /// [`LoanError::DateOutOfRange`] past the end of the calendar.
    pub fn due_dates(self, start: NaiveDate) -> Result<Vec<NaiveDate>, LoanError> {
        match self.unit {
            TermUnit::Day => Ok(vec![self.ends(start)?]),
            TermUnit::Month => (1..=self.count)
                .map(|count| Self { count, unit: TermUnit::Month }.ends(start))
                .collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::loan::fixture::{day, days, months};

    #[test]
    fn month_ends_are_clamped_and_never_drift() {
        let dates = months(5).due_dates(day("2026-01-31"));
        let expected = ["2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31", "2026-06-30"];
        assert_eq!(dates, Ok(expected.map(day).to_vec()));
        let leap = months(2).due_dates(day("2027-12-30"));
        assert_eq!(leap, Ok(vec![day("2028-01-30"), day("2028-02-29")]));
    }

    #[test]
    fn a_term_in_days_has_one_payment_after_it() {
        let dates = days(30).due_dates(day("2026-11-23"));
        assert_eq!(dates, Ok(vec![day("2026-12-23")]));
    }

    #[test]
    fn no_term_at_all_and_an_endless_one_are_refused() {
        for (count, unit) in [
            (0, TermUnit::Day),
            (18_251, TermUnit::Day),
            (0, TermUnit::Month),
            (601, TermUnit::Month),
        ] {
            assert_eq!(Term::try_new(count, unit), Err(LoanError::TermInvalid(count)));
        }
        assert!(serde_json::from_str::<Term>(r#"{"count":0,"unit":"DAY"}"#).is_err());
        let long = months(600);
        assert_eq!(long.due_dates(NaiveDate::MAX), Err(LoanError::DateOutOfRange));
    }
}
