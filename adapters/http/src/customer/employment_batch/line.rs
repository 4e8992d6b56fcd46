//! One line of the file.

use super::column::{Column, Header};
use crate::extract::{BadLine, CsvLine};
use chrono::{DateTime, FixedOffset, NaiveDateTime};
use kredo_application::customer::IncomeLine;
use kredo_domain::{Amend, FieldFault, customer::StatedIncome};

/// What is wrong with a line, in two bytes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Faults(u16);

/// Faults of a line as a whole.
const OTHER_COLUMNS: (u16, &str) = (1 << 12, "has another number of columns than the header line");
const TOO_LONG: (u16, &str) = (1 << 13, "is longer than 4096 bytes");
const NO_TEXT: (u16, &str) = (1 << 14, "is no text in UTF-8 that can be kept");
const CARD_NUMBER: (u16, &str) = (1 << 15, "holds the whole number of a payment card; send none");
const WHOLE: [(u16, &str); 4] = [OTHER_COLUMNS, TOO_LONG, NO_TEXT, CARD_NUMBER];

impl Faults {
    const fn of(column: Column) -> Self {
        Self(1 << column as u16)
    }
    const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
    pub(super) const fn is_none(self) -> bool {
        self.0 == 0
    }
    /// Each with its column.
    pub(super) fn told(self) -> Vec<FieldFault> {
        let of_columns = Column::ALL.into_iter().filter(|column| self.0 & Self::of(*column).0 != 0);
        let of_columns = of_columns.map(|column| FieldFault::new(column.name(), column.takes()));
        let of_whole = WHOLE.into_iter().filter(|(bit, _)| self.0 & bit != 0);
        of_columns.chain(of_whole.map(|(_, text)| FieldFault::new("", text))).collect()
    }
}

/// A line that says nothing of use, and whose it is as far as that can be read.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Unread {
    pub(super) customer: Option<i64>,
    pub(super) faults: Faults,
}

const LONGEST: usize = 100;

fn word(cell: &str) -> Option<String> {
    (!cell.is_empty() && cell.chars().count() <= LONGEST).then(|| cell.to_owned())
}

fn amount(cell: &str) -> Option<i64> {
    cell.parse().ok().filter(|amount| *amount >= 0)
}

/// What a cell says; `None` where it cannot be read.
fn says<T>(cell: &str, read: impl FnOnce(&str) -> Option<T>) -> Option<Amend<T>> {
    if cell.is_empty() {
        return Some(Amend::Clear);
    }
    read(cell).map(Amend::Set)
}

fn time(cell: &str, zone: FixedOffset) -> Option<DateTime<FixedOffset>> {
    let time = NaiveDateTime::parse_from_str(cell, "%d.%m.%Y %H:%M:%S").ok()?;
    time.and_local_timezone(zone).single()
}

/// The cells of one line, each read as its column, with what could not be read.
struct Row<'a> {
    header: &'a Header,
    cells: &'a [String],
    faults: Faults,
}

impl Row<'_> {
    /// What the cell of that column is read as; `None` where the file has no such column.
    fn read<T>(&mut self, column: Column, read: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        let place = self.header.columns().iter().position(|known| *known == column)?;
        let value = self.cells.get(place).and_then(|cell| read(cell));
        if value.is_none() {
            self.faults = self.faults.with(Faults::of(column));
        }
        value
    }
    fn optional<T>(&mut self, column: Column, read: impl FnOnce(&str) -> Option<T>) -> Amend<T> {
        self.read(column, |cell| says(cell, read)).unwrap_or(Amend::Keep)
    }
}

/// What a line says, or everything that is wrong with it.
pub(super) fn judge(
    header: &Header,
    line: &CsvLine,
    zone: FixedOffset,
) -> Result<IncomeLine, Unread> {
    let whole = |(bit, _): (u16, &str)| Err(Unread { customer: None, faults: Faults(bit) });
    let cells = match &line.cells {
        Ok(cells) if cells.len() == header.columns().len() => cells,
        Ok(_) => return whole(OTHER_COLUMNS),
        Err(BadLine::TooLong) => return whole(TOO_LONG),
        Err(BadLine::NoText) => return whole(NO_TEXT),
        Err(BadLine::CardNumber) => return whole(CARD_NUMBER),
    };
    let mut row = Row { header, cells, faults: Faults::default() };
    let customer = row.read(Column::CustomerId, |cell| cell.parse().ok());
    let salary = row.read(Column::AmountIncome, amount);
    let currency = row.read(Column::AmountIncomeCurrency, word);
    let extra_salary = row.optional(Column::AdditionalIncome, amount);
    let extra_currency = row.optional(Column::AdditionalIncomeCurrency, word);
    let source = row.optional(Column::IncomeSourceId, |cell| cell.parse::<i64>().ok());
    let source_id = source.map(|id| id.to_string());
    let recorded_at = row.optional(Column::CreatedAt, |cell| time(cell, zone));
    match (customer, salary, currency) {
        (Some(customer), Some(salary), Some(currency)) if row.faults.is_none() => {
            let income = StatedIncome {
                salary,
                currency,
                extra_salary,
                extra_currency,
                source_id,
                recorded_at,
            };
            Ok(IncomeLine { customer, income })
        }
        _ => Err(Unread { customer, faults: row.faults }),
    }
}
