//! The loops of the bare driver.

use super::{
    connection::connect,
    names::Written,
    record::Recording,
    script::{Act, Line, Script},
    template::Template,
};
use crate::{database::Database, rate::Rate};
use anyhow::{Context, ensure};
use bytes::BytesMut;
use std::{
    borrow::Cow,
    error::Error,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::Instant,
};
use tokio::{sync::Barrier, task::JoinSet};
use tokio_postgres::{
    Client,
    types::{Format, IsNull, ToSql, Type, to_sql_checked},
};

/// Replays a journey so often by so many loops, each with a connection, a partner and a customer of
/// its own, on a fresh copy of the recording's database.
pub(crate) async fn replay(
    server: &str,
    recording: &Recording,
    loops: u32,
    journeys: u32,
) -> anyhow::Result<Rate> {
    let database = Database::copy(server, &recording.database).await?;
    let left = Arc::new(AtomicU32::new(journeys));
    let ready = Arc::new(Barrier::new(usize::try_from(loops)? + 1));
    let mut working = JoinSet::new();
    for _ in 0..loops {
        let mut player = Player::new(&database, Arc::clone(&recording.script)).await?;
        let (left, ready) = (Arc::clone(&left), Arc::clone(&ready));
        working.spawn(async move {
            ready.wait().await;
            let one_less = |left: u32| left.checked_sub(1);
            while left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, one_less).is_ok() {
                player.play().await?;
            }
            anyhow::Ok(())
        });
    }
    ready.wait().await;
    let begun = Instant::now();
    while let Some(ended) = working.join_next().await {
        ended.context("a loop ends")??;
    }
    Ok(Rate { times: journeys, took: begun.elapsed() })
}

/// One loop.
struct Player {
    client: Client,
    prepared: Vec<tokio_postgres::Statement>,
    script: Arc<Script>,
    names: Vec<Written>,
}

impl Player {
    async fn new(database: &str, script: Arc<Script>) -> anyhow::Result<Self> {
        let client = connect(database).await?;
        let mut prepared = Vec::new();
        for text in &script.texts {
            prepared.push(client.prepare(text).await.with_context(|| text.clone())?);
        }
        let names = script.names_of_loop();
        let player = Self { client, prepared, script, names };
        for act in &player.script.opening {
            player.act(act).await?;
        }
        Ok(player)
    }

    /// Once through the journey.
    async fn play(&mut self) -> anyhow::Result<()> {
        self.script.add_names_of_journey(&mut self.names);
        for act in &self.script.journey {
            self.act(act).await?;
        }
        Ok(())
    }

    async fn act(&self, act: &Act) -> anyhow::Result<()> {
        if act.end.is_some() {
            self.client.batch_execute("BEGIN").await?;
        }
        for line in &act.lines {
            let text = || self.script.texts.get(line.text).cloned().unwrap_or_default();
            self.line(line).await.with_context(text)?;
        }
        if let Some(end) = &act.end {
            self.client.batch_execute(end).await?;
        }
        Ok(())
    }

    /// Runs a statement, and wants it to do what the recorded one did: to write as many rows, and to
    /// find something where that found something.
    async fn line(&self, line: &Line) -> anyhow::Result<()> {
        let prepared = self.prepared.get(line.text).context("every text is prepared")?;
        let bound: Vec<_> = line.parameters.iter().map(|one| self.bind(one.as_ref())).collect();
        let bound: Vec<_> = bound.iter().map(|one| one as &(dyn ToSql + Sync)).collect();
        if line.writes {
            let rows = self.client.execute(prepared, &bound).await?;
            ensure!(rows == line.rows, "{rows} rows are written instead of {}", line.rows);
        } else {
            let rows = self.client.query(prepared, &bound).await?.len();
            ensure!(rows > 0 || line.rows == 0, "nothing is found instead of {} rows", line.rows);
        }
        Ok(())
    }

    fn bind<'a>(&self, parameter: Option<&'a Template>) -> Text<'a> {
        Text(parameter.map(|template| template.fill(&self.names)))
    }
}

/// A parameter as the log wrote it: a text that the server reads as the type it wants.
#[derive(Debug)]
struct Text<'a>(Option<Cow<'a, str>>);

impl ToSql for Text<'_> {
    fn to_sql(&self, _: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        Ok(match &self.0 {
            Some(text) => {
                out.extend_from_slice(text.as_bytes());
                IsNull::No
            }
            None => IsNull::Yes,
        })
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();

    fn encode_format(&self, _: &Type) -> Format {
        Format::Text
    }
}
