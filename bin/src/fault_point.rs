//! Points at which a test kills the program: before and after every commit and every call of
//! another system. Compiled in with the feature `fault-points`, which no release has.
//!
//! `FAULT_KILL` names the point at which the program kills itself (SIGKILL: nothing is flushed,
//! nothing closed); `FAULT_TRACE` names a file to which each point is added as it is passed.

mod call;
mod store;
mod unit;

pub(crate) use call::{closing, outside};

use call::Pointed;
use kredo_application::{Store, event_bus::EventBus, file::ports::FileStorage};
use rustix::process::{Signal, getpid, kill_process};
use std::{
    collections::HashMap,
    env,
    fs::{File, OpenOptions},
    io::Write,
    sync::{Arc, LazyLock, Mutex, PoisonError},
    thread,
};

static POINTS: LazyLock<Points> = LazyLock::new(Points::from_environment);

struct Points {
    kill: Option<String>,
    trace: Option<File>,
    passed: Mutex<HashMap<String, u32>>,
}

impl Points {
    fn from_environment() -> Self {
        let trace = env::var_os("FAULT_TRACE")
            .and_then(|path| OpenOptions::new().create(true).append(true).open(path).ok());
        Self { kill: env::var("FAULT_KILL").ok(), trace, passed: Mutex::default() }
    }

    fn pass(&self, name: String) {
        let mut passed = self.passed.lock().unwrap_or_else(PoisonError::into_inner);
        let times = passed.entry(name.clone()).or_default();
        *times = times.saturating_add(1);
        let point = if *times == 1 { name } else { format!("{name} #{times}") };
        if let Some(mut trace) = self.trace.as_ref() {
            let _lost_when_the_disk_is_full = writeln!(trace, "{point}");
        }
        if self.kill.as_ref() == Some(&point) {
            let _sent = kill_process(getpid(), Signal::KILL);
            thread::park();
        }
    }
}

/// Passes a point, or dies at it. The second time it is passed it is `name #2`.
fn pass(name: String) {
    POINTS.pass(name);
}

/// A store whose commits are points.
pub(crate) fn store(store: Arc<dyn Store>) -> Arc<dyn Store> {
    Arc::new(store::PointedStore(store))
}

/// A storage of files whose changes are points.
pub(crate) fn files(files: Arc<dyn FileStorage>) -> Arc<dyn FileStorage> {
    Arc::new(Pointed(files))
}

/// A bus whose calls are points.
pub(crate) fn bus(bus: Arc<dyn EventBus>) -> Arc<dyn EventBus> {
    Arc::new(Pointed(bus))
}
