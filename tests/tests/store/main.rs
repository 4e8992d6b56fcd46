//! The store contract on the three stores, its mutants, and the migrations.
#![expect(clippy::unwrap_used, reason = "a failing test panics")]

mod contention;
mod memory;
mod migration;
mod plan;
mod postgres;
mod sqlite;
