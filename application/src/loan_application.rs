//! Loan applications through partners.

pub mod contract_document;
