//! The layer that comes from a TOML file.

use super::{
    fault::{Fault, Origin, Problem},
    layer::{Given, Layer, Raw},
};
use std::{collections::BTreeMap, fs, io, ops::Range, path::Path};
use toml::{
    Spanned,
    de::{DeString, DeTable, DeValue},
};

const DEFAULT: &str = "kredo.toml";

/// The values of the file, and what keeps it from being read or understood. Only a named file
/// has to exist.
pub(super) fn layer(named: Option<&Path>) -> (Layer, Vec<Fault>) {
    let path = named.unwrap_or(Path::new(DEFAULT));
    let (given, faults) = match (fs::read_to_string(path), named) {
        (Ok(source), _) => Document { path, source: &source }.read(),
        (Err(cause), None) if cause.kind() == io::ErrorKind::NotFound => Default::default(),
        (Err(cause), _) => (BTreeMap::new(), vec![unreadable(path, cause)]),
    };
    (Layer::by_key(given), faults)
}

fn unreadable(path: &Path, cause: io::Error) -> Fault {
    let problem = match cause.kind() {
        io::ErrorKind::NotFound => Problem::Missing,
        _ => Problem::Unreadable(cause),
    };
    Fault { origin: Origin::File { path: path.to_owned(), line: None }, problem }
}

struct Document<'d> {
    path: &'d Path,
    source: &'d str,
}

impl Document<'_> {
    /// Parses on after an error, as far as the parser recovers, so that one report names as much
    /// as possible; of each line the first error. What else stands on such a line is left out: the
    /// parser guessed it.
    fn read(&self) -> (BTreeMap<String, Given>, Vec<Fault>) {
        let (table, errors) = DeTable::parse_recoverable(self.source);
        let mut broken = BTreeMap::new();
        for error in &errors {
            let line = self.line(error.span().unwrap_or_default().start);
            broken.entry(line).or_insert_with(|| error.message());
        }
        let given = leaves(table.get_ref())
            .filter(|leaf| broken.range(self.lines(&leaf.span)).next().is_none())
            .map(|leaf| {
                let origin = self.at(self.line(leaf.span.start));
                (leaf.key, Given { origin, raw: raw(leaf.value) })
            });
        // Not the errors' own text, which quotes the line and with it a password.
        let faults = broken.iter().map(|(&line, &message)| Fault {
            origin: self.at(line),
            problem: Problem::Syntax(message.to_owned()),
        });
        (given.collect(), faults.collect())
    }

    fn at(&self, line: usize) -> Origin {
        Origin::File { path: self.path.to_owned(), line: Some(line) }
    }

    fn lines(&self, span: &Range<usize>) -> Range<usize> {
        self.line(span.start)..self.line(span.end) + 1
    }

    fn line(&self, offset: usize) -> usize {
        let before = self.source.get(..offset).unwrap_or(self.source);
        before.matches('\n').count() + 1
    }
}

struct Leaf<'d> {
    key: String,
    value: &'d DeValue<'d>,
    span: Range<usize>,
}

/// Every key of every section.
fn leaves<'d>(table: &'d DeTable<'d>) -> impl Iterator<Item = Leaf<'d>> {
    table.iter().flat_map(|(name, value)| match value.get_ref() {
        DeValue::Table(section) if !section.is_empty() => {
            let section = section.iter();
            section
                .map(|(key, value)| leaf(format!("{}.{}", part(name), part(key)), key, value))
                .collect()
        }
        _ => vec![leaf(part(name), name, value)],
    })
}

fn leaf<'d>(
    key: String,
    written: &Spanned<DeString<'d>>,
    value: &'d Spanned<DeValue<'d>>,
) -> Leaf<'d> {
    Leaf { key, value: value.get_ref(), span: written.span().start..value.span().end }
}

/// One part of a key; quoted where TOML wants quotes, as a dot would make it look like two.
fn part(name: &Spanned<DeString<'_>>) -> String {
    let name = name.get_ref();
    let bare = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '-' | '_');
    if name.chars().all(bare) { name.clone().into_owned() } else { format!("{name:?}") }
}

fn raw(value: &DeValue<'_>) -> Raw {
    match value {
        DeValue::String(text) => Raw::Text(text.clone().into_owned()),
        DeValue::Integer(number) => {
            let decimal = i128::from_str_radix(number.as_str(), number.radix());
            Raw::Number(decimal.map_or_else(|_| number.to_string(), |n| n.to_string()))
        }
        DeValue::Table(table) if table.is_empty() => Raw::EmptySection,
        DeValue::Boolean(is) => Raw::Boolean(*is),
        DeValue::Float(_) | DeValue::Datetime(_) | DeValue::Array(_) | DeValue::Table(_) => {
            Raw::Other(format!("a value of type {}", value.type_str()))
        }
    }
}
