//! The real program as a process, a partner that does not give up, and the systems around them.

mod around;
mod installation;
mod partner;
mod proxy;
mod server;

pub use around::{Around, Asked, Manner};
pub use installation::Installation;
pub use partner::{Journey, SteadfastPartner};
pub use proxy::Proxy;
pub use server::Server;
