//! What Kredo asks of the outside world.

mod system;

pub use system::{SystemClock, SystemIds};
