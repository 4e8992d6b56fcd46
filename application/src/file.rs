//! Files: documents, pictures, printed contracts.

mod acceptance;
mod media_type;
pub mod ports;

pub use acceptance::{FileError, LARGEST_FILE, accept, code};
pub use media_type::MediaType;
