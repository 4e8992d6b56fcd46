//! One-time codes as rows.

mod challenge;
mod exception;
