//! A file storage that speaks like S3: moto, of which no test needs more than the objects.

use std::fs;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use rustix::process::Signal;

use super::account::Account;
use super::folder::Folder;
use super::log::{ending_of, record};
use super::{Running, Service};
use crate::process::{self, Group};
use crate::python::Package;
use crate::workspace::Workspace;

/// One bucket in the memory of a process, and one key that may use it.
pub(super) struct S3;

const MOTO: Package = Package {
    name: "moto",
    version: "5.2.5",
    requirements: &["moto[s3]==5.2.5", "flask", "flask-cors"],
    arguments: &[],
    proof: "moto/server.py",
};

const SCRIPT: &str = include_str!("s3.py");

impl Service for S3 {
    fn name(&self) -> &'static str {
        "S3"
    }

    fn install(&self, workspace: &Workspace) -> Result<()> {
        MOTO.fetched(workspace).map(drop)
    }

    fn start(&self, workspace: &Workspace) -> Result<Running> {
        let files = Folder::create(workspace, "s3", &Account::own())?;
        let (log, ready) = (files.file("server.log"), files.file("ready"));
        let python = process::find("python3").context("python3 is not installed")?;
        let mut command = process::leashed(&python, "TERM");
        command.env_clear().env("LC_ALL", "C.UTF-8").env("PATH", "/usr/bin:/bin");
        command.env("PYTHONPATH", MOTO.fetched(workspace)?).current_dir(files.data());
        command.args(["-c", SCRIPT]).arg(&ready);
        record(&mut command, &log)?;
        let mut server = Group::spawn(&mut command, Signal::TERM)?;
        process::until(Duration::from_mins(1), &workspace.interruption, || {
            match server.ended()? {
                Some(status) => bail!("{status}"),
                None => Ok(ready.exists()),
            }
        })
        .with_context(|| ending_of(&log))?;
        let environment = vec![("TEST_S3_URL".to_owned(), address(&ready)?)];
        Ok(Running { environment, server, files })
    }
}

/// The address of the bucket, with the key in it.
fn address(ready: &Path) -> Result<String> {
    let text = fs::read_to_string(ready)?;
    let [port, id, secret, bucket] = text.split(' ').collect::<Vec<_>>()[..] else {
        bail!("s3.py writes a port, an id, a secret and a bucket, not {text:?}");
    };
    Ok(format!("http://{id}:{secret}@127.0.0.1:{port}/{bucket}"))
}

#[cfg(test)]
mod tests {
    use std::net::TcpStream;

    use super::*;
    use crate::process::Interruption;

    #[test]
    fn a_storage_answers_until_it_is_dropped_and_leaves_nothing() {
        let workspace = Workspace::find(Interruption::default()).unwrap();
        S3.install(&workspace).unwrap();
        let running = S3.start(&workspace).unwrap();
        let (_, url) = &running.environment[0];
        let (port, files) =
            (url.split([':', '/']).nth(5).unwrap().to_owned(), running.files.data());
        let connect = || TcpStream::connect(format!("127.0.0.1:{port}"));
        assert!(connect().is_ok(), "{url}");

        drop(running);

        assert!(connect().is_err());
        assert!(!files.exists());
    }
}
