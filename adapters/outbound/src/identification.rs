//! Who says that a borrower is the person.

mod sandbox;

pub use sandbox::{SandboxIdentification, SandboxIdentificationSettings, SandboxRefusal};
