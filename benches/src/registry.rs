//! A great many customers: how fast they come in, and how fast one of them is found.

mod people;
mod search;

use crate::{client::client, database::Database, program::Installation, rate::Rate};
use std::{fs::File, io::BufWriter, path::Path, time::Instant};

pub(crate) use search::Searched;

/// What was measured with so many customers.
pub(crate) struct Registry {
    pub(crate) customers: u32,
    /// Lines taken over from a file, and the most memory that it took, MiB.
    pub(crate) imported: (Rate, u64),
    /// The same file again, of which all is known.
    pub(crate) again: (Rate, u64),
    pub(crate) searches: Vec<Searched>,
}

/// Searches of each kind.
const SEARCHES: u32 = 1_000;

pub(crate) async fn measure(
    program: &Path,
    on: &Database,
    customers: u32,
) -> anyhow::Result<Registry> {
    let installation = Installation::new(program, on).await?;
    let file = installation.folder().join("customers.csv");
    people::write(BufWriter::new(File::create(&file)?), customers)?;
    let import = || -> anyhow::Result<(Rate, u64)> {
        let begun = Instant::now();
        let memory = installation.watch(&["customers", "import", "customers.csv"])?;
        Ok((Rate { times: customers, took: begun.elapsed() }, memory))
    };
    eprintln!("{}: {customers} customers come in", on.name());
    let imported = import()?;
    eprintln!("{}: the same {customers} again", on.name());
    let again = import()?;
    // What the relay would do with the events of an import is no part of a search.
    installation.forget_events().await?;
    let account = installation.credentials(&["user", "add", "anna", "--role", "employee"])?;
    let server = installation.serve()?;
    let http = client();
    let token = search::log_in(&http, server.address(), &account).await?;
    let mut searches = Vec::new();
    for kind in search::KINDS {
        eprintln!("{}: {SEARCHES} searches by {}", on.name(), kind.name);
        let asked = (server.address(), token.as_str());
        searches.push(search::measure(&http, asked, kind, (customers, SEARCHES)).await?);
    }
    server.stop()?;
    Ok(Registry { customers, imported, again, searches })
}
