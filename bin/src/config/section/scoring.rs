//! Who decides by figures.

use super::{
    super::{document, reader::Reader},
    remote::{RemoteSection, SCORING},
};
use kredo_domain::scoring::Scorecard;
use std::path::PathBuf;

/// `[scoring]`
#[derive(Debug)]
pub(crate) struct ScoringSection {
    pub(crate) engine: RemoteSection,
    /// None means the built-in one.
    pub(crate) scorecard: Option<Scorecard>,
}

impl ScoringSection {
    pub(in super::super) fn read(reader: &mut Reader) -> Self {
        const KEY: &str = "scoring.scorecard_file";
        let engine = RemoteSection::read(reader, &SCORING);
        let file: Option<PathBuf> = reader
            .key(KEY, "TOML or JSON file of another scorecard; not asked beside an engine.")
            .optional();
        let scorecard = reader.document(KEY, file.as_deref(), |content| {
            document::value("", content).map_err(|fault| vec![fault])
        });
        Self { engine, scorecard }
    }
}
