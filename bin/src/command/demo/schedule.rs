//! The payment schedule as a table and as CSV.

use anyhow::Context;
use kredo_domain::{
    Money,
    loan::{Schedule, ScheduleRow},
};
use std::path::Path;

/// Roubles with two decimals, thousands separated: `80,500.50`.
pub(super) fn roubles(money: Money) -> String {
    let plain = plain(money);
    let (sign, digits) = plain.strip_prefix('-').map_or(("", plain.as_str()), |rest| ("-", rest));
    let (whole, kopecks) = digits.split_once('.').unwrap_or((digits, "00"));
    let mut grouped = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    format!("{sign}{grouped}.{kopecks}")
}

/// Roubles with two decimals, for programs: `80500.50`.
fn plain(money: Money) -> String {
    let sign = if money.minor() < 0 { "-" } else { "" };
    let minor = money.minor().unsigned_abs();
    format!("{sign}{}.{:02}", minor / 100, minor % 100)
}

/// The table's lines, its totals last.
pub(super) fn table(schedule: &Schedule) -> Vec<String> {
    let line = |[number, date, payment, principal, interest, outstanding]: [&str; 6]| {
        let line = format!(
            "{number:>3}  {date:10}  {payment:>12}  {principal:>12}  {interest:>12}  {outstanding:>12}"
        );
        line.trim_end().to_owned()
    };
    let head = line(["№", "date", "payment", "principal", "interest", "outstanding"]);
    let rule = "-".repeat(head.chars().count());
    let rows = schedule.rows().iter().map(|row| {
        let [payment, principal, interest, outstanding] = amounts(row).map(roubles);
        let (number, date) = (row.number().to_string(), row.due().format("%d.%m.%Y").to_string());
        line([&number, &date, &payment, &principal, &interest, &outstanding])
    });
    let totals = [schedule.paid(), schedule.principal(), schedule.interest()].map(roubles);
    let [paid, principal, interest] = totals;
    let total = line(["", "total", &paid, &principal, &interest, ""]);
    [head, rule.clone()].into_iter().chain(rows).chain([rule, total]).collect()
}

/// Writes the rows as CSV: dates in ISO 8601, amounts in roubles.
pub(super) fn write_csv(schedule: &Schedule, path: &Path) -> anyhow::Result<()> {
    let failed = || format!("{} cannot be written", path.display());
    let mut csv = csv::Writer::from_path(path).with_context(failed)?;
    csv.write_record(["number", "date", "payment", "principal", "interest", "outstanding"])
        .with_context(failed)?;
    for row in schedule.rows() {
        let [payment, principal, interest, outstanding] = amounts(row).map(plain);
        let (number, date) = (row.number().to_string(), row.due().to_string());
        csv.write_record([number, date, payment, principal, interest, outstanding])
            .with_context(failed)?;
    }
    csv.flush().with_context(failed)
}

const fn amounts(row: &ScheduleRow) -> [Money; 4] {
    [row.payment(), row.principal(), row.interest(), row.outstanding()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_separated() {
        for (kopecks, shown) in [
            (0, "0.00"),
            (5, "0.05"),
            (99_999, "999.99"),
            (100_000, "1,000.00"),
            (8_050_050, "80,500.50"),
            (12_345_678_901, "123,456,789.01"),
            (-100_000_000, "-1,000,000.00"),
        ] {
            assert_eq!(roubles(Money::kopecks(kopecks)), shown);
        }
    }
}
