//! Customers: those of an earlier system, and what is held about one.

mod column;
mod erase;
mod export;
mod faults;
mod line;
mod source;

pub(super) use erase::erase;
pub(super) use export::export;

use crate::compose;
use anyhow::{Context, anyhow, bail};
use column::Header;
use faults::Faults;
use indicatif::{ProgressBar, ProgressStyle};
use kredo_application::{
    Store,
    customer::{CustomerKey, CustomerLine, CustomerOutcome, ImportCustomers},
};
use kredo_domain::customer::{CustomerId, Login};
use kredo_persistence::SqlStore;
use source::Source;
use std::{fmt, fs::File, mem, path::Path};

/// Takes the customers of a file over and tells what became of them.
pub(crate) async fn import(
    store: SqlStore,
    file: &Path,
    faults: Option<&Path>,
) -> anyhow::Result<()> {
    let name = file.display();
    let opened = File::open(file).with_context(|| format!("{name} cannot be opened"))?;
    let style = "{wide_bar} {msg} lines, {bytes}/{total_bytes}, {eta} left";
    // Hides itself where standard error is no terminal.
    let progress = ProgressBar::new(opened.metadata()?.len())
        .with_style(ProgressStyle::with_template(style)?)
        .with_message("0");
    let mut source = Source::new(progress.wrap_read(opened));
    let first = source.next().with_context(|| format!("{name} cannot be read"))?;
    let header = first.and_then(|first| first.cells).unwrap_or_default();
    let header = Header::read(&header).map_err(|faults| anyhow!(faults))?;
    let mut faults = Faults::open(faults, progress.clone())?;
    let mut tally = Tally::default();
    let done = lines(&store, (&header, &mut source), &mut faults, &mut tally, &progress).await;
    progress.finish_and_clear();
    faults.close()?;
    println!("{tally}");
    done.with_context(|| {
        format!("{name} was not read to its end; the same command again goes on with it")
    })?;
    store.close().await?;
    match tally.refused {
        0 => Ok(()),
        refused => {
            bail!("{refused} lines of {name} were not taken over; mend them and import again")
        }
    }
}

/// A guid, or else a login.
fn key(customer: &str) -> anyhow::Result<CustomerKey> {
    if let Ok(guid) = customer.parse() {
        return Ok(CustomerKey::Guid(CustomerId::new(guid)));
    }
    let login = Login::try_new(customer);
    login.map(CustomerKey::Login).map_err(|_| anyhow!("{customer} is no guid and no login"))
}

/// What became of the lines.
#[derive(Default)]
struct Tally {
    added: u64,
    changed: u64,
    unchanged: u64,
    refused: u64,
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { added, changed, unchanged, refused } = self;
        write!(
            f,
            "{added} customers added, {changed} changed, {unchanged} known before, \
             {refused} lines not taken over"
        )
    }
}

impl Tally {
    const fn lines(&self) -> u64 {
        self.added + self.changed + self.unchanged + self.refused
    }
}

/// Lines that wait for their unit of work, each with its number.
type Waiting = (Vec<u64>, Vec<CustomerLine>);

async fn lines(
    store: &dyn Store,
    (header, source): (&Header, &mut Source<impl std::io::Read>),
    faults: &mut Faults,
    tally: &mut Tally,
    progress: &ProgressBar,
) -> anyhow::Result<()> {
    let import = compose::import_customers();
    let mut waiting = Waiting::default();
    while let Some(record) = source.next()? {
        match line::read(header, &record) {
            Ok(line) => {
                waiting.0.push(record.number);
                waiting.1.push(line);
            }
            Err(found) => {
                tally.refused += 1;
                faults.tell(record.number, &found)?;
            }
        }
        if waiting.1.len() == ImportCustomers::LINES {
            write(store, &import, mem::take(&mut waiting), faults, tally).await?;
            progress.set_message(tally.lines().to_string());
        }
    }
    write(store, &import, waiting, faults, tally).await
}

async fn write(
    store: &dyn Store,
    import: &ImportCustomers,
    (numbers, lines): Waiting,
    faults: &mut Faults,
    tally: &mut Tally,
) -> anyhow::Result<()> {
    if lines.is_empty() {
        return Ok(());
    }
    let outcomes = import.execute(store, &lines).await?;
    for (number, outcome) in numbers.into_iter().zip(outcomes) {
        match outcome {
            CustomerOutcome::Added => tally.added += 1,
            CustomerOutcome::Changed => tally.changed += 1,
            CustomerOutcome::Unchanged => tally.unchanged += 1,
            CustomerOutcome::Contended => {
                tally.refused += 1;
                faults.tell(number, &[faults::contended()])?;
            }
        }
    }
    Ok(())
}
