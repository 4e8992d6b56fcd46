//! A running server.

use super::Installation;
use rustix::process::{Pid, Signal, kill_process};
use std::{
    fs::File,
    io::{BufRead, BufReader},
    os::unix::process::ExitStatusExt,
    process::{Child, ExitStatus, Stdio},
};

/// A server process; killed when it is dropped.
pub struct Server {
    child: Child,
    address: String,
}

impl Server {
    pub(super) fn start(installation: &Installation, variables: &[(&str, &str)]) -> Option<Self> {
        let arguments = ["serve", "--listen", "127.0.0.1:0", "--business-date", installation.day()];
        let log = File::options().append(true).create(true).open(installation.log_file()).unwrap();
        let mut command = installation.command(&arguments);
        command.envs(variables.iter().copied()).stdout(Stdio::piped()).stderr(log);
        let mut child = command.spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let Some(address) = line.trim().strip_prefix("listening on ") else {
            child.wait().unwrap();
            return None;
        };
        Some(Self { child, address: address.to_owned() })
    }

    /// Where it listens: `http://127.0.0.1:40123`.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }
    /// Its process.
    #[must_use]
    pub fn pid(&self) -> Pid {
        Pid::from_child(&self.child)
    }

    /// Lets it stand still.
    pub fn pause(&self) {
        kill_process(self.pid(), Signal::STOP).unwrap();
    }
    /// Lets it go on after a [pause](Self::pause).
    pub fn go_on(&self) {
        kill_process(self.pid(), Signal::CONT).unwrap();
    }

    /// How it ended, if it has.
    pub fn ended(&mut self) -> Option<ExitStatus> {
        self.child.try_wait().unwrap()
    }

    /// Kills it as the kernel does: nothing is flushed, nothing closed.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// As a service manager stops it: it must end well by itself. `false` when it was killed before
    /// it could.
    #[must_use]
    pub fn stop(mut self) -> bool {
        kill_process(self.pid(), Signal::TERM).unwrap();
        let ended = self.child.wait().unwrap();
        let killed = ended.signal() == Some(Signal::KILL.as_raw());
        assert!(ended.success() || killed, "{ended}");
        !killed
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Already gone after a stop; a failing test must leave nothing behind.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
