//! Kinds of values.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::{cmp::Ordering, net::IpAddr, str::FromStr};

/// What kind of value an attribute has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AttributeKind {
    /// Any text.
    Text,
    /// A whole number; zeros before it are kept and do not count.
    Int,
    /// A decimal number with a point.
    Double,
    /// A day: `2000-01-31`.
    Date,
    /// `true` or `false`.
    Bool,
    /// An absolute address of the web (WHATWG URL).
    Url,
    /// An address of electronic mail (RFC 5321).
    Email,
    /// An address of the internet, version 4 or 6.
    Ip,
    /// A country by its code of two or three letters or of three digits (ISO 3166-1).
    Country,
    /// A part of a country by its code (ISO 3166-2): `RU-MOW`.
    Region,
}

/// A value that was read as what its kind is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    Int(i128),
    Double(Decimal),
    Date(NaiveDate),
    /// Compared letter by letter.
    Text(String),
}

/// What has a least and a greatest: a number, a day, or the length of a text.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Measure {
    Int(i128),
    Double(Decimal),
    Date(NaiveDate),
    Length(usize),
}

impl AttributeKind {
    /// Every kind.
    pub const ALL: [Self; 10] = [
        Self::Text,
        Self::Int,
        Self::Double,
        Self::Date,
        Self::Bool,
        Self::Url,
        Self::Email,
        Self::Ip,
        Self::Country,
        Self::Region,
    ];

    /// As on the wire: `int`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Int => "int",
            Self::Double => "double",
            Self::Date => "date",
            Self::Bool => "bool",
            Self::Url => "url",
            Self::Email => "email",
            Self::Ip => "ip",
            Self::Country => "country",
            Self::Region => "region",
        }
    }

    /// What a value of this kind looks like, after "is no".
    pub(super) const fn form(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Int => "whole number of at most 38 digits",
            Self::Double => "decimal number",
            Self::Date => "date like 2000-01-31",
            Self::Bool => "true or false",
            Self::Url => "address like https://example.org/page",
            Self::Email => "address like name@example.org",
            Self::Ip => "address of the internet",
            Self::Country => "code of a country (ISO 3166-1)",
            Self::Region => "code of a region (ISO 3166-2), like RU-MOW",
        }
    }

    /// Reads a value; `None` where the text is none of this kind.
    pub(super) fn read(self, text: &str) -> Option<Value> {
        let valid = |is_valid: bool| is_valid.then(|| Value::Text(text.to_owned()));
        match self {
            Self::Text => valid(true),
            Self::Int => whole(text).map(Value::Int),
            Self::Double => decimal(text).map(Value::Double),
            Self::Date => date(text).map(Value::Date),
            Self::Bool => valid(matches!(text, "true" | "false")),
            Self::Url => valid(url::Url::parse(text).is_ok_and(|url| url.has_host())),
            Self::Email => valid(email_address::EmailAddress::is_valid(text)),
            Self::Ip => valid(text.parse::<IpAddr>().is_ok()),
            Self::Country => valid(is_country(text)),
            Self::Region => valid(rust_iso3166::iso3166_2::from_code(text).is_some()),
        }
    }

    /// Reads a bound of such values; `None` where the text is none or the kind has no bounds.
    pub(super) fn bound(self, text: &str) -> Option<Measure> {
        match self {
            Self::Text => text.parse().ok().map(Measure::Length),
            Self::Int => whole(text).map(Measure::Int),
            Self::Double => decimal(text).map(Measure::Double),
            Self::Date => date(text).map(Measure::Date),
            Self::Bool | Self::Url | Self::Email | Self::Ip | Self::Country | Self::Region => None,
        }
    }

    /// Whether there is a least and a greatest of such values.
    pub(super) const fn has_bounds(self) -> bool {
        matches!(self, Self::Text | Self::Int | Self::Double | Self::Date)
    }
}

impl Value {
    /// What bounds are held against.
    pub(super) fn measure(&self) -> Measure {
        match self {
            Self::Int(number) => Measure::Int(*number),
            Self::Double(number) => Measure::Double(*number),
            Self::Date(date) => Measure::Date(*date),
            Self::Text(text) => Measure::Length(text.chars().count()),
        }
    }
}

impl PartialOrd for Measure {
    /// None between measures of different kinds.
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        match (self, other) {
            (Self::Int(one), Self::Int(other)) => Some(one.cmp(other)),
            (Self::Double(one), Self::Double(other)) => Some(one.cmp(other)),
            (Self::Date(one), Self::Date(other)) => Some(one.cmp(other)),
            (Self::Length(one), Self::Length(other)) => Some(one.cmp(other)),
            _ => None,
        }
    }
}

fn whole(text: &str) -> Option<i128> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let is_plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    if is_plain { text.parse().ok() } else { None }
}

fn decimal(text: &str) -> Option<Decimal> {
    let plain = |c: char| c.is_ascii_digit() || matches!(c, '.' | '-');
    if text.chars().all(plain) { Decimal::from_str(text).ok() } else { None }
}

fn date(text: &str) -> Option<NaiveDate> {
    // The parser also takes days without zeros.
    if text.len() == 10 { text.parse().ok() } else { None }
}

fn is_country(text: &str) -> bool {
    rust_iso3166::from_alpha2(text).is_some()
        || rust_iso3166::from_alpha3(text).is_some()
        || (text.len() == 3 && text.parse().ok().and_then(rust_iso3166::from_numeric).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_has_one_name_everywhere() {
        for kind in AttributeKind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.name());
        }
    }

    #[test]
    fn each_kind_takes_its_own_values() {
        let long = "9".repeat(38);
        let table: &[(AttributeKind, &[&str], &[&str])] = &[
            (AttributeKind::Text, &["", "текст"], &[]),
            (
                AttributeKind::Int,
                &["0", "-5", "000101", &long],
                &["", "-", "+1", "1.0", "1e3", " 1"],
            ),
            (AttributeKind::Double, &["0", "-5.25", "7"], &["", "1,5", "1e3", "NaN", "--1"]),
            (
                AttributeKind::Date,
                &["2000-02-29"],
                &["2001-02-29", "2000-2-1", "31.01.2000", "2000-01-31T00:00:00"],
            ),
            (AttributeKind::Bool, &["true", "false"], &["yes", "TRUE", "1"]),
            (
                AttributeKind::Url,
                &["https://example.org/a?b"],
                &["example.org", "/a", "mailto:a@b.c"],
            ),
            (AttributeKind::Email, &["a.b@example.org"], &["a", "a@", "a@b@c", "a b@c.d"]),
            (AttributeKind::Ip, &["127.0.0.1", "::1"], &["256.0.0.1", "1.2.3", "localhost"]),
            (AttributeKind::Country, &["RU", "RUS", "643"], &["XX", "ru", "Россия", "7"]),
            (AttributeKind::Region, &["RU-MOW", "KZ-75"], &["77", "RU", "RU-XXX"]),
        ];
        for (kind, good, bad) in table {
            for text in *good {
                assert!(kind.read(text).is_some(), "{kind:?} {text}");
            }
            for text in *bad {
                assert!(kind.read(text).is_none(), "{kind:?} {text}");
            }
        }
    }
}
