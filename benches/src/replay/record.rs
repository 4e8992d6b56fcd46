//! Recording what a journey asks PostgreSQL.

use super::{
    connection::connect,
    log::{Entry, Log},
    names::{Name, UniqueColumn, guids},
    script::Script,
    unit::{Part, Unit, units},
};
use crate::{database::Database, journey::Partner, program::Installation};
use anyhow::{Context, ensure};
use std::{
    collections::BTreeSet,
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

/// The partner whose journey is recorded; another one's come first, so that the program is warm.
const RECORDED: u32 = 4_711;
const WARM_UP: u32 = 5;

/// The marks in the log.
const OPENING: &str = "opening";
const JOURNEY: &str = "journey";
const END: &str = "end";

/// Nothing is on its way: no event, and no flow that an engine works on or should.
const UNDONE: &str = "SELECT (SELECT count(*) FROM outbox) + (SELECT count(*) FROM flow \
                      WHERE leased_by IS NOT NULL OR wake_at <= now())";
const PATIENCE: Duration = Duration::from_secs(30);

/// Columns whose values are unique by themselves.
const UNIQUE: &str = "SELECT t.relname, a.attname, a.atttypid = 'text'::regtype FROM pg_index i \
                      JOIN pg_class t ON t.oid = i.indrelid JOIN pg_attribute a \
                      ON a.attrelid = t.oid AND a.attnum = i.indkey[0] \
                      WHERE i.indisunique AND i.indnatts = 1 AND i.indpred IS NULL \
                      AND t.relnamespace = 'public'::regnamespace \
                      AND a.atttypid IN ('text'::regtype, 'bigint'::regtype)";

/// A journey's statements, and the database in which they were recorded.
pub(crate) struct Recording {
    pub(crate) units: Vec<Unit>,
    pub(super) script: Arc<Script>,
    pub(super) database: String,
}

/// Records the second journey of a partner: the customer is known then.
pub(crate) async fn record(program: &Path, server: &str) -> anyhow::Result<Recording> {
    let on = Database::Postgres(server.to_owned());
    let installation = Installation::new(program, &on).await?;
    let (_, database) = installation.database().rsplit_once('/').context("it has a name")?;
    let log = Log::of(server, database).await?;
    let looker = connect(installation.database()).await?;
    let account = installation.enlist(0)?;
    let running = installation.serve()?;
    let partner = Partner::log_in(running.address(), 0, &account).await?;
    for _ in 0..WARM_UP {
        partner.journey().await?;
    }
    settle(&looker).await?;
    log.mark(OPENING).await?;
    let account = installation.enlist(RECORDED)?;
    let partner = Partner::log_in(running.address(), RECORDED, &account).await?;
    partner.journey().await?;
    settle(&looker).await?;
    log.mark(JOURNEY).await?;
    partner.journey().await?;
    settle(&looker).await?;
    log.mark(END).await?;
    running.stop()?;
    let entries = log.up_to(END).await?;
    let unique = unique(&looker).await?;
    recording(&entries, &unique, database.to_owned())
}

fn recording(
    entries: &[Entry],
    unique: &[UniqueColumn],
    database: String,
) -> anyhow::Result<Recording> {
    let place = |mark: &str| {
        let is_it = |entry: &Entry| matches!(entry, Entry::Mark(name) if name == mark);
        entries.iter().position(is_it).context("the mark is there")
    };
    let (opening, journey, end) = (place(OPENING)?, place(JOURNEY)?, place(END)?);
    let piece = |from, to| units(entries.get(from..to).unwrap_or_default());
    let before = entries.iter().take(opening).filter_map(|entry| match entry {
        Entry::Asked { detail, .. } => Some(guids(detail)),
        Entry::Mark(_) => None,
    });
    let known: BTreeSet<_> = before.flatten().collect();
    let known = known.into_iter().map(Name::Guid).collect();
    let mut first = piece(opening, journey)?;
    // What it leaves behind is wanted of it, not what it takes.
    first.retain(|unit| unit.writes() && unit.part() != Part::Relay);
    let mut units = piece(journey, end)?;
    units.retain(|unit| unit.part() != Part::Idle);
    let own: Vec<_> = units.iter().filter(|unit| unit.part() != Part::Relay).cloned().collect();
    ensure!(!own.is_empty(), "the log tells nothing of the journey");
    let script = Arc::new(Script::new([&first, &own], known, unique)?);
    Ok(Recording { units, script, database })
}

async fn settle(looker: &tokio_postgres::Client) -> anyhow::Result<()> {
    let begun = Instant::now();
    while looker.query_one(UNDONE, &[]).await?.get::<_, i64>(0) > 0 {
        ensure!(begun.elapsed() < PATIENCE, "events or flows stay");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    Ok(())
}

async fn unique(looker: &tokio_postgres::Client) -> anyhow::Result<Vec<UniqueColumn>> {
    let rows = looker.query(UNIQUE, &[]).await?;
    let column = |row: &tokio_postgres::Row| UniqueColumn {
        table: row.get(0),
        column: row.get(1),
        is_text: row.get(2),
    };
    Ok(rows.iter().map(column).collect())
}
