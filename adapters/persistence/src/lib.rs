//! Where Kredo keeps things: in memory, on SQLite, or on PostgreSQL.
//!
//! All three keep the same promise, which `kredo-tests` checks case by case. Contexts are folders:
//! `customer/memory.rs` says which keys are unique, `customer/sql` how an aggregate becomes a row.

mod audit;
mod card;
mod consent;
mod customer;
mod directory;
mod document;
mod flag;
mod flow;
mod identification;
mod identity;
mod loan;
mod loan_application;
mod memory;
mod migration;
mod notification;
mod otp;
mod partner;
mod passport_registry;
mod payment;
mod personal_data;
mod sql;

pub use memory::MemoryStore;
pub use migration::Migrator;
pub use sql::{DatabaseUrlError, MigrateError, SqlOptions, SqlStore, sqlite_file};
