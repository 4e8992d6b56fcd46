//! The journey's own SQL, replayed by a bare driver: what PostgreSQL could do if the program cost
//! nothing.

mod connection;
mod log;
mod names;
mod record;
mod run;
mod script;
mod statement;
mod template;
mod unit;

pub(crate) use record::{Recording, record};
pub(crate) use run::replay;
pub(crate) use statement::Kind;
pub(crate) use unit::{Part, Unit};
