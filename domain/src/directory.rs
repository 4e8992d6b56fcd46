//! Directories: what people who run a lender keep as tables of choices (types of flags and of
//! documents, ways to identify somebody). Every directory is made of [`Entry`]s and differs only in
//! the [`Facts`] of an entry.

mod entry;
mod status;

pub use entry::{Entry, EntryEvent, EntryState, Facts};
pub use status::EntryStatus;
