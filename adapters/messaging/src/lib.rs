//! Events on their way to whoever wants to know.
//!
//! [`OutboxRelay`] takes committed events out of the outbox and gives them to an
//! [`EventBus`](kredo_application::event_bus::EventBus). [`InProcessBus`] delivers them to
//! subscribers in this program, such as [`LogSubscriber`].

mod in_process;
mod log;
mod relay;
mod subscriber;

pub use in_process::{InProcessBus, InProcessSettings};
pub use log::LogSubscriber;
pub use relay::{OutboxRelay, RelaySettings};
pub use subscriber::{EventSubscriber, SubscriberError};
