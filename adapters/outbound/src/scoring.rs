//! Who is asked before a loan is given.

mod built_in;
#[cfg(feature = "http")]
mod http;
mod sandbox_bureau;
mod sandbox_sanctions;

pub use built_in::BuiltInScoring;
#[cfg(feature = "http")]
pub use http::HttpScoring;
pub use sandbox_bureau::{SandboxBureau, SandboxBureauSettings, SandboxHistory};
pub use sandbox_sanctions::{
    SandboxList, SandboxListing, SandboxSanctions, SandboxSanctionsSettings,
};
