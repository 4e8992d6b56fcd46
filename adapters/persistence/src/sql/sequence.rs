//! Numbers that grow by one.

use super::failed;
use kredo_application::store::{Sequence, StoreError};
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend, Statement};
use std::io;

/// Takes the next numbers: from a sequence on PostgreSQL, which never waits for other units; from a
/// counter's row on SQLite, where units that write stand in line anyway.
pub(super) async fn next(
    transaction: &DatabaseTransaction,
    sequence: Sequence,
    count: u16,
) -> Result<Vec<i64>, StoreError> {
    let backend = transaction.get_database_backend();
    let sql = match backend {
        DbBackend::Postgres => {
            "SELECT nextval($1::regclass) AS value FROM generate_series(1, $2::bigint)"
        }
        _ => "UPDATE sequence SET value = value + $2 WHERE name = $1 RETURNING value",
    };
    let values = [sequence.name().into(), i64::from(count).into()];
    let query = Statement::from_sql_and_values(backend, sql, values);
    let rows = transaction.query_all_raw(query).await.map_err(failed)?;
    let numbers: Result<Vec<i64>, _> = rows.iter().map(|row| row.try_get("", "value")).collect();
    let numbers = numbers.map_err(failed)?;
    match (backend, &numbers[..]) {
        (DbBackend::Postgres, _) => Ok(numbers),
        // The counter stands at the last one.
        (_, [last]) => Ok((last.saturating_sub(count.into())..=*last).skip(1).collect()),
        _ => {
            let missing = io::Error::other(format!("sequence {} is missing", sequence.name()));
            Err(StoreError::Backend(Box::new(missing)))
        }
    }
}
