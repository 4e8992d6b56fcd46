//! Reading the status, beside a bare handler that reads the same row.

use crate::{
    client::{self, client},
    database::Database,
    journey::Partner,
    program::{Installation, Server},
    rate::Rate,
};
use anyhow::Context;
use std::{
    env,
    path::Path,
    process::{Command, Stdio},
    time::Instant,
};
use tokio::task::JoinSet;
use uuid::Uuid;

/// How many connections ask at once.
pub(crate) const CONNECTIONS: [u32; 2] = [1, 32];

/// The two take turns, so that what else the machine does hits both.
const ROUNDS: u32 = 10;

/// Requests of every connection before the first round: connections, statements and caches are
/// there then.
const WARM_UP: u32 = 20;

/// What was measured with so many connections.
pub(crate) struct Compared {
    pub(crate) connections: u32,
    pub(crate) program: Rate,
    pub(crate) bare: Rate,
    /// Sizes of an answer of either, bytes.
    pub(crate) sizes: [usize; 2],
}

/// Who is asked: an address, and the token that it wants.
#[derive(Clone)]
struct Asked {
    address: String,
    token: Option<String>,
}

pub(crate) async fn measure(
    program: &Path,
    on: &Database,
    requests: u32,
) -> anyhow::Result<Vec<Compared>> {
    let installation = Installation::new(program, on).await?;
    let account = installation.enlist(0)?;
    let server = installation.serve()?;
    let partner = Partner::log_in(server.address(), 0, &account).await?;
    let application = Uuid::now_v7();
    partner.journey_of(application).await?;
    let bare = bare(installation.database())?;
    let asked = [
        Asked { address: partner.status(application), token: Some(partner.token().to_owned()) },
        Asked {
            address: format!("{}/applications/{application}/status", bare.address()),
            token: None,
        },
    ];
    let mut all = Vec::new();
    for connections in CONNECTIONS {
        all.push(compare(&asked, connections, requests).await?);
    }
    server.stop()?;
    Ok(all)
}

/// This program as the bare handler.
fn bare(database: &str) -> anyhow::Result<Server> {
    let myself = env::current_exe().context("the bench finds itself")?;
    let mut command = Command::new(myself);
    command.env_clear().args(["bare", "--database", database]).stdin(Stdio::null());
    Server::start(&mut command)
}

async fn compare(
    [program, bare]: &[Asked; 2],
    connections: u32,
    requests: u32,
) -> anyhow::Result<Compared> {
    let sizes = [program.size().await?, bare.size().await?];
    for asked in [program, bare] {
        asked.ask(connections, connections * WARM_UP).await?;
    }
    let mut rates = [Rate::default(); 2];
    for _ in 0..ROUNDS {
        for (asked, rate) in [program, bare].into_iter().zip(&mut rates) {
            *rate += asked.ask(connections, requests / ROUNDS).await?;
        }
    }
    let [program, bare] = rates;
    Ok(Compared { connections, program, bare, sizes })
}

impl Asked {
    async fn size(&self) -> anyhow::Result<usize> {
        Ok(client::get(&client(), &self.address, self.token.as_deref()).await?.len())
    }

    /// Asks over so many connections; each does its part of the requests.
    async fn ask(&self, connections: u32, requests: u32) -> anyhow::Result<Rate> {
        let each = (requests / connections).max(1);
        let begun = Instant::now();
        let mut asking = JoinSet::new();
        for _ in 0..connections {
            let Self { address, token } = self.clone();
            asking.spawn(async move {
                let http = client();
                for _ in 0..each {
                    client::get(&http, &address, token.as_deref()).await?;
                }
                anyhow::Ok(())
            });
        }
        while let Some(ended) = asking.join_next().await {
            ended??;
        }
        Ok(Rate { times: each * connections, took: begun.elapsed() })
    }
}
