//! The register of invalid passports.

use crate::{compose, config::Config};
use anyhow::{Context, ensure};
use chrono::NaiveDate;
use csv::{ByteRecord, Reader, ReaderBuilder};
use indicatif::{ProgressBar, ProgressStyle};
use kredo_application::passport_registry::PassportLine;
use kredo_domain::passport_registry::PassportKey;
use kredo_persistence::SqlStore;
use std::{fs::File, io::Read, path::Path, str, sync::Arc};

/// The columns of the ministry's file.
const HEADER: [&str; 2] = ["PASSP_SERIES", "PASSP_NUMBER"];

/// Imports an edition from a file and tells how much of it was taken.
pub(crate) async fn import(
    config: &Config,
    store: SqlStore,
    file: &Path,
    edition: Option<NaiveDate>,
) -> anyhow::Result<()> {
    let name = file.display();
    let opened = File::open(file).with_context(|| format!("{name} cannot be opened"))?;
    // Hides itself where standard error is no terminal.
    let progress = ProgressBar::new(opened.metadata()?.len())
        .with_style(ProgressStyle::with_template("{wide_bar} {bytes}/{total_bytes}, {eta} left")?);
    let mut reader = reader(progress.wrap_read(opened));
    let first = reader.byte_headers().with_context(|| format!("{name} cannot be read"))?;
    let header = HEADER.map(str::as_bytes);
    ensure!(
        first.iter().eq(header),
        "{name} is no list of passports: its first line must be {}",
        HEADER.join(",")
    );
    let lines = reader.byte_records().map(|record| record.map(|record| line(&record)));
    let import = compose::import_passports(config, Arc::new(store.clone()));
    let imported =
        import.execute(edition, lines).await.with_context(|| format!("importing {name}"));
    progress.finish_and_clear();
    let imported = imported?;
    println!(
        "edition {}: {} passports taken, {} lines repeated one, {} lines skipped",
        imported.edition.date(),
        imported.listed,
        imported.repeated,
        imported.skipped
    );
    Ok(store.close().await?)
}

fn reader<R: Read>(source: R) -> Reader<R> {
    // A stray quote in a malformed line must not swallow those after it.
    ReaderBuilder::new().flexible(true).quoting(false).from_reader(source)
}

fn line(record: &ByteRecord) -> PassportLine {
    let mut fields = record.iter().map(|field| str::from_utf8(field).unwrap_or_default());
    let (series, number) = (fields.next(), fields.next());
    // A third field makes the line no passport.
    let number = number.filter(|_| fields.next().is_none());
    PassportKey::try_new(series.unwrap_or_default(), number.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::{collection::vec, prelude::*};

    #[test]
    fn malformed_lines_are_no_passports_and_leave_the_others_whole() {
        let text = b"PASSP_SERIES,PASSP_NUMBER\n0001,000002\n\"12,345\nabcd,123456\n\
            1234\n1234,567890,1\n\xff\xff,123456\r\n4509,123456\r\n";
        let read = reader(&text[..]).into_byte_records().map(|record| line(&record.unwrap()).ok());
        let keys: Vec<_> = read.map(|key| key.map(PassportKey::value)).collect();
        let expected = [Some(1_000_002), None, None, None, None, None, Some(4_509_123_456)];
        assert_eq!(keys, expected);
    }

    proptest! {
        #[test]
        fn whatever_a_file_holds_no_line_gets_lost(bytes in vec(any::<u8>(), 0..400)) {
            let lines = reader(&bytes[..]).into_byte_records().map(|record| line(&record.unwrap()));
            let filled = bytes.split(|byte| matches!(byte, b'\r' | b'\n')).filter(|l| !l.is_empty());
            // The first line is the header.
            prop_assert_eq!(lines.count(), filled.count().saturating_sub(1));
        }
    }
}
