//! From the start of the process to the first answered request.

use crate::{client, database::Database, program::Installation};
use std::{
    path::Path,
    time::{Duration, Instant},
};

/// How long a start takes.
pub(crate) struct Start {
    /// On an empty database.
    pub(crate) fresh: Duration,
    /// On a database that is at the program's version; the median of several.
    pub(crate) migrated: Duration,
    /// Memory after the first answer, MiB.
    pub(crate) memory: u64,
}

const TIMES: usize = 7;

pub(crate) async fn measure(program: &Path, on: &Database) -> anyhow::Result<Start> {
    let installation = Installation::new(program, on).await?;
    let (fresh, _) = once(&installation).await?;
    let mut times = Vec::new();
    let mut memory = 0;
    for _ in 0..TIMES {
        let (time, held) = once(&installation).await?;
        times.push(time);
        memory = held;
    }
    times.sort_unstable();
    let migrated = times.get(TIMES / 2).copied().unwrap_or(fresh);
    Ok(Start { fresh, migrated, memory })
}

async fn once(installation: &Installation) -> anyhow::Result<(Duration, u64)> {
    let begun = Instant::now();
    let server = installation.serve()?;
    let http = client::client();
    let address = format!("{}/health/ready", server.address());
    let (status, _) = client::send(&http, "GET", &address, None, None).await?;
    anyhow::ensure!(status == 200, "ready answers {status}");
    let (time, memory) = (begun.elapsed(), server.memory()?);
    server.stop()?;
    Ok((time, memory))
}
