//! Incomes of customers from a file.
//!
//! The file is read as it arrives and never held as a whole; of each line sixteen bytes stay, from
//! which the answer is written in the end. Writing the answer while the file is read would hold
//! even less, and would stop whoever sends all of it before it reads anything: the server would
//! wait for the answer to be read, the sender for the file to be taken.

mod column;
mod line;
mod report;

use crate::{
    caller::{Caller, Staff},
    extract::CsvFile,
    failure::{Failure, Refusal, code as http, errors},
    state::SharedState,
};
use axum::extract::State;
use column::{Header, IncomeRow};
use kredo_application::customer::{ImportIncomes, IncomeLine};
use kredo_domain::customer::code;
use report::Report;
use std::mem;

/// The largest file, bytes.
const FILE_LIMIT: usize = 64 * 1024 * 1024;
/// The most lines of a file: what is kept of each is to stay small.
const LINES: usize = 1_000_000;

errors! { BatchErrors: 500 => code::IMPORT_EMPLOYMENT_BATCH_ERROR }

pub(super) async fn update(
    State(state): State<SharedState>,
    _: Caller<Staff>,
    mut file: CsvFile<IncomeRow, FILE_LIMIT>,
) -> Result<Report, Failure<BatchErrors>> {
    let header = file.next().await.map_err(Failure::of)?;
    let header = Header::read(header).map_err(|fields| {
        let message = "the file has not the header line that it needs; see fields";
        let mut refusal = Refusal::new(code::IMPORT_EMPLOYMENT_BATCH_ERROR, message);
        refusal.fields = fields;
        Failure::of(refusal)
    })?;
    let import = ImportIncomes::new(state.recorder());
    let mut report = Report::default();
    let mut unit = Vec::with_capacity(ImportIncomes::LINES);
    while let Some(line) = file.next().await.map_err(Failure::of)? {
        if report.lines() == LINES {
            let message = format!("a file has at most {LINES} lines; those lines are done");
            return Err(Failure::of(Refusal::new(http::BODY_TOO_LARGE, message)));
        }
        let judged = line::judge(&header, &line, state.zone());
        if let Some(income) = report.add(line.number, judged) {
            unit.push(income);
        }
        if unit.len() == ImportIncomes::LINES {
            write(&state, &import, mem::take(&mut unit), &mut report).await?;
        }
    }
    write(&state, &import, unit, &mut report).await?;
    Ok(report)
}

/// Takes lines over, and notes what became of them.
async fn write(
    state: &SharedState,
    import: &ImportIncomes,
    unit: Vec<IncomeLine>,
    report: &mut Report,
) -> Result<(), Failure<BatchErrors>> {
    if unit.is_empty() {
        return Ok(());
    }
    let outcomes = import.execute(state.store(), &unit).await?;
    report.conclude(outcomes);
    Ok(())
}
