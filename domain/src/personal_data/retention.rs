//! How long the data of a customer is kept.

use super::PersonalDataError;
use crate::FieldFault;
use chrono::{Months, NaiveDate};

/// How long data is kept after the last dealings between a customer and the lender.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RetentionTerm {
    years: u32,
}

/// What there is between a customer and the lender.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dealings {
    /// How many loans have not come to their end.
    pub open_loans: usize,
    /// How many applications have not.
    pub open_applications: usize,
    /// The day, in the lender's zone, on which anything last happened.
    pub last: NaiveDate,
}

impl RetentionTerm {
    /// The shortest term, years.
    pub const MIN_YEARS: u32 = 1;
    /// The longest, years.
    pub const MAX_YEARS: u32 = 75;
    /// What a client's data is kept for after the relations have ended (115-FZ art. 7 part 4), and
    /// what is told of an electronic signature: five years.
    pub const LEGAL: Self = Self { years: 5 };

    /// A term of so many years; `None` where they are not [`Self::MIN_YEARS`] to
    /// [`Self::MAX_YEARS`].
    #[must_use]
    pub fn of_years(years: u32) -> Option<Self> {
        (Self::MIN_YEARS..=Self::MAX_YEARS).contains(&years).then_some(Self { years })
    }
    /// How many years.
    #[must_use]
    pub const fn years(self) -> u32 {
        self.years
    }

    /// The last day on which data is kept: the date of the last dealings, so many years later; the
    /// last of its month where the month has no such day (Civil Code art. 192).
    #[must_use]
    pub fn last_day(self, of: NaiveDate) -> NaiveDate {
        of.checked_add_months(self.months()).unwrap_or(NaiveDate::MAX)
    }
    /// No dealings after that day are so old that their term is over.
    #[must_use]
    pub fn horizon(self, today: NaiveDate) -> NaiveDate {
        today.checked_sub_months(self.months()).unwrap_or(NaiveDate::MIN)
    }
    const fn months(self) -> Months {
        Months::new(self.years.saturating_mul(12))
    }

    /// Whether the data may go.
    ///
    /// # Errors
    /// [`PersonalDataError::StillNeeded`] with every reason.
    pub fn judge(self, dealings: &Dealings, today: NaiveDate) -> Result<(), PersonalDataError> {
        let until = self.last_day(dealings.last);
        let open = |path: &str, count: usize, one: &str, several: &str| {
            let what = if count == 1 { one } else { several };
            (count > 0).then(|| FieldFault::new(path, format!("{count} {what} not ended")))
        };
        let reasons: Vec<_> = [
            open("loans", dealings.open_loans, "loan has", "loans have"),
            open(
                "applications",
                dealings.open_applications,
                "application has",
                "applications have",
            ),
            (today <= until)
                .then(|| FieldFault::new("keptUntil", format!("is kept until {until}"))),
        ]
        .into_iter()
        .flatten()
        .collect();
        if reasons.is_empty() { Ok(()) } else { Err(PersonalDataError::StillNeeded(reasons)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Coded, loan::fixture::day};
    use proptest::prelude::*;

    fn over_since(last: &str) -> Dealings {
        Dealings { open_loans: 0, open_applications: 0, last: day(last) }
    }

    #[test]
    fn the_term_ends_on_the_same_date_and_data_goes_the_day_after() {
        for (last, until, next) in [
            ("2021-11-27", "2026-11-27", "2026-11-28"),
            ("2024-02-29", "2029-02-28", "2029-03-01"),
            ("2023-02-28", "2028-02-28", "2028-02-29"),
            ("2019-12-31", "2024-12-31", "2025-01-01"),
        ] {
            let (term, dealings) = (RetentionTerm::LEGAL, over_since(last));
            assert_eq!(term.last_day(dealings.last), day(until));
            assert!(term.judge(&dealings, day(until)).is_err(), "{last}");
            assert_eq!(term.judge(&dealings, day(next)), Ok(()), "{last}");
        }
    }

    #[test]
    fn every_reason_is_told_at_once() {
        let last = day("2024-11-22");
        let dealings = Dealings { open_loans: 1, open_applications: 2, last };
        let refusal = RetentionTerm::LEGAL.judge(&dealings, last).unwrap_err();
        assert_eq!(refusal.code().name(), "PERSONAL_DATA_STILL_NEEDED");
        let told: Vec<_> = refusal.fields().into_iter().map(|f| (f.path, f.message)).collect();
        let expected = [
            ("loans", "1 loan has not ended"),
            ("applications", "2 applications have not ended"),
            ("keptUntil", "is kept until 2029-11-22"),
        ];
        assert_eq!(told, expected.map(|(path, text)| (path.to_owned(), text.to_owned())));
    }

    #[test]
    fn what_is_open_keeps_the_data_however_old_it_is() {
        let old = over_since("1990-01-01");
        let today = day("2026-11-27");
        assert_eq!(RetentionTerm::LEGAL.judge(&old, today), Ok(()));
        for open in [Dealings { open_loans: 1, ..old }, Dealings { open_applications: 1, ..old }] {
            assert!(RetentionTerm::LEGAL.judge(&open, today).is_err());
        }
    }

    #[test]
    fn a_term_has_one_to_seventy_five_years() {
        let given = [0, 1, 5, 75, 76].map(|n| RetentionTerm::of_years(n).map(RetentionTerm::years));
        assert_eq!(given, [None, Some(1), Some(5), Some(75), None]);
    }

    proptest! {
        #[test]
        fn nothing_behind_the_horizon_is_over(
            last in 0..60_000_u64, after in 0..40_000_u64, years in 1..=75_u32,
        ) {
            let last = NaiveDate::default() + chrono::Days::new(last);
            let today = last + chrono::Days::new(after);
            let term = RetentionTerm::of_years(years).unwrap();
            let dealings = Dealings { open_loans: 0, open_applications: 0, last };
            let over = term.judge(&dealings, today).is_ok();
            prop_assert!(!over || last <= term.horizon(today));
            prop_assert_eq!(over, term.last_day(last) < today);
            // No more than the two days that months of unequal length leave in between.
            let slack = chrono::Days::new(2);
            prop_assert!(over || last + slack > term.horizon(today));
        }
    }
}
