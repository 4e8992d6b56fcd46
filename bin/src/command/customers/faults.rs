//! Lines that are not taken over.

use anyhow::Context;
use csv::Writer;
use indicatif::ProgressBar;
use kredo_domain::FieldFault;
use std::{fs::File, path::Path};

/// How many are shown where no file takes them.
const SHOWN: u32 = 20;

/// Where faults are told: in a file, or the first of them to whoever watches. Never what stands in a
/// cell, which may be personal.
pub(super) struct Faults {
    file: Option<Writer<File>>,
    shown: u32,
    progress: ProgressBar,
}

impl Faults {
    pub(super) fn open(file: Option<&Path>, progress: ProgressBar) -> anyhow::Result<Self> {
        let file = file.map(|file| {
            let mut writer = Writer::from_path(file)?;
            writer.write_record(["line", "column", "fault"])?;
            Ok::<_, csv::Error>(writer)
        });
        let file = file.transpose().context("the file for faults cannot be written")?;
        Ok(Self { file, shown: 0, progress })
    }

    /// Tells what is wrong with a line.
    pub(super) fn tell(&mut self, line: u64, faults: &[FieldFault]) -> anyhow::Result<()> {
        for FieldFault { path: column, message } in faults {
            match &mut self.file {
                Some(file) => file.write_record([&line.to_string(), column, message])?,
                None if self.shown < SHOWN => {
                    let colon = if column.is_empty() { "" } else { ": " };
                    self.show(&format!("line {line}: {column}{colon}{message}"));
                }
                None if self.shown == SHOWN => {
                    self.show("more faults are not shown; `--faults FILE` writes all of them");
                }
                None => {}
            }
        }
        Ok(())
    }

    fn show(&mut self, text: &str) {
        self.shown += 1;
        self.progress.suspend(|| eprintln!("{text}"));
    }

    pub(super) fn close(mut self) -> anyhow::Result<()> {
        self.file.as_mut().map_or(Ok(()), Writer::flush).context("writing the faults")
    }
}

/// Of a line whose customer others changed at the same time.
pub(super) fn contended() -> FieldFault {
    FieldFault::new("", "others changed this customer at the same time; import it again")
}
