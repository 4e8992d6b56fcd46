//! Working days: weekends, holidays, and the days that the government moves.

use crate::{Coded, ErrorCode, regulation};
use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveTime, Utc, Weekday};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Which days are worked.
///
/// A five-day week, less holidays, plus the weekend days that were made working days. The table is
/// data: [`WorkingCalendar::russia`] is one, and a lender of another country, or of a region with
/// holidays of its own, brings its own.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Content")]
pub struct WorkingCalendar {
    recurring: BTreeSet<(u32, u32)>,
    years: BTreeMap<i32, YearRow>,
}

/// What is known of a year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct YearRow {
    /// Which year.
    pub year: i32,
    /// Where its days come from.
    pub source: String,
    /// How sure they are.
    pub certainty: regulation::Certainty,
    /// Mondays to Fridays that are not worked, all of them.
    pub days_off: BTreeSet<NaiveDate>,
    /// Saturdays and Sundays that are worked, all of them.
    pub working_days: BTreeSet<NaiveDate>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Content {
    recurring: Vec<Holiday>,
    years: Vec<YearRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Holiday {
    month: u32,
    day: u32,
}

/// Why a calendar cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the calendar of working days is wrong: {0}")]
pub struct WorkingDaysError(String);

impl Coded for WorkingDaysError {
    fn code(&self) -> ErrorCode {
        regulation::code::CALENDAR_INVALID
    }
}

impl TryFrom<Content> for WorkingCalendar {
    type Error = WorkingDaysError;
    fn try_from(content: Content) -> Result<Self, WorkingDaysError> {
        let days = content.recurring.iter().map(|holiday| (holiday.month, holiday.day));
        Self::try_new(days.collect(), content.years)
    }
}

impl WorkingCalendar {
    /// A calendar of holidays that recur on a month and day, for the years that have no row, and
    /// of years whose days are known.
    ///
    /// # Errors
    /// [`WorkingDaysError`] for a year with two rows, a day outside its year, a day off on a
    /// weekend, or a working day that is none.
    pub fn try_new(
        recurring: BTreeSet<(u32, u32)>,
        rows: Vec<YearRow>,
    ) -> Result<Self, WorkingDaysError> {
        let mut years = BTreeMap::new();
        for row in rows {
            let year = row.year;
            if let Some(day) = row.misplaced() {
                return Err(WorkingDaysError(format!("{day} cannot stand in this list of {year}")));
            }
            if years.insert(year, row).is_some() {
                return Err(WorkingDaysError(format!("{year} has two rows")));
            }
        }
        Ok(Self { recurring, years })
    }
    /// The days of Russia: Labour Code art. 111 and 112, and the yearly resolutions of the
    /// government that move days off.
    ///
    /// # Errors
    /// [`WorkingDaysError`] never, unless the built-in file is damaged.
    pub fn russia() -> Result<Self, WorkingDaysError> {
        serde_json::from_str(include_str!("working_days/russia.json"))
            .map_err(|fault| WorkingDaysError(fault.to_string()))
    }
    /// What is known of a year. Without a row, only weekends and recurring holidays are known, not
    /// the days that are moved: an operator should be told before such a year begins.
    #[must_use]
    pub fn year(&self, year: i32) -> Option<&YearRow> {
        self.years.get(&year)
    }
    /// Whether that day is worked.
    #[must_use]
    pub fn is_working_day(&self, day: NaiveDate) -> bool {
        let recurs = || self.recurring.contains(&(day.month(), day.day()));
        match self.years.get(&day.year()) {
            Some(row) if is_weekend(day) => row.working_days.contains(&day),
            Some(row) => !row.days_off.contains(&day),
            None => !is_weekend(day) && !recurs(),
        }
    }
    /// The `count`th working day after `day`, which itself does not count (Civil Code art. 191);
    /// for zero, the day itself, worked or not. Past the end of the calendar, its last day.
    #[must_use]
    pub fn add_working_days(&self, day: NaiveDate, count: u32) -> NaiveDate {
        if count == 0 {
            return day;
        }
        let mut working = day.iter_days().skip(1).filter(|day| self.is_working_day(*day));
        let nth = usize::try_from(count.saturating_sub(1)).unwrap_or(usize::MAX);
        working.nth(nth).unwrap_or(NaiveDate::MAX)
    }
    /// The instant at which the `count`th working day after an instant is over: midnight in the
    /// lender's `zone`, which no longer belongs to it.
    ///
    /// An offer that is made at `from` stands for five working days until then: 353-FZ art. 7 gives
    /// at least five days, and working days are the longer reading.
    #[must_use]
    pub fn end_of_working_day(
        &self,
        from: DateTime<Utc>,
        count: u32,
        zone: FixedOffset,
    ) -> DateTime<Utc> {
        let local = from.naive_utc().checked_add_offset(zone);
        let day = local.map_or(NaiveDate::MAX, |local| local.date());
        let last = self.add_working_days(day, count);
        let midnight = last.succ_opt().map(|day| day.and_time(NaiveTime::MIN));
        let instant = midnight.and_then(|midnight| midnight.and_local_timezone(zone).single());
        instant.map_or(DateTime::<Utc>::MAX_UTC, |instant| instant.to_utc())
    }
}

impl YearRow {
    fn misplaced(&self) -> Option<NaiveDate> {
        let strange = |day: &&NaiveDate| day.year() != self.year;
        let off = self.days_off.iter().find(|day| strange(day) || is_weekend(**day));
        let worked = self.working_days.iter().find(|day| strange(day) || !is_weekend(**day));
        off.or(worked).copied()
    }
}

fn is_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

#[cfg(test)]
mod tests;
