//! Waking engines.

use super::FlowEngine;
use std::sync::Arc;

/// Somebody who looks for flows that are due.
pub trait FlowWaker: Send + Sync {
    /// Looks now instead of at the next turn. Losing the call loses no work, only time.
    fn wake(&self);
}

impl FlowWaker for Arc<FlowEngine> {
    fn wake(&self) {
        self.nudge();
    }
}
