//! A parameter with places for names.

use super::names::{Name, Written};
use std::borrow::Cow;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Plain(usize),
    Simple(usize),
}

/// Texts, each with the place behind it; the last one has none.
#[derive(Debug, Clone)]
pub(super) struct Template {
    pieces: Vec<(String, Place)>,
    rest: String,
}

impl Template {
    /// A text in which those names are to be replaced.
    pub(super) fn of(text: &str, names: &[Name]) -> Self {
        let mut found: Vec<(usize, usize, Place)> = Vec::new();
        for (slot, name) in names.iter().enumerate() {
            let Written { plain, simple } = name.written();
            let mut look = |written: &str, place| {
                for (at, _) in text.match_indices(written) {
                    if stands_alone(text, at, written.len()) {
                        found.push((at, written.len(), place));
                    }
                }
            };
            match name {
                Name::Guid(_) => {
                    look(&plain, Place::Plain(slot));
                    look(&simple, Place::Simple(slot));
                }
                Name::Text(_) => look(&plain, Place::Plain(slot)),
                Name::Number { .. } => {}
            }
        }
        found.sort_unstable_by_key(|(at, ..)| *at);
        let (mut pieces, mut done) = (Vec::new(), 0);
        for (at, length, place) in found {
            // A name inside one that has been replaced went with it.
            if let Some(before) = text.get(done..at) {
                pieces.push((before.to_owned(), place));
                done = at + length;
            }
        }
        Self { pieces, rest: text.get(done..).unwrap_or_default().to_owned() }
    }

    /// Nothing but one name.
    pub(super) fn name(slot: usize) -> Self {
        Self { pieces: vec![(String::new(), Place::Plain(slot))], rest: String::new() }
    }

    pub(super) fn fill(&self, names: &[Written]) -> Cow<'_, str> {
        if self.pieces.is_empty() {
            return Cow::Borrowed(&self.rest);
        }
        let mut text = String::new();
        for (before, place) in &self.pieces {
            text.push_str(before);
            let name = match place {
                Place::Plain(slot) => names.get(*slot).map(|name| &name.plain),
                Place::Simple(slot) => names.get(*slot).map(|name| &name.simple),
            };
            text.push_str(name.map_or("", String::as_str));
        }
        text.push_str(&self.rest);
        Cow::Owned(text)
    }
}

/// Whether what is found there is no part of a longer word.
fn stands_alone(text: &str, at: usize, length: usize) -> bool {
    let before = text.get(..at).and_then(|text| text.chars().next_back());
    let after = text.get(at + length..).and_then(|text| text.chars().next());
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    !is_word(before) && !is_word(after)
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn names_are_replaced_wherever_they_stand_alone() {
        let guid = Uuid::now_v7();
        let names = [Name::Guid(guid), Name::Text("shop-1".into())];
        let text = format!("{guid}/3 {} shop-1 shop-12 é", guid.as_simple());
        let template = Template::of(&text, &names);
        let written: Vec<_> = names.iter().map(Name::written).collect();
        assert_eq!(template.fill(&written), text);
        let other: Vec<_> = names.iter().map(|name| name.fresh(2)).collect();
        let [new, shop] = &other[..] else { panic!("two names") };
        let expected = format!("{}/3 {} {} shop-12 é", new.plain, new.simple, shop.plain);
        assert_eq!(template.fill(&other), expected);
    }
}
