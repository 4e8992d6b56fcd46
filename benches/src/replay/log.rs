//! The server's own log of what it was asked.

use super::connection::{APPLICATION, connect};
use anyhow::{Context, ensure};
use serde_json::Value;
use std::time::{Duration, Instant};
use tokio_postgres::Client;

/// What makes a database log every statement with its parameters, and how many rows it met.
const SETTINGS: [(&str, &str); 6] = [
    ("log_statement", "'all'"),
    ("session_preload_libraries", "'auto_explain'"),
    ("auto_explain.log_min_duration", "0"),
    ("auto_explain.log_analyze", "on"),
    ("auto_explain.log_timing", "off"),
    ("auto_explain.log_format", "'json'"),
];

const MARK: &str = "kredo-bench mark: ";

/// How long the server may take to write what it has logged.
const PATIENCE: Duration = Duration::from_secs(10);

/// A server that logs what one of its databases is asked.
pub(super) struct Log {
    /// Connected to another database, which logs nothing of this.
    admin: Client,
    database: String,
    file: String,
    begins: i64,
}

/// What one session of that database did, or a mark.
pub(super) enum Entry {
    Mark(String),
    Asked { session: String, message: String, detail: String },
}

impl Log {
    /// Makes the sessions that a database gets from now on tell what they are asked.
    pub(super) async fn of(server: &str, database: &str) -> anyhow::Result<Self> {
        let admin = connect(server).await?;
        for (setting, value) in SETTINGS {
            let set = format!("ALTER DATABASE {database} SET {setting} = {value}");
            admin.batch_execute(&set).await?;
        }
        let file: Option<String> =
            admin.query_one("SELECT pg_current_logfile('jsonlog')", &[]).await?.get(0);
        let file = file.context("the server has no log in JSON: `cargo xtask services` has")?;
        let size = admin.query_one("SELECT size FROM pg_stat_file($1)", &[&file]).await?;
        Ok(Self { admin, database: database.to_owned(), file, begins: size.get(0) })
    }

    /// Leaves a mark between what came before and what comes after.
    pub(super) async fn mark(&self, name: &str) -> anyhow::Result<()> {
        let raise = format!("DO $$ BEGIN RAISE LOG '{MARK}{name}'; END $$");
        Ok(self.admin.batch_execute(&raise).await?)
    }

    /// Everything up to a mark, which has been left.
    pub(super) async fn up_to(&self, mark: &str) -> anyhow::Result<Vec<Entry>> {
        let begun = Instant::now();
        loop {
            let text = self.text().await?;
            let entries: Vec<_> = text.lines().filter_map(|line| self.entry(line)).collect();
            if entries.iter().any(|entry| matches!(entry, Entry::Mark(name) if name == mark)) {
                return Ok(entries);
            }
            ensure!(begun.elapsed() < PATIENCE, "the server's log does not come to {mark}");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    async fn text(&self) -> anyhow::Result<String> {
        let size = self.admin.query_one("SELECT size FROM pg_stat_file($1)", &[&self.file]).await?;
        let length = size.get::<_, i64>(0) - self.begins;
        let sql = "SELECT pg_read_binary_file($1, $2, $3)";
        let read = self.admin.query_one(sql, &[&self.file, &self.begins, &length]).await?;
        // The end may be in the middle of a letter; that line is not complete either.
        Ok(String::from_utf8_lossy(read.get(0)).into_owned())
    }

    fn entry(&self, line: &str) -> Option<Entry> {
        let line: Value = serde_json::from_str(line).ok()?;
        let text = |key: &str| line[key].as_str().unwrap_or_default().to_owned();
        let message = text("message");
        if let Some(mark) = message.strip_prefix(MARK) {
            return Some(Entry::Mark(mark.to_owned()));
        }
        let ours = line["dbname"] == *self.database && line["application_name"] != APPLICATION;
        ours.then(|| Entry::Asked { session: text("session_id"), message, detail: text("detail") })
    }
}
