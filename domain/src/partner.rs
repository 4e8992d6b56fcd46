//! Partners: who sells, and who is paid.

mod error;
mod record;

pub use error::{PartnerError, code};
pub use record::{Partner, PartnerId, PartnerProfile};
