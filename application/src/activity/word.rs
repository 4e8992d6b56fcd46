//! Words of a closed set, as activities and interfaces write and read them.

use kredo_domain::{
    customer::Gender, directory::EntryStatus, document::DocumentStatus, flag::FlagScope,
};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
use std::borrow::Cow;
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{ObjectBuilder, RefOr, Type, schema::Schema},
};

/// Something that the wire writes as one of a few words in capitals.
pub trait Word: Copy + 'static {
    /// Name of the set in the description.
    const NAME: &'static str;
    /// All of them, as they are described.
    const ALL: &'static [Self];
    /// In capitals: `ACTIVE`.
    fn word(self) -> &'static str;
}

macro_rules! words {
    ($($set:ident),+) => { $(
        impl Word for $set {
            const NAME: &'static str = stringify!($set);
            const ALL: &'static [Self] = &Self::ALL;
            fn word(self) -> &'static str {
                self.name()
            }
        }
    )+ };
}

words!(EntryStatus, FlagScope, DocumentStatus, Gender);

/// A word that is answered.
#[derive(Debug, Clone, Copy)]
pub struct Capitals<W>(
    /// The word.
    pub W,
);

/// A word that is sent, in capitals or in small letters.
#[derive(Debug, Clone, Copy)]
pub struct AnyCase<W>(
    /// The word.
    pub W,
);

impl<W: Word> Serialize for Capitals<W> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.word())
    }
}

impl<'de, W: Word> Deserialize<'de> for AnyCase<W> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<str>::deserialize(deserializer)?;
        let known = W::ALL.iter().find(|known| known.word().eq_ignore_ascii_case(&text));
        known.copied().map(Self).ok_or_else(|| D::Error::custom("is none of the words"))
    }
}

/// Whether an entry of a directory is in use, as it is answered.
pub type StatusWord = Capitals<EntryStatus>;
/// The same, as it is sent.
pub type StatusSent = AnyCase<EntryStatus>;
/// Sex as a passport states it, as it is answered.
pub type GenderWord = Capitals<Gender>;
/// The same, as it is sent.
pub type GenderSent = AnyCase<Gender>;
/// Whether a document holds, as it is answered.
pub type DocumentStatusWord = Capitals<DocumentStatus>;
/// The same, as it is sent.
pub type DocumentStatusSent = AnyCase<DocumentStatus>;
/// Who sees a flag, as it is answered.
pub type ScopeWord = Capitals<FlagScope>;
/// The same, as it is sent.
pub type ScopeSent = AnyCase<FlagScope>;

fn one_of(words: Vec<String>) -> RefOr<Schema> {
    ObjectBuilder::new().schema_type(Type::String).enum_values(Some(words)).build().into()
}

fn words<W: Word>() -> impl Iterator<Item = String> {
    W::ALL.iter().map(|word| word.word().to_owned())
}

impl<W: Word> PartialSchema for Capitals<W> {
    fn schema() -> RefOr<Schema> {
        one_of(words::<W>().collect())
    }
}

impl<W: Word> ToSchema for Capitals<W> {
    fn name() -> Cow<'static, str> {
        W::NAME.into()
    }
}

impl<W: Word> PartialSchema for AnyCase<W> {
    fn schema() -> RefOr<Schema> {
        let small = words::<W>().map(|word| word.to_lowercase());
        one_of(words::<W>().chain(small).collect())
    }
}

impl<W: Word> ToSchema for AnyCase<W> {
    fn name() -> Cow<'static, str> {
        format!("{}InAnyCase", W::NAME).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_read_in_any_case_and_written_in_capitals() {
        for text in ["ACTIVE", "active", "Active"] {
            let read: AnyCase<EntryStatus> = serde_json::from_value(text.into()).unwrap();
            assert_eq!(serde_json::to_value(Capitals(read.0)).unwrap(), "ACTIVE");
        }
        assert!(serde_json::from_str::<AnyCase<EntryStatus>>("\"NONE\"").is_err());
    }
}
