//! One key, out of all layers.

use super::{
    super::{
        fault::{Fault, Problem},
        layer::{Given, Raw},
        text::Text,
    },
    Reader, Setting, file_key,
};
use std::{fmt::Display, fs, ops::RangeInclusive, path::PathBuf, str::FromStr};

/// A key that is being read.
pub(crate) struct KeyReader<'r> {
    reader: &'r mut Reader,
    key: &'static str,
    doc: &'static str,
}

/// A value and where it came from.
type Found<T> = (T, String);

impl<'r> KeyReader<'r> {
    pub(super) fn new(reader: &'r mut Reader, key: &'static str, doc: &'static str) -> Self {
        Self { reader, key, doc }
    }

    pub(crate) fn text<T: Text>(mut self, default: T) -> T {
        let shape = Shape::text(|raw| Some(raw.shown()));
        let found = self.highest(&shape);
        self.record(shape, default, found, false)
    }

    pub(crate) fn number<T>(mut self, range: RangeInclusive<T>, default: T) -> T
    where
        T: FromStr + Display + PartialOrd + 'static,
    {
        let shape = Shape {
            expected: format!("a whole number from {} to {}", range.start(), range.end()),
            parse: Box::new(move |raw| raw.number()?.parse().ok().filter(|n| range.contains(n))),
            quote: |raw| Some(raw.shown()),
            toml: T::to_string,
        };
        let found = self.highest(&shape);
        self.record(shape, default, found, false)
    }

    /// A text that nobody may see, or a file that holds it.
    pub(crate) fn secret<T: Text>(mut self, default: T) -> T {
        let shape = Shape::text(Raw::kind);
        let found = self.highest_secret(&shape);
        self.record(shape, default, found, true)
    }

    /// The value of the highest layer that has one. Those below are checked all the same.
    fn highest<T>(&mut self, shape: &Shape<T>) -> Option<Found<T>> {
        let Reader { layers, faults, .. } = &mut *self.reader;
        let mut found = None;
        for given in layers.iter_mut().rev().filter_map(|layer| layer.take(self.key)) {
            match shape.read(self.key, &given) {
                Ok(value) => found = found.or(Some(value)),
                Err(fault) => faults.push(fault),
            }
        }
        found
    }

    /// As [`Self::highest`]; but a file is left alone where a higher layer has a value, so that
    /// the program can run with another secret where the file does not exist.
    fn highest_secret<T>(&mut self, shape: &Shape<T>) -> Option<Found<T>> {
        let Reader { layers, faults, .. } = &mut *self.reader;
        let file_key = file_key(self.key);
        let mut found = None;
        for layer in layers.iter_mut().rev() {
            let read = match (layer.take(self.key), layer.take(&file_key)) {
                (None, None) => continue,
                (None, Some(_)) if found.is_some() => continue,
                (None, Some(file)) => shape.read_file(&file_key, &file),
                (Some(given), None) => shape.read(self.key, &given),
                (Some(_), Some(file)) => Err(file.fault(Problem::Both(self.key))),
            };
            match read {
                Ok(value) => found = found.or(Some(value)),
                Err(fault) => faults.push(fault),
            }
        }
        found
    }

    fn record<T>(self, shape: Shape<T>, default: T, found: Option<Found<T>>, secret: bool) -> T {
        let shown_default = (shape.toml)(&default);
        let (value, origin) = match found {
            Some((value, origin)) => (value, Some(origin)),
            None => (default, None),
        };
        self.reader.settings.push(Setting {
            key: self.key,
            doc: self.doc,
            expected: shape.expected,
            secret,
            default: shown_default,
            value: (shape.toml)(&value),
            origin,
        });
        value
    }
}

type Parse<T> = Box<dyn Fn(&Raw) -> Option<T>>;

/// What a value must look like.
struct Shape<T> {
    expected: String,
    parse: Parse<T>,
    /// What a fault may tell of a wrong value.
    quote: fn(&Raw) -> Option<String>,
    /// The value as TOML, as the operator may see it.
    toml: fn(&T) -> String,
}

impl<T: Text> Shape<T> {
    fn text(quote: fn(&Raw) -> Option<String>) -> Self {
        Self {
            expected: T::EXPECTED.to_owned(),
            parse: Box::new(|raw| raw.text().filter(|text| is_line(text)).and_then(T::parse)),
            quote,
            toml: |value| toml::Value::String(value.shown()).to_string(),
        }
    }
}

impl<T> Shape<T> {
    fn read(&self, key: &str, given: &Given) -> Result<Found<T>, Fault> {
        match (self.parse)(&given.raw) {
            Some(value) => Ok((value, given.origin.to_string())),
            None => Err(given.fault(Problem::Value {
                what: format!("`{key}`"),
                expected: self.expected.clone(),
                given: (self.quote)(&given.raw),
            })),
        }
    }

    /// Neither fault names the path: it may be the secret itself, given under the wrong key.
    fn read_file(&self, key: &str, given: &Given) -> Result<Found<T>, Fault> {
        let path = given.raw.text().ok_or_else(|| {
            let (what, expected) = (format!("`{key}`"), PathBuf::EXPECTED.to_owned());
            given.fault(Problem::Value { what, expected, given: given.raw.kind() })
        })?;
        let content = fs::read_to_string(path)
            .map_err(|cause| given.fault(Problem::SecretFile { key: key.to_owned(), cause }))?;
        let content = content.trim_end_matches(['\r', '\n']);
        match (self.parse)(&Raw::Untyped(content.to_owned())) {
            Some(value) => Ok((value, format!("{}, {path}", given.origin))),
            None => Err(given.fault(Problem::Value {
                what: format!("the file that `{key}` names"),
                expected: format!("a single line: {}", self.expected),
                given: None,
            })),
        }
    }
}

/// Texts are printed in tables and one fault a line.
fn is_line(text: &str) -> bool {
    !text.is_empty() && !text.contains(char::is_control)
}
