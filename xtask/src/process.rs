//! Child processes that never outlive the command that started them.

use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use std::{env, fmt, thread};

use anyhow::{Context, Result, bail, ensure};
use rustix::process::{Pid, Signal, kill_process_group};
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};

/// How often a running child is looked at.
const PERIOD: Duration = Duration::from_millis(20);
/// nextest gives its tests ten seconds to end; it must get a little more.
const PATIENCE: Duration = Duration::from_secs(12);

/// Whether somebody asked this program to end (Ctrl-C, `SIGTERM`, a closed terminal).
#[derive(Clone, Default)]
pub(crate) struct Interruption(Arc<AtomicBool>);

impl Interruption {
    /// From now on the signals only set a mark, so that what runs can be stopped in order.
    pub(crate) fn listen() -> Result<Self> {
        let mark = Self::default();
        for signal in [SIGHUP, SIGINT, SIGTERM] {
            signal_hook::flag::register(signal, Arc::clone(&mark.0))?;
        }
        Ok(mark)
    }

    /// An error once somebody asked.
    pub(crate) fn check(&self) -> Result<()> {
        ensure!(!self.0.load(Ordering::Relaxed), Interrupted);
        Ok(())
    }
}

/// The error of everything that ended because the program was asked to.
#[derive(Debug)]
pub(crate) struct Interrupted;

impl fmt::Display for Interrupted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("interrupted")
    }
}

impl std::error::Error for Interrupted {}

/// A child in a process group of its own; dropping it ends the whole group.
///
/// Ctrl-C in a terminal goes to the foreground group only, so it is this program that decides in
/// which order its children end.
pub(crate) struct Group {
    child: Child,
    farewell: Signal,
}

impl Group {
    /// Starts `command`; `farewell` is the signal that makes it end in order.
    pub(crate) fn spawn(command: &mut Command, farewell: Signal) -> Result<Self> {
        let child = command
            .process_group(0)
            .stdin(Stdio::null())
            .spawn()
            .with_context(|| format!("cannot start {}", line(command)))?;
        Ok(Self { child, farewell })
    }

    /// How the child ended, if it has.
    pub(crate) fn ended(&mut self) -> Result<Option<ExitStatus>> {
        Ok(self.child.try_wait()?)
    }

    /// Waits for the child's end or an interruption.
    pub(crate) fn wait(&mut self, interruption: &Interruption) -> Result<ExitStatus> {
        loop {
            if let Some(status) = self.ended()? {
                return Ok(status);
            }
            interruption.check()?;
            thread::sleep(PERIOD);
        }
    }

    fn signal(&self, signal: Signal) {
        if let Some(group) = i32::try_from(self.child.id()).ok().and_then(Pid::from_raw) {
            // The group may be gone already, which is what is wanted.
            let _gone = kill_process_group(group, signal);
        }
    }

    fn ends_within(&mut self, patience: Duration) -> bool {
        let deadline = Instant::now() + patience;
        while Instant::now() < deadline {
            if !matches!(self.child.try_wait(), Ok(None)) {
                return true;
            }
            thread::sleep(PERIOD);
        }
        false
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        if matches!(self.child.try_wait(), Ok(None)) {
            self.signal(self.farewell);
            self.ends_within(PATIENCE);
        }
        self.signal(Signal::KILL);
        self.ends_within(PATIENCE);
    }
}

/// Runs a command to its end; an error unless it succeeds.
pub(crate) fn run(command: &mut Command, interruption: &Interruption) -> Result<()> {
    interruption.check()?;
    let status = Group::spawn(command, Signal::TERM)?.wait(interruption)?;
    ensure!(status.success(), "{status}: {}", line(command));
    Ok(())
}

/// Runs a short command and gives what it printed on the standard output.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| format!("cannot start {}", line(command)))?;
    ensure!(output.status.success(), "{}: {}", output.status, line(command));
    String::from_utf8(output.stdout).with_context(|| format!("not text: {}", line(command)))
}

/// Whether a short command succeeds; what it prints is dropped.
pub(crate) fn succeeds(command: &mut Command) -> bool {
    let quiet = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    quiet.status().is_ok_and(|status| status.success())
}

/// A program of the search path.
pub(crate) fn find(name: &str) -> Option<PathBuf> {
    let folders = env::var_os("PATH")?;
    env::split_paths(&folders).map(|folder| folder.join(name)).find(|path| path.is_file())
}

/// A command for `program` that the kernel ends with `farewell` when this process dies, even by
/// `kill -9`. Only Linux can; elsewhere it is an ordinary command.
pub(crate) fn leashed(program: &Path, farewell: &str) -> Command {
    let Some(setpriv) = find("setpriv") else { return Command::new(program) };
    let mut command = Command::new(setpriv);
    command.args(["--pdeathsig", farewell, "--"]).arg(program);
    command
}

/// Asks again and again until the answer is yes, for at most `patience`.
pub(crate) fn until(
    patience: Duration,
    interruption: &Interruption,
    mut ask: impl FnMut() -> Result<bool>,
) -> Result<()> {
    let deadline = Instant::now() + patience;
    while !ask()? {
        interruption.check()?;
        if Instant::now() > deadline {
            bail!("no answer within {} s", patience.as_secs());
        }
        thread::sleep(PERIOD);
    }
    Ok(())
}

/// A command as one would type it.
fn line(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sh(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    fn alive(pid: &str) -> bool {
        succeeds(Command::new("kill").args(["-0", pid.trim()]))
    }

    #[test]
    fn a_command_that_fails_is_named_in_the_error() {
        let error = run(&mut sh("exit 3"), &Interruption::default()).unwrap_err();
        assert_eq!(error.to_string(), "exit status: 3: sh -c exit 3");
    }

    #[test]
    fn an_interruption_ends_a_running_command() {
        let interruption = Interruption::default();
        let mut group = Group::spawn(&mut sh("sleep 600"), Signal::TERM).unwrap();
        interruption.0.store(true, Ordering::Relaxed);
        assert!(group.wait(&interruption).unwrap_err().is::<Interrupted>());
    }

    #[test]
    fn nothing_starts_after_an_interruption() {
        let interruption = Interruption::default();
        interruption.0.store(true, Ordering::Relaxed);
        let error = run(&mut Command::new("no such program"), &interruption).unwrap_err();
        assert!(error.is::<Interrupted>(), "{error}");
    }

    #[test]
    fn a_dropped_group_takes_even_a_stubborn_grandchild_along() {
        let folder = tempfile::tempdir().unwrap();
        let note = folder.path().join("pid");
        let stubborn = "trap '' TERM; sleep 600 & trap - TERM";
        let tell = format!("echo $! > {0}.new; mv {0}.new {0}", note.display());
        let mut script = sh(&format!("{stubborn}; {tell}; wait"));
        let group = Group::spawn(&mut script, Signal::TERM).unwrap();
        until(Duration::from_secs(10), &Interruption::default(), || Ok(note.exists())).unwrap();
        let grandchild = std::fs::read_to_string(&note).unwrap();
        assert!(alive(&grandchild));

        drop(group);

        let gone = || Ok(!alive(&grandchild));
        until(Duration::from_secs(10), &Interruption::default(), gone).unwrap();
    }

    #[test]
    fn waiting_for_an_answer_gives_up_in_the_end() {
        let error = until(Duration::ZERO, &Interruption::default(), || Ok(false)).unwrap_err();
        assert_eq!(error.to_string(), "no answer within 0 s");
    }
}
