//! One-time codes.

mod codes;
pub mod ports;
mod set_exception;

pub use codes::{IssuedCode, OtpCodes};
pub use set_exception::{SetOtpException, SetOtpExceptionCommand};

use crate::store::Aggregate;
use kredo_domain::{
    Id,
    otp::{OtpChallenge, OtpException},
};

impl Aggregate for OtpChallenge {
    const NAME: &'static str = "code";
    fn id(&self) -> Id<Self> {
        self.id()
    }
}

impl Aggregate for OtpException {
    const NAME: &'static str = "fixed code";
    fn id(&self) -> Id<Self> {
        self.id()
    }
}
