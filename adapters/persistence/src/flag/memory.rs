//! Unique keys of flags in memory.

use crate::memory::UniqueKey;
use kredo_domain::flag::CustomerFlag;

pub(crate) fn flag_keys(flag: &CustomerFlag) -> Vec<UniqueKey> {
    let state = flag.state();
    let (flag_type, reason) = (state.flag_type.as_str(), state.reason.as_str());
    let active =
        state.active.then(|| ("active", format!("{}\n{flag_type}\n{reason}", state.customer)));
    active.into_iter().collect()
}
