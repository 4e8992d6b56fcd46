//! Loan applications and their contracts as rows.

mod application;
mod contract_file;
