//! Everything that is held about one customer, in a folder.

use super::key;
use crate::{command::private, compose, config::Config};
use anyhow::{Context, bail};
use indicatif::{ProgressBar, ProgressStyle};
use kredo_application::{
    audit::record_reads,
    file::ports::{FileId, FileRef, FileStorage},
    personal_data::ExportPersonalData,
    read,
};
use kredo_persistence::SqlStore;
use std::{io::Write, path::Path};

/// What the audit trail calls it.
const OPERATION: &str = "kredo customers export";

/// Writes the data of a customer, known by guid or login, and the files that are kept for it.
pub(crate) async fn export(
    config: &Config,
    store: SqlStore,
    (customer, folder): (&str, &Path),
) -> anyhow::Result<()> {
    if folder.exists() {
        bail!("{} exists; name a folder that is not there yet", folder.display());
    }
    let recorder = compose::recorder();
    let data = read(&store, &ExportPersonalData::new(recorder.clone()), &key(customer)?).await;
    let data = data.with_context(|| format!("no data of {customer}"))?;
    let files = data.files()?;
    record_reads(&store, &recorder, OPERATION).await?;
    let storage = compose::files(config).await?;
    store.close().await?;
    private::make_folder(folder)?;
    write(&folder.join("data.json"), &serde_json::to_vec_pretty(&data)?)?;
    let missing = fetch(&*storage, &files, folder).await?;
    let (kept, shown) = (files.len() - missing.len(), folder.display());
    println!("data.json and {kept} files are in {shown}: hand them over, then delete them");
    if missing.is_empty() {
        return Ok(());
    }
    let missing: Vec<_> = missing.iter().map(ToString::to_string).collect();
    bail!("the file storage does not have {}", missing.join(", "))
}

/// Writes the files under their guids, and tells which the storage does not have.
async fn fetch(
    storage: &dyn FileStorage,
    files: &[FileRef],
    folder: &Path,
) -> anyhow::Result<Vec<FileId>> {
    // Hides itself where standard error is no terminal.
    let progress = ProgressBar::new(files.len().try_into()?)
        .with_style(ProgressStyle::with_template("{wide_bar} {pos}/{len} files")?);
    let mut missing = Vec::new();
    for file in progress.wrap_iter(files.iter()) {
        match storage.get(*file).await.with_context(|| format!("reading the file {}", file.id))? {
            Some(bytes) => write(&folder.join(file.id.to_string()), &bytes)?,
            None => missing.push(file.id),
        }
    }
    Ok(missing)
}

fn write(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let writing = || format!("writing {}", path.display());
    private::create_file(path).and_then(|mut file| file.write_all(bytes)).with_context(writing)
}
