//! The program as a process.

use crate::journey::{CODE, phone};
use anyhow::Context;
use rustix::process::{Pid, Signal, kill_process};
use sea_orm::{ConnectionTrait, Database as Connect};
use serde_json::Value;
use std::{
    fs::{self, File},
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};
use tempfile::TempDir;

/// The program in a folder of its own.
pub(crate) struct Installation {
    program: PathBuf,
    folder: TempDir,
    database: String,
}

/// Nobody is slowed down by a measure that is not measured.
const SETTINGS: [(&str, &str); 5] = [
    ("KREDO_LIMITS_CALLER_PER_SECOND", "1000000"),
    ("KREDO_LIMITS_CALLER_BURST", "1000000"),
    ("KREDO_LIMITS_GUEST_PER_SECOND", "1000000"),
    ("KREDO_LIMITS_GUEST_BURST", "1000000"),
    ("KREDO_LOG_FILTER", "warn"),
];

impl Installation {
    pub(crate) async fn new(
        program: &Path,
        on: &crate::database::Database,
    ) -> anyhow::Result<Self> {
        let folder = tempfile::tempdir()?;
        let database = on.empty(folder.path()).await?;
        Ok(Self { program: program.to_owned(), folder, database })
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.program);
        command.env_clear().envs(SETTINGS).args(arguments).args(["--database", &self.database]);
        command.current_dir(self.folder.path()).stdin(Stdio::null());
        command
    }

    /// Where it is.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Runs a command to its end, and tells the most memory that it held, MiB (`VmHWM`).
    pub(crate) fn watch(&self, arguments: &[&str]) -> anyhow::Result<u64> {
        let mut child = self.command(arguments).stdout(Stdio::null()).spawn()?;
        let mut most = 0;
        loop {
            // A process that has ended tells nothing more.
            most = memory(child.id(), "VmHWM:").unwrap_or(most);
            if let Some(status) = child.try_wait()? {
                anyhow::ensure!(status.success(), "{arguments:?} ends with {status}");
                return Ok(most);
            }
            thread::sleep(Duration::from_millis(20));
        }
    }

    /// Takes the events that wait out of its database.
    pub(crate) async fn forget_events(&self) -> anyhow::Result<()> {
        let database = Connect::connect(&self.database).await?;
        database.execute_unprepared("DELETE FROM outbox").await?;
        Ok(database.close().await?)
    }

    /// Runs a command to its end.
    fn run(&self, arguments: &[&str]) -> anyhow::Result<()> {
        let output = self.command(arguments).output()?;
        anyhow::ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        Ok(())
    }

    /// The last line that a command prints, which is JSON.
    pub(crate) fn credentials(&self, arguments: &[&str]) -> anyhow::Result<Value> {
        let output = self.command(arguments).output()?;
        let text = String::from_utf8(output.stdout)?;
        let last = text.lines().last().context("the command prints credentials")?;
        Ok(serde_json::from_str(last)?)
    }

    /// Adds a partner, whose credentials it gives, and lets the partner's customer know the code.
    pub(crate) fn enlist(&self, number: u32) -> anyhow::Result<Value> {
        let account = self.credentials(&["partner", "add", &format!("shop-{number}")])?;
        self.run(&["otp", "exception", "add", &phone(number), CODE])?;
        Ok(account)
    }

    /// The address of its database.
    pub(crate) fn database(&self) -> &str {
        &self.database
    }

    pub(crate) fn serve(&self) -> anyhow::Result<Server> {
        let log = File::options().append(true).create(true).open(self.folder.path().join("log"))?;
        let arguments = ["serve", "--listen", "127.0.0.1:0", "--business-date", "2024-11-22"];
        Server::start(self.command(&arguments).stderr(log))
    }
}

/// What the kernel tells of a process's memory under that name, MiB.
fn memory(process: u32, name: &str) -> anyhow::Result<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix(name));
    let kib = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
    Ok(kib.context("the kernel tells its memory")? / 1024)
}

/// A running server; killed when it is dropped.
pub(crate) struct Server {
    child: Child,
    address: String,
}

impl Server {
    /// Starts one that says first where it listens.
    pub(crate) fn start(command: &mut Command) -> anyhow::Result<Self> {
        let child = command.stdout(Stdio::piped()).spawn()?;
        let mut server = Self { child, address: String::new() };
        let mut line = String::new();
        let out = server.child.stdout.take().context("its output is read")?;
        BufReader::new(out).read_line(&mut line)?;
        let address = line.trim().strip_prefix("listening on ").context("the server starts")?;
        address.clone_into(&mut server.address);
        Ok(server)
    }

    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// Memory that it holds now, MiB (`VmRSS`).
    pub(crate) fn memory(&self) -> anyhow::Result<u64> {
        memory(self.child.id(), "VmRSS:")
    }

    pub(crate) fn stop(mut self) -> anyhow::Result<()> {
        kill_process(Pid::from_child(&self.child), Signal::TERM)?;
        anyhow::ensure!(self.child.wait()?.success(), "the server ends well");
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Already gone after a stop.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
