//! The register of invalid passports: which passports the ministry no longer stands by.
//!
//! An edition is a whole snapshot: a new one takes the place of the old, and what it no longer
//! lists is no longer listed. A passport that is not listed may still be invalid.

mod edition;
mod error;
mod key;

pub use edition::RegisterEdition;
pub use error::{PassportKeyError, PassportRegistryError, code};
pub use key::PassportKey;
