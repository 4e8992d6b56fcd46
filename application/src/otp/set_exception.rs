//! Fixing the code of a phone.

use crate::{AppError, Recorder, UnitOfWork, UseCase, store::unless_raced};
use async_trait::async_trait;
use kredo_domain::{Phone, otp::OtpException};

/// Gives a phone a fixed code, or another one.
pub struct SetOtpException {
    recorder: Recorder,
}

/// Which phone gets which code.
#[derive(Clone, PartialEq, Eq)]
pub struct SetOtpExceptionCommand {
    /// The phone.
    pub phone: Phone,
    /// Its code, 4 to 10 digits.
    pub code: String,
}

impl SetOtpException {
    /// Binds the ports.
    #[must_use]
    pub const fn new(recorder: Recorder) -> Self {
        Self { recorder }
    }
}

#[async_trait]
impl UseCase for SetOtpException {
    type Command = SetOtpExceptionCommand;
    type Output = ();

    /// # Errors
    /// [`OtpError::ExceptionInvalid`](kredo_domain::otp::OtpError), or the store's.
    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        command: &SetOtpExceptionCommand,
    ) -> Result<(), AppError> {
        let SetOtpExceptionCommand { phone, code } = command.clone();
        if let Some(mut known) = unit.otp_exceptions().by_phone(&phone).await? {
            if known.value.change(code)? {
                unit.otp_exceptions().update(known).await?;
            }
            return Ok(());
        }
        let exception = OtpException::try_new(self.recorder.new_id(), phone, code)?;
        // Set since it was looked for.
        Ok(unless_raced(unit.otp_exceptions().insert(&exception).await)?)
    }
}
