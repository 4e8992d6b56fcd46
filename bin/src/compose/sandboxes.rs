//! What is not real.

use crate::config::Config;

/// The systems that are sandboxes under this configuration, for a warning. The built-in scorecard
/// is none: it decides.
pub(crate) fn sandboxes(config: &Config) -> Vec<&'static str> {
    let always = ["credit bureaus", "sanctions lists", "identification"];
    let sms = config.sms.url.is_none().then_some("short messages");
    let payment = config.payment.url.is_none().then_some("payments");
    always.into_iter().chain(sms).chain(payment).collect()
}
