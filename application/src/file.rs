//! Files: documents, pictures, printed contracts.

pub mod ports;
