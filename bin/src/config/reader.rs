//! Reads the keys one by one out of the layers. What a key is called, means, takes and defaults
//! to is said in one place: where it is read.

mod key;

use super::{
    document,
    fault::{Fault, Origin, Problem},
    layer::{Layer, Raw},
};
use key::KeyReader;
use std::{fs, iter, path::Path};

/// A key that was read, as the operator may see it.
#[derive(Debug)]
pub(super) struct Setting {
    /// Section and name, such as `database.url`.
    pub(super) key: &'static str,
    pub(super) doc: &'static str,
    /// Completes the sentence "the value must be …".
    pub(super) expected: String,
    /// Whether the value can come from a file that `{key}_file` names.
    pub(super) secret: bool,
    /// As TOML.
    pub(super) default: String,
    /// As TOML.
    pub(super) value: String,
    /// None for a default.
    pub(super) origin: Option<String>,
    /// Where a fault of the value is reported; none for a default.
    given: Option<Origin>,
}

impl Setting {
    /// The section's name, and the key's within it.
    pub(super) fn split(&self) -> (&'static str, &'static str) {
        self.key.split_once('.').unwrap_or((self.key, ""))
    }

    /// Every key that sets it.
    fn keys(&self) -> impl Iterator<Item = String> {
        let by_file = self.secret.then(|| file_key(self.key));
        iter::once(self.key.to_owned()).chain(by_file)
    }
}

/// The key that names the file with a secret.
pub(super) fn file_key(key: &str) -> String {
    format!("{key}_file")
}

/// The layers, the lowest first, and what came of reading them.
pub(super) struct Reader {
    layers: Vec<Layer>,
    settings: Vec<Setting>,
    faults: Vec<Fault>,
}

impl Reader {
    pub(super) fn new(layers: impl Into<Vec<Layer>>) -> Self {
        Self { layers: layers.into(), settings: Vec::new(), faults: Vec::new() }
    }

    /// Begins to read a key; `doc` says in one line what it is for.
    pub(super) fn key(&mut self, key: &'static str, doc: &'static str) -> KeyReader<'_> {
        KeyReader::new(self, key, doc)
    }

    /// How many faults were found up to now.
    pub(super) fn faults(&self) -> usize {
        self.faults.len()
    }

    /// Reports a value that is one and cannot be used, perhaps because of others of its section:
    /// where it was given, else where any of those was.
    pub(super) fn refuse(&mut self, key: &'static str, text: impl Into<String>) {
        let origin = self.origin(key);
        self.faults.push(Fault { origin, problem: Problem::Refused { key, text: text.into() } });
    }

    /// Reads the file that a key named, if it named one, and reports everything that `read` finds
    /// wrong with it.
    pub(super) fn document<T>(
        &mut self,
        key: &'static str,
        path: Option<&Path>,
        read: impl FnOnce(serde_json::Value) -> Result<T, Vec<String>>,
    ) -> Option<T> {
        let path = path?;
        let at = |line| Origin::File { path: path.to_owned(), line };
        let faults = match fs::read_to_string(path) {
            Err(cause) => {
                let problem = Problem::NamedFile { key: key.to_owned(), cause };
                vec![Fault { origin: self.origin(key), problem }]
            }
            Ok(source) => match document::parse(path, &source) {
                Err((line, text)) => {
                    vec![Fault { origin: at(line), problem: Problem::Content(text) }]
                }
                Ok(content) => match read(content) {
                    Ok(value) => return Some(value),
                    Err(texts) => {
                        let fault =
                            |text| Fault { origin: at(None), problem: Problem::Content(text) };
                        texts.into_iter().map(fault).collect()
                    }
                },
            },
        };
        self.faults.extend(faults);
        None
    }

    fn origin(&self, key: &str) -> Origin {
        let section = |setting: &&Setting| key.split('.').next() == Some(setting.split().0);
        let own = self.settings.iter().find(|setting| setting.key == key);
        let mut given = own.into_iter().chain(self.settings.iter().filter(section));
        given.find_map(|setting| setting.given.clone()).unwrap_or(Origin::Default)
    }

    /// What was read, and the faults: of the values, and every key that was never read.
    pub(super) fn finish(mut self) -> (Vec<Setting>, Vec<Fault>) {
        for layer in &self.layers {
            let unknown = layer.rest().filter_map(|(name, given)| {
                let problem = unknown(&self.settings, layer, name, &given.raw)?;
                Some(given.fault(problem))
            });
            self.faults.extend(unknown);
        }
        (self.settings, self.faults)
    }
}

/// What is wrong with a name that no key has; nothing with a known section left empty.
fn unknown(settings: &[Setting], layer: &Layer, name: &str, raw: &Raw) -> Option<Problem> {
    if settings.iter().any(|setting| setting.split().0 == name) {
        let empty = matches!(raw, Raw::EmptySection);
        return (!empty).then(|| Problem::Section(name.to_owned()));
    }
    let likeness = |key: &String| strsim::normalized_damerau_levenshtein(key, name);
    let nearest = settings
        .iter()
        .flat_map(Setting::keys)
        .map(|key| layer.spelled(&key))
        .max_by(|one, other| likeness(one).total_cmp(&likeness(other)))?;
    Some(Problem::Unknown { name: name.to_owned(), nearest })
}
