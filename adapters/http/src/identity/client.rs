//! What a client states to be let in.

use crate::extract::NamedHeader;
use kredo_application::AppError;
use kredo_domain::{FieldFault, Phone, phone::PhoneError};

/// `X-Device-Id`.
pub(super) struct DeviceId;

impl NamedHeader for DeviceId {
    const NAME: &'static str = "X-Device-Id";
    const MEANING: &'static str = "Guid of the device, unique to it; kept with the log-in.";
}

/// Reads a phone as people write it, and as the manual does.
pub(super) fn phone(text: &str) -> Result<Phone, AppError> {
    let fault = |fault: PhoneError| FieldFault::new("phone_number", fault.to_string());
    Phone::parse_leniently(text).map_err(|cause| AppError::Invalid(vec![fault(cause)]))
}
