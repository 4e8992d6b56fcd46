//! One snapshot of the register.

use super::PassportRegistryError;
use chrono::{DateTime, NaiveDate, Utc};

/// Which snapshot of the register is in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RegisterEdition {
    date: NaiveDate,
    imported_at: DateTime<Utc>,
}

impl RegisterEdition {
    /// An edition of that date, imported on the day `today` (both in the lender's zone).
    ///
    /// # Errors
    /// [`PassportRegistryError::EditionToCome`].
    pub fn try_new(
        date: NaiveDate,
        today: NaiveDate,
        imported_at: DateTime<Utc>,
    ) -> Result<Self, PassportRegistryError> {
        if date > today {
            return Err(PassportRegistryError::EditionToCome);
        }
        Ok(Self { date, imported_at })
    }
    /// For adapters only: takes what a store kept, and checks nothing.
    #[must_use]
    pub const fn restore(date: NaiveDate, imported_at: DateTime<Utc>) -> Self {
        Self { date, imported_at }
    }
    /// The day that the ministry made it.
    #[must_use]
    pub const fn date(&self) -> NaiveDate {
        self.date
    }
    /// When it was imported, UTC.
    #[must_use]
    pub const fn imported_at(&self) -> DateTime<Utc> {
        self.imported_at
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::loan::fixture::day;

    #[test]
    fn an_edition_of_tomorrow_is_refused() {
        let made =
            |date| RegisterEdition::try_new(day(date), day("2026-11-22"), DateTime::UNIX_EPOCH);
        assert_eq!(made("2026-11-22").map(|edition| edition.date()), Ok(day("2026-11-22")));
        assert_eq!(made("2026-11-23"), Err(PassportRegistryError::EditionToCome));
    }
}
