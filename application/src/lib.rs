//! Use cases of a lender and the ports they need.
//!
//! A use case is a struct that holds ports; it loads, lets the domain decide, stores, and appends
//! events, all inside one [`UnitOfWork`]. Only shells (an HTTP handler, a command line, an engine)
//! begin and commit one, through [`run`].

pub mod activity;
pub mod audit;
mod batch;
mod business_time;
pub mod card;
mod checksum;
pub mod consent;
pub mod customer;
pub mod directory;
pub mod document;
mod error;
pub mod event_bus;
pub mod file;
pub mod flag;
pub mod flow;
pub mod identification;
pub mod identity;
pub mod loan;
pub mod loan_application;
pub mod notification;
pub mod otp;
pub mod outbox;
pub mod outside;
pub mod paging;
pub mod partner;
pub mod passport_registry;
pub mod payment;
pub mod personal_data;
pub mod ports;
mod recorder;
pub mod scoring;
pub mod store;
mod use_case;

pub use business_time::BusinessTime;
pub use checksum::{Sha256Sum, Sha256SumError};
pub use error::{AppError, code};
pub use recorder::Recorder;
pub use store::{Aggregate, Store, StoreError, UnitOfWork, Versioned};
pub use use_case::{UseCase, read, run};
