//! `PostgreSQL`.

use std::cmp::Reverse;
use std::fs::{self, File, Permissions};
use std::io::Read;
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use rustix::process::Signal;

use super::account::Account;
use super::folder::Folder;
use super::log::{ending_of, record};
use super::{Running, Service};
use crate::debian;
use crate::process::{self, Group};
use crate::workspace::Workspace;

/// `PostgreSQL`, with a superuser `kredo` whose password is made for the run.
pub(super) enum Postgres {
    /// For everybody.
    Shared,
    /// For those who crash it. It keeps what it has committed.
    ToCrash,
}

const USER: &str = "kredo";
/// Where Debian's packages put the programs, a folder for each major version.
const VERSIONS: &str = "/usr/lib/postgresql";
/// What `PostgreSQL` writes when another process took the port first.
const PORT_TAKEN: &str = "could not create any TCP/IP sockets";

const SETTINGS: &[&str] = &[
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "max_connections=200",
    "timezone=UTC",
];

/// A test server's data lives for one run, so durability is traded for speed.
const FAST: &[&str] = &["fsync=off", "synchronous_commit=off", "full_page_writes=off"];

/// The durable server also keeps its log as JSON in one file, where measures read what it was asked.
const LOGGED: &[&str] = &[
    "logging_collector=on",
    "log_destination=stderr,jsonlog",
    "log_directory=log",
    "log_filename=server.log",
    "log_rotation_age=0",
    "log_rotation_size=0",
];

impl Service for Postgres {
    fn name(&self) -> &'static str {
        match self {
            Self::Shared => "PostgreSQL",
            Self::ToCrash => "PostgreSQL to be crashed",
        }
    }

    fn install(&self, workspace: &Workspace) -> Result<()> {
        match programs() {
            Ok(_) => Ok(()),
            Err(_) => debian::install("postgresql", workspace),
        }
    }

    fn start(&self, workspace: &Workspace) -> Result<Running> {
        let account = Account::unprivileged("postgres")?;
        let (name, variable, settings) = match self {
            Self::Shared => ("postgres", "TEST_POSTGRES_URL", FAST),
            Self::ToCrash => ("postgres-crash", "TEST_POSTGRES_CRASH_URL", LOGGED),
        };
        let folder = Folder::create(workspace, name, &account)?;
        let copy = Copy { programs: programs()?, account, folder, password: password()?, settings };
        copy.create(workspace)?;
        let (server, port) = copy.listen(workspace)?;
        let url = format!("postgres://{USER}:{}@127.0.0.1:{port}/postgres", copy.password);
        let environment = vec![(variable.to_owned(), url)];
        Ok(Running { environment, server, files: copy.folder })
    }
}

/// A private copy that is being started.
struct Copy {
    programs: PathBuf,
    account: Account,
    folder: Folder,
    password: String,
    settings: &'static [&'static str],
}

impl Copy {
    fn create(&self, workspace: &Workspace) -> Result<()> {
        let secret = self.folder.file("password");
        fs::write(&secret, &self.password)?;
        fs::set_permissions(&secret, Permissions::from_mode(0o600))?;
        self.account.give(&secret)?;
        let mut initdb = self.command("initdb");
        initdb.arg("--pgdata").arg(self.folder.data()).arg("--pwfile").arg(&secret);
        // The password goes in clear over the loopback: hashing it at each connection would cost
        // an unoptimised client more than many a test.
        initdb.args(["--auth=password", "--username", USER, "--encoding=UTF8"]);
        initdb.args(["--locale=C.UTF-8", "--no-sync", "--no-instructions"]);
        let log = self.folder.file("initdb.log");
        record(&mut initdb, &log)?;
        process::run(&mut initdb, &workspace.interruption).with_context(|| ending_of(&log))
    }

    /// Another process may take the port between our look and the server's start.
    fn listen(&self, workspace: &Workspace) -> Result<(Group, u16)> {
        for _ in 0..3 {
            let port = free_port()?;
            if let Some(server) = self.listen_on(port, workspace)? {
                return Ok((server, port));
            }
        }
        bail!("no port stays free long enough")
    }

    fn listen_on(&self, port: u16, workspace: &Workspace) -> Result<Option<Group>> {
        let log = self.folder.file("server.log");
        // What an earlier try has collected says nothing of this one.
        let _unless_there_is_none = fs::remove_dir_all(self.collected());
        let mut postgres = self.command("postgres");
        postgres.arg("-D").arg(self.folder.data()).args(["-p", &port.to_string()]);
        let settings = SETTINGS.iter().chain(self.settings);
        postgres.args(settings.flat_map(|setting| ["-c", setting]));
        record(&mut postgres, &log)?;
        let mut server = Group::spawn(&mut postgres, Signal::QUIT)?;
        let mut taken = false;
        process::until(Duration::from_mins(1), &workspace.interruption, || {
            if let Some(status) = server.ended()? {
                taken = fs::read_to_string(self.log())?.contains(PORT_TAKEN);
                return if taken { Ok(true) } else { bail!("{status}") };
            }
            Ok(self.answers(port))
        })
        .with_context(|| ending_of(&self.log()))?;
        Ok((!taken).then_some(server))
    }

