//! How often everybody may ask.

use super::super::reader::Reader;
use kredo_http::{LimitSettings, Rate};
use std::num::NonZeroU32;

/// `[limits]`
#[derive(Debug)]
pub(crate) struct LimitsSection {
    pub(crate) settings: LimitSettings,
}

const MOST: NonZeroU32 = NonZeroU32::MIN.saturating_add(999_999);

impl LimitsSection {
    pub(in super::super) fn read(reader: &mut Reader) -> Self {
        let default = LimitSettings::default();
        let mut number =
            |key, doc, default| reader.key(key, doc).number(NonZeroU32::MIN..=MOST, default);
        let callers = Rate {
            per_second: number(
                "limits.caller_per_second",
                "Requests a second of one partner, client, employee or service, in the long run.",
                default.callers.per_second,
            ),
            burst: number(
                "limits.caller_burst",
                "Requests at once of one of them.",
                default.callers.burst,
            ),
        };
        let guests = Rate {
            per_second: number(
                "limits.guest_per_second",
                "Requests a second for tokens and codes from one address, in the long run.",
                default.guests.per_second,
            ),
            burst: number(
                "limits.guest_burst",
                "Requests at once for tokens and codes from one address.",
                default.guests.burst,
            ),
        };
        let behind_proxy = reader
            .key(
                "limits.behind_proxy",
                "Whether a proxy of yours passes requests on: the address is then the last one in \
                 `X-Forwarded-For`.",
            )
            .switch(default.behind_proxy);
        Self { settings: LimitSettings { callers, guests, behind_proxy } }
    }
}
