//! What is new in a recording, and must be new again in every replay.

use super::{statement::Statement, unit::Unit};
use uuid::Uuid;

/// A value that nothing else has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Name {
    Guid(Uuid),
    /// The value of a unique column of text, with digits that tell it from others.
    Text(String),
    /// The value of a unique column of numbers; it means nothing in other columns.
    Number {
        table: String,
        column: String,
        value: String,
    },
}

/// A name as it stands in parameters: as such, and for guids also without hyphens.
#[derive(Debug, Clone)]
pub(super) struct Written {
    pub(super) plain: String,
    pub(super) simple: String,
}

/// A column whose values are unique by themselves.
pub(super) struct UniqueColumn {
    pub(super) table: String,
    pub(super) column: String,
    pub(super) is_text: bool,
}

impl Name {
    pub(super) fn written(&self) -> Written {
        let (plain, simple) = match self {
            Self::Guid(guid) => (guid.to_string(), guid.as_simple().to_string()),
            Self::Text(text) => (text.clone(), String::new()),
            Self::Number { value, .. } => (value.clone(), String::new()),
        };
        Written { plain, simple }
    }

    /// Another one of its kind, the n-th.
    pub(super) fn fresh(&self, n: u32) -> Written {
        match self {
            Self::Guid(_) => Self::Guid(Uuid::now_v7()).written(),
            Self::Text(text) => Self::Text(renumbered(text, n)).written(),
            // Far from what the program has counted up to.
            Self::Number { .. } => {
                Written { plain: (1_000_000_000 + u64::from(n)).to_string(), simple: String::new() }
            }
        }
    }
}

/// A text with the n-th number in place of its last digits; it keeps its length.
fn renumbered(text: &str, n: u32) -> String {
    let end = text.rfind(|c: char| c.is_ascii_digit()).map_or(text.len(), |last| last + 1);
    let (head, tail) = text.split_at(end);
    let begin = head.rfind(|c: char| !c.is_ascii_digit()).map_or(0, |before| before + 1);
    // Numbers are added one by one: half of the room is theirs.
    let width = (end - begin).min(7);
    let half = 5 * 10_u64.pow(u32::try_from(width.saturating_sub(1)).unwrap_or(0));
    let (kept, _) = head.split_at(end - width);
    format!("{kept}{:0width$}{tail}", half + u64::from(n))
}

/// The guids in a text.
pub(super) fn guids(text: &str) -> Vec<Uuid> {
    const LENGTH: usize = 36;
    let windows = (0..text.len()).filter_map(|at| text.get(at..at + LENGTH));
    // `Uuid` reads other spellings as well, which are shorter or begin otherwise.
    windows.filter_map(|window| Uuid::try_parse(window).ok()).collect()
}

/// The names that come up in units and are not among those known.
pub(super) fn new_names(units: &[Unit], known: &[Name], unique: &[UniqueColumn]) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::new();
    let mut add = |name: Name| {
        if !known.contains(&name) && !names.contains(&name) {
            names.push(name);
        }
    };
    for statement in units.iter().flat_map(|unit| &unit.statements) {
        let bound = statement.parameters.iter().flatten();
        bound.flat_map(|text| guids(text)).map(Name::Guid).for_each(&mut add);
        for column in unique.iter().filter(|column| column.table == statement.table()) {
            values(statement, column).for_each(&mut add);
        }
    }
    names
}

/// What is written to a unique column; a text that holds a guid is new by that already.
fn values<'a>(
    statement: &'a Statement,
    column: &'a UniqueColumn,
) -> impl Iterator<Item = Name> + 'a {
    let UniqueColumn { table, column, is_text } = column;
    let bound = (0..).zip(&statement.parameters);
    let bound = bound.filter(|(at, _)| statement.column(*at) == Some(column));
    let bound = bound.filter_map(|(_, value)| value.clone());
    bound.filter(|value| guids(value).is_empty()).map(|value| {
        if *is_text {
            Name::Text(value)
        } else {
            Name::Number { table: table.clone(), column: column.clone(), value }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guids_are_found_inside_texts() {
        let guid = Uuid::now_v7();
        assert_eq!(guids(&format!("{{\"a\":\"{guid}/3\"}} é")), [guid]);
        assert!(guids(&guid.as_simple().to_string()).is_empty());
    }

    #[test]
    fn texts_keep_their_shape() {
        assert_eq!(renumbered("79010001001", 3), "79015000003");
        assert_eq!(renumbered("shop-7", 3), "shop-8");
        assert_eq!(renumbered("A-0000012/24", 3), "A-0000012/53");
    }
}
