//! The codes that contracts are signed with.

use super::super::reader::Reader;
use kredo_domain::{
    Coded,
    otp::{OtpPolicy, OtpRules},
};

/// `[otp]`
#[derive(Debug)]
pub(crate) struct OtpSection {
    pub(crate) policy: OtpPolicy,
}

impl OtpSection {
    pub(in super::super) fn read(reader: &mut Reader) -> Self {
        let before = reader.faults();
        let rules = rules(reader);
        let policy = OtpPolicy::try_new(rules).unwrap_or_else(|refusal| {
            // Where a value is none, its default stands in for it, and says nothing of the others.
            if reader.faults() == before {
                for fault in refusal.fields() {
                    reader.refuse(key(&fault.path), fault.message);
                }
            }
            OtpPolicy::default()
        });
        Self { policy }
    }
}

fn rules(reader: &mut Reader) -> OtpRules {
    let default = OtpRules::default();
    OtpRules {
        length: reader.key(LENGTH, "Digits of a code.").number(4..=10, default.length),
        lifetime_seconds: reader
            .key(LIFETIME, "Seconds that a code holds.")
            .number(1..=OtpPolicy::MAX_SECONDS, default.lifetime_seconds),
        attempts: reader
            .key(
                ATTEMPTS,
                "How often each code may be entered wrongly. With the further codes: whoever \
                 guesses every time must succeed in one of 500 signatures at most.",
            )
            .number(1..=1000, default.attempts),
        resend_pause_seconds: reader
            .key(PAUSE, "Seconds to wait before a further code.")
            .number(0..=OtpPolicy::MAX_SECONDS, default.resend_pause_seconds),
        resends: reader
            .key(RESENDS, "How many further codes there are.")
            .number(0..=1000, default.resends),
    }
}

const LENGTH: &str = "otp.length";
const LIFETIME: &str = "otp.lifetime_seconds";
const ATTEMPTS: &str = "otp.attempts";
const PAUSE: &str = "otp.resend_pause_seconds";
const RESENDS: &str = "otp.resends";

/// The key of the policy's field.
fn key(field: &str) -> &'static str {
    let keys = [LENGTH, LIFETIME, ATTEMPTS, PAUSE, RESENDS];
    let key = keys.into_iter().find(|key| key.strip_prefix("otp.") == Some(field));
    key.unwrap_or(ATTEMPTS)
}
