//! The register of invalid passports: importing an edition, and looking passports up.

mod import_passports;
mod look_up_passports;

pub use import_passports::{ImportPassports, ImportedRegister, PassportLine};
pub use look_up_passports::LookUpPassports;
