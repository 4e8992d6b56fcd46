//! Phones whose code is fixed, for demonstrations and for reviewers of client applications.

use super::{OtpError, OtpPolicy};
use crate::Phone;

/// Identifies an exception.
pub type OtpExceptionId = crate::Id<OtpException>;

/// A phone whose code is always the same; one a phone. Everything else about its codes is as usual:
/// they are sent, expire and have few tries.
#[derive(Clone, PartialEq, Eq)]
pub struct OtpException {
    id: OtpExceptionId,
    phone: Phone,
    code: String,
}

impl std::fmt::Debug for OtpException {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let phone = self.phone.masked();
        f.debug_struct("OtpException").field("phone", &phone).finish_non_exhaustive()
    }
}

impl OtpException {
    /// An exception for that phone.
    ///
    /// # Errors
    /// [`OtpError::ExceptionInvalid`] for a code that is not 4 to 10 digits.
    pub fn try_new(id: OtpExceptionId, phone: Phone, code: String) -> Result<Self, OtpError> {
        let exception = Self { id, phone, code };
        if is_code(&exception.code) { Ok(exception) } else { Err(OtpError::ExceptionInvalid) }
    }
    /// For adapters only: takes what a store kept, and checks nothing.
    #[must_use]
    pub const fn restore(id: OtpExceptionId, phone: Phone, code: String) -> Self {
        Self { id, phone, code }
    }
    /// Gives the phone another code; says whether it is another.
    ///
    /// # Errors
    /// As [`Self::try_new`].
    pub fn change(&mut self, code: String) -> Result<bool, OtpError> {
        if !is_code(&code) {
            return Err(OtpError::ExceptionInvalid);
        }
        let is_other = self.code != code;
        self.code = code;
        Ok(is_other)
    }
    /// Its guid.
    #[must_use]
    pub const fn id(&self) -> OtpExceptionId {
        self.id
    }
    /// The phone.
    #[must_use]
    pub const fn phone(&self) -> &Phone {
        &self.phone
    }
    /// Its code.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.code
    }
}

fn is_code(text: &str) -> bool {
    OtpPolicy::LENGTHS.contains(&u32::try_from(text.len()).unwrap_or(u32::MAX))
        && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn exception(code: &str) -> Result<OtpException, OtpError> {
        let phone = Phone::restore("79010000001".to_owned());
        OtpException::try_new(OtpExceptionId::new(Uuid::nil()), phone, code.to_owned())
    }

    #[test]
    fn only_digits_can_be_typed_as_a_code() {
        assert_eq!(exception("0001").unwrap().code(), "0001");
        for code in ["", "111", "12345678901", "11 1", "١١١١", "abcd"] {
            assert_eq!(exception(code), Err(OtpError::ExceptionInvalid), "{code}");
        }
        let mut known = exception("1111").unwrap();
        assert_eq!(known.change("1".to_owned()), Err(OtpError::ExceptionInvalid));
        assert_eq!(known.change("1111".to_owned()), Ok(false));
        assert_eq!(known.change("2222".to_owned()), Ok(true));
        assert_eq!(known.code(), "2222");
    }

    #[test]
    fn a_code_does_not_show_in_debug_output() {
        assert!(!format!("{:?}", exception("4321").unwrap()).contains("4321"));
    }
}
