//! The program as operators and partners meet it: as a process, with systems around it, killed and
//! started again.
#![expect(clippy::indexing_slicing, clippy::unwrap_used, reason = "a failing test panics")]

mod backup;
mod bucket;
mod erase;
mod export;
mod fuzz;
mod hostile;
mod import;
mod kill;
mod manner;
mod outage;
mod race;
mod secret;
mod serve;
mod tally;
mod trail;
mod two;

use kredo_tests::program::{Around, Installation};

/// The application of the manual's example.
pub(crate) const APPLICATION: &str = "6e7ea57a-5a10-445f-a650-e45bd8432514";

/// Which database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum On {
    Sqlite,
    Postgres,
}

/// The program with those systems around it, which have a second for an answer.
pub(crate) async fn installation(on: On, around: &Around) -> Installation {
    let installation = match on {
        On::Sqlite => Installation::on_sqlite(),
        On::Postgres => Installation::on_postgres().await,
    };
    with_systems(installation, around)
}

/// With those systems around it.
pub(crate) fn with_systems(installation: Installation, around: &Around) -> Installation {
    installation
        .with("KREDO_PAYMENT_URL", around.payment())
        .with("KREDO_PAYMENT_TIMEOUT_MS", "500")
        .with("KREDO_SMS_URL", around.sms())
        .with("KREDO_SMS_TIMEOUT_MS", "500")
}
