//! Documents, what was said about them, and the files that show them, as rows.

mod document;
mod file;
mod info;
