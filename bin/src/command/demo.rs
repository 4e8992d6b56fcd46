//! The manual's demo flow, played over HTTP against a server of its own.

mod actor;
mod flow;
mod http;
mod installation;
mod report;
mod schedule;
mod screen;

pub(crate) use installation::config;

use super::serve::Service;
use crate::{compose, config::Config};
use actor::Actor;
use anyhow::Context;
use kredo_persistence::SqlStore;
use std::{path::Path, pin::pin, time::Instant};
use tokio::{net::TcpListener, sync::oneshot};

/// The day of the manual's example.
const BUSINESS_DATE: &str = "2024-11-22";

/// Plays the flow in a fresh installation below `out`; ends well only at `COMPLETED`.
pub(crate) async fn demo(config: &Config, out: &Path) -> anyhow::Result<()> {
    let begun = Instant::now();
    let store = installation::fresh(config, out).await?;
    let partner = installation::add_partner(config, &store).await?;
    installation::fix_code(&store).await?;
    let today = Some(BUSINESS_DATE.parse()?);
    let service = Service::prepare(config, store.clone(), today).await?;
    let listener = TcpListener::bind("127.0.0.1:0").await.context("no port is free")?;
    let address = format!("http://{}", listener.local_addr()?);
    introduce(config, &address);

    let (stop, stopped) = oneshot::channel::<()>();
    let mut serving = pin!(service.run(listener, async move { drop(stopped.await) }));
    let played = tokio::select! {
        played = play(config, &store, (Actor::new(address, partner), out)) => played,
        served = &mut serving => {
            served?;
            anyhow::bail!("the server stopped before the flow was over");
        }
    };
    drop(stop);
    let served = serving.await;
    played?;
    served?;
    screen::end(begun.elapsed());
    Ok(())
}

async fn play(
    config: &Config,
    store: &SqlStore,
    (actor, out): (Actor, &Path),
) -> anyhow::Result<()> {
    let signed = flow::play(actor, store).await?;
    report::loan(store, &signed, out).await?;
    report::contract(config, &signed, out)
}

fn introduce(config: &Config, address: &str) {
    screen::title("Kredo plays the manual's demo flow");
    screen::detail(&format!("server         {address}, business date {BUSINESS_DATE}"));
    screen::detail(&format!("database       {:?}", config.database.url));
    screen::detail(&format!("sandboxes      {}", compose::sandboxes(config).join(", ")));
    if config.lender.is_example() {
        screen::detail("lender         an example that does not exist");
    }
}
