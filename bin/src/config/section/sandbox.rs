//! What the sandboxes answer.

use super::super::{document, reader::Reader};
use chrono::NaiveDate;
use kredo_outbound::{
    identification::SandboxIdentificationSettings,
    payment::SandboxPaymentSettings,
    scoring::{SandboxBureauSettings, SandboxList, SandboxSanctionsSettings},
};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use std::path::PathBuf;

/// `[sandbox]`
///
/// Without a file, and for what the file leaves out: nobody knows anything against anybody,
/// everybody is identified, and payments are accepted.
#[derive(Debug)]
pub(crate) struct SandboxSection {
    pub(crate) bureaus: Vec<SandboxBureauSettings>,
    pub(crate) sanctions: SandboxSanctionsSettings,
    pub(crate) identification: SandboxIdentificationSettings,
    pub(crate) payment: SandboxPaymentSettings,
}

impl Default for SandboxSection {
    fn default() -> Self {
        let name = || "sandbox".to_owned();
        let list = SandboxList { name: name(), edition: NaiveDate::default(), people: Vec::new() };
        Self {
            bureaus: vec![SandboxBureauSettings { name: name(), people: Vec::new() }],
            sanctions: SandboxSanctionsSettings { lists: vec![list] },
            identification: SandboxIdentificationSettings {
                biometrics: true,
                refusals: Vec::new(),
            },
            payment: SandboxPaymentSettings::default(),
        }
    }
}

impl SandboxSection {
    pub(in super::super) fn read(reader: &mut Reader) -> Self {
        const KEY: &str = "sandbox.file";
        let file: Option<PathBuf> = reader
            .key(KEY, "TOML or JSON file of what the sandboxes answer; see `docs/sandbox.md`.")
            .optional();
        reader.document(KEY, file.as_deref(), settings).unwrap_or_default()
    }
}

/// The settings, or the first fault of each bureau and of each other section.
fn settings(content: Value) -> Result<SandboxSection, Vec<String>> {
    let Value::Object(mut table) = content else {
        return Err(vec!["must be a table of sections".to_owned()]);
    };
    let mut faults = Vec::new();
    let default = SandboxSection::default();
    let read = SandboxSection {
        bureaus: bureaus(&mut table, &mut faults).unwrap_or(default.bureaus),
        sanctions: section(&mut table, "sanctions", &mut faults).unwrap_or(default.sanctions),
        identification: section(&mut table, "identification", &mut faults)
            .unwrap_or(default.identification),
        payment: section(&mut table, "payment", &mut faults).unwrap_or(default.payment),
    };
    let sections = "`bureaus`, `sanctions`, `identification`, `payment`";
    faults.extend(table.keys().map(|name| format!("`{name}` is none of {sections}")));
    if faults.is_empty() { Ok(read) } else { Err(faults) }
}

fn bureaus(
    table: &mut Map<String, Value>,
    faults: &mut Vec<String>,
) -> Option<Vec<SandboxBureauSettings>> {
    let Value::Array(bureaus) = table.remove("bureaus")? else {
        faults.push("bureaus: must be a list: `[[bureaus]]`".to_owned());
        return None;
    };
    let bureaus = bureaus.into_iter().zip(0_usize..).filter_map(|(bureau, index)| {
        document::value(&format!("bureaus[{index}]"), bureau)
            .map_err(|fault| faults.push(fault))
            .ok()
    });
    Some(bureaus.collect())
}

fn section<T: DeserializeOwned>(
    table: &mut Map<String, Value>,
    name: &str,
    faults: &mut Vec<String>,
) -> Option<T> {
    let read = document::value(name, table.remove(name)?);
    read.map_err(|fault| faults.push(fault)).ok()
}
