//! Words of a closed set.

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
pub(crate) trait Word: Copy + 'static {
    /// Name of the set in the description.
    const NAME: &'static str;
    /// All of them, as they are described.
    const ALL: &'static [Self];
    /// In capitals: `ACTIVE`.
    fn word(self) -> &'static str;
}

impl Word for EntryStatus {
    const NAME: &'static str = "EntryStatus";
    const ALL: &'static [Self] = &Self::ALL;
    fn word(self) -> &'static str {
        self.name()
    }
}

impl Word for FlagScope {
    const NAME: &'static str = "FlagScope";
    const ALL: &'static [Self] = &Self::ALL;
    fn word(self) -> &'static str {
        self.name()
    }
}

impl Word for DocumentStatus {
    const NAME: &'static str = "DocumentStatus";
    const ALL: &'static [Self] = &Self::ALL;
    fn word(self) -> &'static str {
        self.name()
    }
}

impl Word for Gender {
    const NAME: &'static str = "Gender";
    const ALL: &'static [Self] = &Self::ALL;
    fn word(self) -> &'static str {
        self.name()
    }
}

/// A word that is answered.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Capitals<W>(pub(crate) W);

/// A word that is sent, in capitals or in small letters.
#[derive(Debug, Clone, Copy)]
pub(crate) struct AnyCase<W>(pub(crate) W);

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
pub(crate) type StatusWord = Capitals<EntryStatus>;
/// The same, as it is sent.
pub(crate) type StatusSent = AnyCase<EntryStatus>;
/// Sex as a passport states it, as it is answered.
pub(crate) type GenderWord = Capitals<Gender>;
/// Whether a document holds, as it is answered.
pub(crate) type DocumentStatusWord = Capitals<DocumentStatus>;
/// The same, as it is sent.
pub(crate) type DocumentStatusSent = AnyCase<DocumentStatus>;
/// Who sees a flag, as it is answered.
pub(crate) type ScopeWord = Capitals<FlagScope>;
/// The same, as it is sent.
pub(crate) type ScopeSent = AnyCase<FlagScope>;

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
