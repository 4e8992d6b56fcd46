//! The real servers that tests talk to: private copies, started for one run and then removed.

mod account;
mod folder;
mod log;
mod postgres;
mod s3;

use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::process::{Group, Interrupted};
use crate::workspace::Workspace;

use self::folder::Folder;
use self::postgres::Postgres;
use self::s3::S3;

/// A server that can be installed and run as a private copy.
trait Service {
    /// What people call it.
    fn name(&self) -> &'static str;

    /// Installs what is missing of it on this machine.
    fn install(&self, workspace: &Workspace) -> Result<()>;

    /// Starts an empty copy on a free loopback port and returns when it answers.
    fn start(&self, workspace: &Workspace) -> Result<Running>;
}

/// Every service; a further one is a file beside `postgres.rs` and a line here.
const SERVICES: &[&dyn Service] = &[&Postgres::Shared, &Postgres::ToCrash, &S3];

/// A server that answers. Dropping it stops the server, then removes its files.
struct Running {
    /// What tests need to find it: `("TEST_…_URL", address)`.
    environment: Vec<(String, String)>,
    // Dropped in this order: a server must be gone before its files are.
    server: Group,
    files: Folder,
}

/// All services, running until dropped.
pub(crate) struct Services(Vec<(&'static str, Running)>);

impl Services {
    /// Installs what is missing and starts everything.
    pub(crate) fn start(workspace: &Workspace) -> Result<Self> {
        let mut all = Self(Vec::new());
        for service in SERVICES {
            let name = service.name();
            service.install(workspace).with_context(|| format!("cannot install {name}"))?;
            let running = service.start(workspace).with_context(|| format!("cannot start {name}"));
            all.0.push((name, running?));
        }
        Ok(all)
    }

    /// What tests need to find the services.
    pub(crate) fn environment(&self) -> Vec<(String, String)> {
        self.0.iter().flat_map(|(_, running)| running.environment.clone()).collect()
    }

    /// An error as soon as one of them has ended by itself.
    fn check(&mut self) -> Result<()> {
        for (name, running) in &mut self.0 {
            if let Some(status) = running.server.ended()? {
                bail!("{name} has ended by itself: {status}");
            }
        }
        Ok(())
    }
}

/// Starts the services, prints their addresses and keeps them until an interruption.
pub(crate) fn serve(workspace: &Workspace) -> Result<()> {
    let mut services = Services::start(workspace)?;
    for (name, running) in &services.0 {
        eprintln!("{name} runs until Ctrl-C, its log is in {}", running.files.path().display());
        for (name, value) in &running.environment {
            println!("{name}={value}");
        }
    }
    loop {
        match workspace.interruption.check() {
            Ok(()) => services.check()?,
            Err(error) if error.is::<Interrupted>() => return Ok(()),
            Err(error) => return Err(error),
        }
        thread::sleep(Duration::from_millis(100));
    }
}
