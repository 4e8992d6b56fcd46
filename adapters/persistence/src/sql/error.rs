//! What a database's errors mean to a use case.

use kredo_application::StoreError;
use sea_orm::{
    DbErr, RuntimeErr, SqlErr,
    error::{SqlxError, SqlxSqliteError},
};
use std::error::Error;
use uuid::Uuid;

/// SQLSTATEs after which the same work may pass: serialization failure, deadlock.
const TRY_AGAIN: [&str; 2] = ["40001", "40P01"];
/// Classes of SQLSTATE in which the server is there but not for us: connection exceptions,
/// shutdown and the like, too many connections.
const AWAY: [&str; 3] = ["08", "57P", "53"];
/// Result codes of SQLite: somebody else holds the file (`BUSY`, `LOCKED`).
const SQLITE_BUSY: [&str; 2] = ["5", "6"];

/// A row that no program of ours can have written.
#[derive(Debug, thiserror::Error)]
#[error("{table}.{column} of {id} cannot be read")]
struct CorruptRow {
    table: &'static str,
    column: &'static str,
    id: Uuid,
}

pub(crate) type Cause = Box<dyn Error + Send + Sync>;

/// Names the place of a value that cannot be read.
pub(crate) fn corrupt(table: &'static str, column: &'static str, id: Uuid) -> StoreError {
    StoreError::Backend(Box::new(CorruptRow { table, column, id }))
}

/// Sorts an error by what can be done about it. Where a row refers to one that is gone, or one goes
/// that is referred to, somebody was faster: whoever looks again sees it.
pub(crate) fn failed(error: DbErr) -> StoreError {
    if matches!(error.sql_err(), Some(SqlErr::ForeignKeyConstraintViolation(_))) {
        return StoreError::Stale;
    }
    match judge(&error) {
        Meaning::Away => StoreError::Unavailable(error.into()),
        Meaning::TryAgain => StoreError::Stale,
        Meaning::Broken => StoreError::Backend(error.into()),
    }
}

/// As [`failed`], where a unique key may have been violated.
pub(crate) fn refused(name: &'static str, error: DbErr) -> StoreError {
    match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => StoreError::Duplicate(name),
        _ => failed(error),
    }
}

enum Meaning {
    Away,
    TryAgain,
    Broken,
}

fn judge(error: &DbErr) -> Meaning {
    let cause = match error {
        DbErr::Conn(RuntimeErr::SqlxError(cause))
        | DbErr::Exec(RuntimeErr::SqlxError(cause))
        | DbErr::Query(RuntimeErr::SqlxError(cause)) => cause,
        DbErr::ConnectionAcquire(_) | DbErr::Conn(_) => return Meaning::Away,
        _ => return Meaning::Broken,
    };
    match &**cause {
        SqlxError::Io(_)
        | SqlxError::Tls(_)
        | SqlxError::Protocol(_)
        | SqlxError::PoolTimedOut
        | SqlxError::PoolClosed
        | SqlxError::WorkerCrashed => Meaning::Away,
        SqlxError::Database(refusal) => {
            let code = refusal.code().unwrap_or_default();
            let lite = refusal.try_downcast_ref::<SqlxSqliteError>().is_some();
            if lite && SQLITE_BUSY.contains(&&*code) || AWAY.iter().any(|c| code.starts_with(c)) {
                Meaning::Away
            } else if TRY_AGAIN.contains(&&*code) {
                Meaning::TryAgain
            } else {
                Meaning::Broken
            }
        }
        _ => Meaning::Broken,
    }
}
