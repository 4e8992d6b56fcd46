//! Opening databases.

use super::failed;
use kredo_application::StoreError;
use log::LevelFilter;
use sea_orm::{ConnectOptions, Database, DatabaseConnection};
use std::{
    fs::OpenOptions,
    io::ErrorKind,
    path::{Path, PathBuf},
    time::Duration,
};

/// How many connections, and how long to wait for one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SqlOptions {
    /// At most so many connections: all of them on PostgreSQL, the readers on SQLite.
    pub max_connections: u32,
    /// How long a unit waits for a free connection, and SQLite for the write lock.
    pub wait: Duration,
}

impl Default for SqlOptions {
    /// Ten connections, ten seconds.
    fn default() -> Self {
        Self { max_connections: 10, wait: Duration::from_secs(10) }
    }
}

/// Why a database cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum DatabaseUrlError {
    /// Another scheme, or an SQLite URL without a file.
    #[error(
        "the database is no sqlite://FILE or postgres://USER:PASSWORD@HOST/NAME; for a trial use sqlite://kredo.db"
    )]
    Unknown,
    /// The file or server cannot be opened.
    #[error("the database cannot be opened")]
    Unreachable(#[source] StoreError),
}

/// The file of an SQLite URL; `None` for any other URL.
#[must_use]
pub fn sqlite_file(url: &str) -> Option<PathBuf> {
    let (scheme, file) = url.split('?').next()?.split_once(':')?;
    let path = file.strip_prefix("//").unwrap_or(file);
    let is_file = scheme == "sqlite" && !path.trim_start_matches('/').is_empty();
    (is_file && !path.contains(":memory:")).then(|| PathBuf::from(path))
}

/// The writing and the reading connections.
pub(super) async fn open(
    url: &str,
    options: SqlOptions,
) -> Result<(DatabaseConnection, DatabaseConnection), DatabaseUrlError> {
    match url.split_once(':') {
        Some(("sqlite", _)) => {
            let file = sqlite_file(url).ok_or(DatabaseUrlError::Unknown)?;
            make_private(&file)?;
            let bare = url.split('?').next().unwrap_or(url);
            let writers = connect(sqlite(&format!("{bare}?mode=rwc"), 1, options)).await?;
            let mut reading = sqlite(&format!("{bare}?mode=rw"), options.max_connections, options);
            reading.map_sqlx_sqlite_opts(|o| o.pragma("query_only", "ON"));
            Ok((writers, connect(reading).await?))
        }
        Some(("postgres" | "postgresql", _)) => {
            let pool = connect(pooled(url, options.max_connections, options)).await?;
            Ok((pool.clone(), pool))
        }
        _ => Err(DatabaseUrlError::Unknown),
    }
}

/// Makes the file before SQLite does, readable for its owner alone: it will hold personal data. Its
/// companions (`-wal`, `-shm`) take its mode over.
fn make_private(file: &Path) -> Result<(), DatabaseUrlError> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(file) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => {
            Err(DatabaseUrlError::Unreachable(StoreError::Unavailable(error.into())))
        }
        _ => Ok(()),
    }
}

fn pooled(url: &str, most: u32, options: SqlOptions) -> ConnectOptions {
    let mut connect = ConnectOptions::new(url);
    connect
        .max_connections(most)
        .acquire_timeout(options.wait)
        .connect_timeout(options.wait)
        .sqlx_logging_level(LevelFilter::Trace);
    connect
}

fn sqlite(url: &str, most: u32, options: SqlOptions) -> ConnectOptions {
    let mut connect = pooled(url, most, options);
    let wait = options.wait;
    connect.map_sqlx_sqlite_opts(move |o| {
        o.busy_timeout(wait)
            .pragma("journal_mode", "WAL")
            .pragma("synchronous", "FULL")
            .pragma("foreign_keys", "ON")
            // What is erased is not left in free pages.
            .pragma("secure_delete", "ON")
    });
    connect
}

async fn connect(options: ConnectOptions) -> Result<DatabaseConnection, DatabaseUrlError> {
    Database::connect(options).await.map_err(|cause| DatabaseUrlError::Unreachable(failed(cause)))
}
