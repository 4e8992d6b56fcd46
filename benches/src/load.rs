//! Many journeys by some partners.

use crate::{
    database::Database,
    journey::{Partner, Step},
    program::Installation,
    rate::Rate,
};
use anyhow::Context;
use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::{Duration, Instant},
};
use tokio::task::JoinSet;

/// How many partners go how many journeys in all.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Load {
    pub(crate) partners: u32,
    pub(crate) journeys: u32,
}

/// What was measured.
pub(crate) struct Measured {
    pub(crate) rate: Rate,
    pub(crate) steps: Vec<Step>,
    /// Memory that the server held at its start, most under load, and after it, MiB.
    pub(crate) memory: [u64; 3],
}

pub(crate) async fn measure(program: &Path, on: &Database, load: Load) -> anyhow::Result<Measured> {
    let installation = Installation::new(program, on).await?;
    let mut accounts = Vec::new();
    for number in 0..load.partners {
        accounts.push(installation.enlist(number)?);
    }
    let server = installation.serve()?;
    let at_start = server.memory()?;
    let left = Arc::new(AtomicU32::new(load.journeys));
    let mut partners = Vec::new();
    for (number, account) in (0..).zip(&accounts) {
        partners.push(Partner::log_in(server.address(), number, account).await?);
    }
    let begun = Instant::now();
    let mut working = JoinSet::new();
    for partner in partners {
        let left = Arc::clone(&left);
        working.spawn(async move {
            let mut steps = Vec::new();
            let one_less = |left: u32| left.checked_sub(1);
            while left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, one_less).is_ok() {
                steps.extend(partner.journey().await?);
            }
            anyhow::Ok(steps)
        });
    }
    let (mut steps, mut most) = (Vec::new(), at_start);
    let mut look = tokio::time::interval(Duration::from_millis(200));
    loop {
        tokio::select! {
            ended = working.join_next() => match ended {
                Some(ended) => steps.extend(ended.context("a partner ends")??),
                None => break,
            },
            _ = look.tick() => most = most.max(server.memory()?),
        }
    }
    let rate = Rate { times: load.journeys, took: begun.elapsed() };
    let after = server.memory()?;
    server.stop()?;
    Ok(Measured { rate, steps, memory: [at_start, most, after] })
}
