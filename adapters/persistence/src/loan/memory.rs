//! Unique keys of loans in memory.

use crate::memory::UniqueKey;
use kredo_domain::loan::Loan;

pub(crate) fn loan_keys(loan: &Loan) -> Vec<UniqueKey> {
    vec![("number", loan.record().number.to_string())]
}