    /// The folder of what the server itself collects.
    fn collected(&self) -> PathBuf {
        self.folder.data().join("log")
    }

    /// Where the server's log is: what it prints, until it collects it.
    fn log(&self) -> PathBuf {
        let collected = self.collected().join("server.log");
        if collected.exists() { collected } else { self.folder.file("server.log") }
    }

    fn answers(&self, port: u16) -> bool {
        let mut ask = self.command("pg_isready");
        process::succeeds(ask.args(["--host=127.0.0.1", "--port", &port.to_string()]))
    }

    /// One of the programs, under the server's account and without the caller's `PG…` variables.
    fn command(&self, name: &str) -> Command {
        let mut command = process::leashed(&self.programs.join(name), "QUIT");
        command.env_clear().env("LC_ALL", "C.UTF-8").env("PATH", "/usr/bin:/bin");
        command.current_dir(self.folder.data());
        self.account.apply(&mut command);
        command
    }
}

/// The folder of the programs: the newest of Debian's, or one on the search path.
fn programs() -> Result<PathBuf> {
    let versions = fs::read_dir(VERSIONS).into_iter().flatten().flatten();
    let mut folders = newest_first(versions.map(|version| version.path()));
    folders.extend(process::find("initdb").and_then(|path| Some(path.parent()?.to_owned())));
    let complete = |folder: &PathBuf| {
        ["initdb", "postgres", "pg_isready"].iter().all(|name| folder.join(name).is_file())
    };
    folders.into_iter().find(complete).context("initdb, postgres and pg_isready are not installed")
}

/// The programs' folders of versions whose own folders are named by their number.
fn newest_first(versions: impl Iterator<Item = PathBuf>) -> Vec<PathBuf> {
    let number = |path: &PathBuf| path.file_name()?.to_str()?.parse::<u32>().ok();
    let mut versions: Vec<_> = versions.collect();
    versions.sort_by_key(|path| Reverse(number(path)));
    versions.into_iter().map(|path| path.join("bin")).collect()
}

fn password() -> Result<String> {
    let mut bytes = [0; 16];
    File::open("/dev/urandom")?.read_exact(&mut bytes)?;
    Ok(format!("{:032x}", u128::from_ne_bytes(bytes)))
}

fn free_port() -> Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

#[cfg(test)]
mod tests {
    use std::net::TcpStream;

    use super::*;
    use crate::process::Interruption;

    fn port_of(running: &Running) -> u16 {
        let (_, url) = &running.environment[0];
        url.rsplit(':').next().unwrap().trim_end_matches("/postgres").parse().unwrap()
    }

    #[test]
    fn a_copy_answers_until_it_is_dropped_and_leaves_nothing() {
        let workspace = Workspace::find(Interruption::default()).unwrap();
        let running = Postgres::Shared.start(&workspace).unwrap();
        let (port, files) = (port_of(&running), running.files.data());
        assert!(TcpStream::connect(("127.0.0.1", port)).is_ok());
        assert!(files.join("PG_VERSION").exists());

        drop(running);

        assert!(TcpStream::connect(("127.0.0.1", port)).is_err());
        assert!(!files.exists());
    }

    #[test]
    fn a_port_that_is_taken_is_noticed() {
        let workspace = Workspace::find(Interruption::default()).unwrap();
        let holder = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = holder.local_addr().unwrap().port();
        for settings in [FAST, LOGGED] {
            let account = Account::unprivileged("postgres").unwrap();
            let folder = Folder::create(&workspace, "postgres", &account).unwrap();
            let password = password().unwrap();
            let programs = programs().unwrap();
            let copy = Copy { programs, account, folder, password, settings };
            copy.create(&workspace).unwrap();

            assert!(copy.listen_on(port, &workspace).unwrap().is_none());
        }
    }

    #[test]
    fn newer_versions_go_before_older_ones() {
        let folders =
            newest_first(["/p/9", "/p/x", "/p/17", "/p/15"].map(PathBuf::from).into_iter());
        assert_eq!(folders, ["/p/17/bin", "/p/15/bin", "/p/9/bin", "/p/x/bin"].map(PathBuf::from));
    }
}
