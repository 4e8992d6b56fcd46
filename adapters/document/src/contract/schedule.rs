//! The payment schedule.

use super::check::Totals;
use super::style::{TABLE, title};
use super::wording::{amount, date};
use crate::layout::{Align, Cell, Fonts, Length, Pages, Paragraph, Row, Table};
use kredo_application::loan_application::contract_document::{ContractDocument, RenderError};

/// Lays out the heading, one row for each payment, and the sums.
pub(crate) fn place(
    contract: &ContractDocument,
    totals: Totals,
    fonts: &Fonts,
    pages: &mut Pages,
) -> Result<(), RenderError> {
    let header = [
        "№",
        "Дата платежа",
        "Сумма платежа, руб.",
        "Основной долг, руб.",
        "Проценты, руб.",
        "Остаток основного долга, руб.",
    ];
    let mut rows: Vec<Row> = Vec::with_capacity(contract.schedule.len() + 1);
    for (index, row) in contract.schedule.iter().enumerate() {
        rows.push(vec![
            figure((index + 1).to_string()),
            figure(date(row.date)),
            figure(amount(row.payment)),
            figure(amount(row.main_debt)),
            figure(amount(row.interest)),
            figure(amount(row.balance)),
        ]);
    }
    rows.push(vec![
        Vec::new(),
        sum("Итого".to_owned()),
        sum(amount(totals.payment)),
        sum(amount(totals.main_debt)),
        sum(amount(totals.interest)),
        Vec::new(),
    ]);
    let widths = [11, 28, 34, 34, 34, 34].map(Length::mm);
    let header = header.map(|text| vec![Paragraph::new(TABLE.aligned(Align::Center)).strong(text)]);
    Table {
        title: title("ГРАФИК ПЛАТЕЖЕЙ"), widths: widths.into(), header: header.into(), rows
    }
    .place(fonts, pages)
}

fn figure(text: String) -> Cell {
    vec![Paragraph::new(TABLE.aligned(Align::Right)).plain(text)]
}

fn sum(text: String) -> Cell {
    vec![Paragraph::new(TABLE.aligned(Align::Right)).strong(text)]
}
