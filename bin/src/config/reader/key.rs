//! One key, out of all layers.

use super::{
    super::{
        fault::{Fault, Origin, Problem},
        layer::{Given, Raw},
        text::{Form, Text},
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
struct Found<T> {
    value: T,
    given: Origin,
    /// For the operator; with the file that holds it, where there is one.
    origin: String,
}

impl<'r> KeyReader<'r> {
    pub(super) fn new(reader: &'r mut Reader, key: &'static str, doc: &'static str) -> Self {
        Self { reader, key, doc }
    }

    pub(crate) fn text<T: Text>(mut self, default: T) -> T {
        let shape = Shape::text();
        let found = self.highest(&shape);
        self.record(shape, default, found, false)
    }

    /// A text of that form.
    pub(crate) fn form(mut self, form: &'static Form, default: &str) -> String {
        let shape = Shape::form(form);
        let found = self.highest(&shape);
        self.record(shape, default.to_owned(), found, false)
    }

    /// A text, or none: the default, which is written `""`.
    pub(crate) fn optional<T: Text + 'static>(mut self) -> Option<T> {
        let shape = Shape::optional();
        let found = self.highest(&shape);
        self.record(shape, None, found, false)
    }

    /// A text that nobody may see, or a file that holds it, or none: the default.
    pub(crate) fn optional_secret<T: Text + 'static>(mut self) -> Option<T> {
        let shape = Shape::optional();
        let found = self.highest_secret(&shape);
        self.record(shape, None, found, true)
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

    pub(crate) fn switch(mut self, default: bool) -> bool {
        let shape = Shape {
            expected: "`true` or `false`".to_owned(),
            parse: Box::new(Raw::boolean),
            quote: |raw| Some(raw.shown()),
            toml: bool::to_string,
        };
        let found = self.highest(&shape);
        self.record(shape, default, found, false)
    }

    /// A text that nobody may see, or a file that holds it.
    pub(crate) fn secret<T: Text>(mut self, default: T) -> T {
        let shape = Shape::text();
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
        let (value, given, origin) = match found {
            Some(Found { value, given, origin }) => (value, Some(given), Some(origin)),
            None => (default, None, None),
        };
        self.reader.settings.push(Setting {
            key: self.key,
            doc: self.doc,
            expected: shape.expected,
            secret,
            default: shown_default,
            value: (shape.toml)(&value),
            origin,
            given,
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
    fn text() -> Self {
        Self {
            expected: T::EXPECTED.to_owned(),
            parse: Box::new(|raw| line(raw).and_then(T::parse)),
            quote: quote::<T>(),
            toml: |value| quoted(value.shown()),
        }
    }
}

impl<T: Text + 'static> Shape<Option<T>> {
    fn optional() -> Self {
        Self {
            expected: format!("{}, or `\"\"` for none", T::EXPECTED),
            parse: Box::new(|raw| match raw.text() {
                Some("") => Some(None),
                _ => line(raw).and_then(T::parse).map(Some),
            }),
            quote: quote::<T>(),
            toml: |value| quoted(value.as_ref().map(T::shown).unwrap_or_default()),
        }
    }
}

impl Shape<String> {
    fn form(form: &'static Form) -> Self {
        Self {
            expected: form.expected.to_owned(),
            parse: Box::new(|raw| line(raw).filter(|text| (form.fits)(text)).map(str::to_owned)),
            quote: |raw| Some(raw.shown()),
            toml: |value| quoted(value.clone()),
        }
    }
}

impl<T> Shape<T> {
    fn read(&self, key: &str, given: &Given) -> Result<Found<T>, Fault> {
        match (self.parse)(&given.raw) {
            Some(value) => {
                let (given, origin) = (given.origin.clone(), given.origin.to_string());
                Ok(Found { value, given, origin })
            }
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
            .map_err(|cause| given.fault(Problem::NamedFile { key: key.to_owned(), cause }))?;
        let content = content.trim_end_matches(['\r', '\n']);
        // An empty file is a secret that got lost, not one that is not wanted.
        let value = Some(content).filter(|content| !content.is_empty());
        match value.and_then(|content| (self.parse)(&Raw::Untyped(content.to_owned()))) {
            Some(value) => {
                let origin = format!("{}, {path}", given.origin);
                Ok(Found { value, given: given.origin.clone(), origin })
            }
            None => Err(given.fault(Problem::Value {
                what: format!("the file that `{key}` names"),
                expected: format!("a single line: {}", self.expected),
                given: None,
            })),
        }
    }
}

/// The text, if it is one line: texts are printed in tables and one fault a line.
fn line(raw: &Raw) -> Option<&str> {
    raw.text().filter(|text| !text.is_empty() && !text.contains(char::is_control))
}

fn quote<T: Text>() -> fn(&Raw) -> Option<String> {
    if T::CONFIDENTIAL { Raw::kind } else { |raw| Some(raw.shown()) }
}

fn quoted(text: String) -> String {
    toml::Value::String(text).to_string()
}
