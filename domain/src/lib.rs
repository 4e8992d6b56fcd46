//! The rules of a lender as plain values.
//!
//! Nothing here waits, reads a clock, draws a number or knows a database: a command takes what it
//! needs as arguments, decides, and returns events or a typed error. Each module is a bounded
//! context and carries the same name in every other crate; `amend`, `directory`, `error`, `id`, `money` and
//! `phone` are shared by all of them.

mod amend;
pub mod card;
pub mod consent;
pub mod customer;
pub mod directory;
pub mod document;
pub mod error;
pub mod event;
pub mod flag;
pub mod id;
pub mod identification;
pub mod identity;
pub mod loan;
pub mod loan_application;
pub mod money;
pub mod otp;
pub mod partner;
pub mod passport_registry;
pub mod payment;
pub mod personal_data;
pub mod phone;
pub mod product;
pub mod regulation;
pub mod scoring;
pub mod working_days;

pub use amend::Amend;
pub use error::{Coded, ErrorCode, ErrorKind, FieldFault};
pub use event::DomainEvent;
pub use id::Id;
pub use money::{Currency, Money, MoneyError};
pub use phone::Phone;

/// The error codes of every context, with the context's name.
pub const CODES: &[(&str, &[ErrorCode])] = &[
    ("Cards", card::code::ALL),
    ("Consents", consent::code::ALL),
    ("Customers", customer::code::ALL),
    ("Documents", document::code::ALL),
    ("Flags", flag::code::ALL),
    ("Identification", identification::code::ALL),
    ("Identity", identity::code::ALL),
    ("Invalid passports", passport_registry::code::ALL),
    ("Loan applications", loan_application::code::ALL),
    ("Loans", loan::code::ALL),
    ("One-time codes", otp::code::ALL),
    ("Partners", partner::code::ALL),
    ("Payment", payment::code::ALL),
    ("Personal data", personal_data::code::ALL),
    ("Products and offers", product::code::ALL),
    ("Regulation", regulation::code::ALL),
    ("Scoring", scoring::code::ALL),
    ("Telephone numbers", phone::code::ALL),
];
