//! Knowing who a borrower is (115-FZ).

pub mod ports;
