//! Numbers that grow by one.

use super::failed;
use kredo_application::store::{Sequence, StoreError};
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend, Statement};
use std::io;

/// Takes the next number: from a sequence on PostgreSQL, which never waits for other units; from a
/// counter's row on SQLite, where units that write stand in line anyway.
pub(super) async fn next(
    transaction: &DatabaseTransaction,
    sequence: Sequence,
) -> Result<i64, StoreError> {
    let backend = transaction.get_database_backend();
    let sql = match backend {
        DbBackend::Postgres => "SELECT nextval($1::regclass) AS value",
        _ => "UPDATE sequence SET value = value + 1 WHERE name = $1 RETURNING value",
    };
    let query = Statement::from_sql_and_values(backend, sql, [sequence.name().into()]);
    let row = transaction.query_one_raw(query).await.map_err(failed)?;
    let missing = || io::Error::other(format!("sequence {} is missing", sequence.name()));
    let row = row.ok_or_else(|| StoreError::Backend(Box::new(missing())))?;
    row.try_get("", "value").map_err(failed)
}
