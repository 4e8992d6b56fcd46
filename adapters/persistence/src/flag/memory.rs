//! Unique keys of flags in memory.

use crate::memory::UniqueKey;
use kredo_domain::flag::CustomerFlag;

pub(crate) fn flag_keys(flag: &CustomerFlag) -> Vec<UniqueKey> {
    let state = flag.state();
    let (flag_type, reason) = (state.flag.flag_type_guid, state.flag.flag_reason_guid);
    let active =
        state.active.then(|| ("active", format!("{}\n{flag_type}\n{reason}", state.customer)));
    active.into_iter().collect()
}
