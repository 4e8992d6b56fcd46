//! Unique keys of orders in memory.

use crate::memory::UniqueKey;
use kredo_domain::payment::TransactionOrder;

/// None besides the guid: a refused order is followed by another one.
pub(crate) fn order_keys(_: &TransactionOrder) -> Vec<UniqueKey> {
    Vec::new()
}
