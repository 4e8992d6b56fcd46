//! The table of individual terms, in the form of Bank of Russia's Ordinance 3240-U.
//!
//! The ordinance forbids leaving out a row: where there is nothing to say, it says «Отсутствует».
//! Further conditions follow row 16 with the next numbers.

mod agreement;
mod amount;
mod obligation;
mod payment;

use super::style::{cell, strong_cell, title};
use crate::layout::{Cell, Fonts, Length, Pages, Row, Table};
use kredo_application::loan_application::contract_document::{ContractDocument, RenderError};

const NOTHING: &str = "Отсутствует";

/// Lays out the heading and the table.
pub(crate) fn place(
    contract: &ContractDocument,
    fonts: &Fonts,
    pages: &mut Pages,
) -> Result<(), RenderError> {
    let table = Table {
        title: title("ИНДИВИДУАЛЬНЫЕ УСЛОВИЯ ДОГОВОРА ПОТРЕБИТЕЛЬСКОГО ЗАЙМА"),
        widths: vec![Length::mm(11), Length::mm(62), Length::mm(102)],
        header: vec![strong_cell("№"), strong_cell("Условие"), strong_cell("Содержание условия")],
        rows: rows(contract),
    };
    table.place(fonts, pages)
}

fn rows(contract: &ContractDocument) -> Vec<Row> {
    let terms = &contract.terms;
    [
        amount::rows(contract),
        payment::rows(contract),
        obligation::rows(terms),
        agreement::rows(terms),
    ]
    .concat()
}

fn row(number: &str, condition: &str, content: Cell) -> Row {
    vec![cell(number), cell(condition), content]
}
