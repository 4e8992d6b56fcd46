//! A folder of the program with its settings.

use super::Server;
use crate::backend::Postgres;
use kredo_persistence::{SqlOptions, SqlStore};
use reqwest::Url;
use serde_json::Value;
use std::{
    env,
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::Mutex,
};
use tempfile::TempDir;

/// The program in a folder of its own, with nothing but its own settings.
pub struct Installation {
    folder: TempDir,
    database: String,
    variables: Vec<(&'static str, OsString)>,
    day: Mutex<&'static str>,
}

/// The program that was built with these tests.
fn program() -> PathBuf {
    let tests = env::current_exe().unwrap();
    let program = tests.parent().unwrap().parent().unwrap().join("kredo");
    assert!(program.exists(), "there is no {}: run `cargo xtask test`", program.display());
    program
}

impl Installation {
    /// On an SQLite file.
    #[must_use]
    pub fn on_sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database = format!("sqlite://{}", folder.path().join("kredo.db").display());
        Self::on(folder, database)
    }

    /// On an empty schema of the test server.
    pub async fn on_postgres() -> Self {
        let database = Postgres::empty().await.url().to_owned();
        Self::on(tempfile::tempdir().unwrap(), database)
    }

    /// On that database.
    #[must_use]
    pub fn on_database(url: &str) -> Self {
        Self::on(tempfile::tempdir().unwrap(), url.to_owned())
    }

    fn on(folder: TempDir, database: String) -> Self {
        let day = Mutex::new("2024-11-22");
        let installation = Self { folder, database, variables: Vec::new(), day };
        // Others wait no longer for a server that was killed.
        installation.with("KREDO_FLOWS_LEASE_SECONDS", "2").with("KREDO_EVENTS_LEASE_SECONDS", "2")
    }

    /// With a variable of the environment more, or another value of one that it has.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<OsString>) -> Self {
        self.variables.push((name, value.into()));
        self
    }

    /// With its files in the bucket that `TEST_S3_URL` names (`http://ID:SECRET@HOST:PORT/BUCKET`),
    /// below that beginning of their names.
    #[must_use]
    pub fn with_bucket(self, prefix: &str) -> Self {
        let url = env::var("TEST_S3_URL")
            .expect("TEST_S3_URL names a bucket: run `cargo xtask test`")
            .parse::<Url>()
            .unwrap();
        let endpoint = format!("http://{}:{}", url.host_str().unwrap(), url.port().unwrap());
        self.with("KREDO_FILES_STORAGE", "s3")
            .with("KREDO_FILES_S3_BUCKET", url.path().trim_start_matches('/'))
            .with("KREDO_FILES_S3_ENDPOINT", endpoint)
            .with("KREDO_FILES_S3_PREFIX", prefix)
            .with("KREDO_FILES_S3_ACCESS_KEY_ID", url.username())
            .with("KREDO_FILES_S3_SECRET_ACCESS_KEY", url.password().unwrap())
    }

    /// Where it is.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }
    /// The address of its database.
    #[must_use]
    pub fn database(&self) -> &str {
        &self.database
    }

    /// A command of the program.
    #[must_use]
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(program());
        command.env_clear().envs(self.variables.iter().map(|(name, value)| (name, value)));
        command.args(arguments).args(["--database", &self.database]);
        command.current_dir(self.folder()).stdin(Stdio::null());
        command
    }

    /// The last line that a command prints, which is JSON.
    #[must_use]
    pub fn credentials(&self, arguments: &[&str]) -> Value {
        let output = self.command(arguments).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let text = String::from_utf8(output.stdout).unwrap();
        serde_json::from_str(text.lines().last().unwrap()).unwrap()
    }

    /// A server that answers.
    #[must_use]
    pub fn serve(&self) -> Server {
        Server::start(self, &[]).expect("the server starts")
    }

    /// A server with variables of its own; `None` when it dies before it listens.
    #[must_use]
    pub fn serve_with(&self, variables: &[(&str, &str)]) -> Option<Server> {
        Server::start(self, variables)
    }

    /// Has servers that are started from now on believe that it is that day.
    pub fn turn_to_day(&self, day: &'static str) {
        *self.day.lock().unwrap() = day;
    }
    pub(super) fn day(&self) -> &'static str {
        *self.day.lock().unwrap()
    }

    /// Everything that its servers wrote.
    #[must_use]
    pub fn log(&self) -> String {
        fs::read_to_string(self.log_file()).unwrap()
    }
    pub(super) fn log_file(&self) -> PathBuf {
        self.folder().join("log.txt")
    }

    /// Its database, opened beside the program; to be closed.
    pub async fn store(&self) -> SqlStore {
        SqlStore::open(&self.database, SqlOptions::default()).await.unwrap()
    }
}
