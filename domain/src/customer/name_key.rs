//! Names in the one spelling by which they are known again.

use unicode_normalization::UnicodeNormalization;

/// A name in small letters with е for ё, composed characters (NFKC), one blank between words and
/// none beside a hyphen: `Семёнов`, `СЕМЕНОВ` and ` семенов ` are one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct NameKey(String);

impl NameKey {
    /// The key of a name; a blank one has none.
    #[must_use]
    pub fn of(name: &str) -> Option<Self> {
        let composed: String = name.nfkc().flat_map(char::to_lowercase).collect();
        // A small letter may come apart again, such as that of İ.
        let letters: String = composed.nfkc().map(|c| if c == 'ё' { 'е' } else { c }).collect();
        let words: Vec<&str> = letters.split_whitespace().collect();
        let key = words.join(" ").replace(" -", "-").replace("- ", "-");
        (!key.is_empty()).then_some(Self(key))
    }

    /// In small letters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether a name begins so.
    #[must_use]
    pub fn begins(&self, name: &Self) -> bool {
        name.0.starts_with(&self.0)
    }

    /// The least text, by its characters' numbers, that comes after every one that begins so;
    /// nothing does where this is all of the greatest character.
    #[must_use]
    pub fn after_all_that_begin_so(&self) -> Option<String> {
        let mut text = self.0.clone();
        while let Some(last) = text.pop() {
            let next = (last..=char::MAX).nth(1);
            if let Some(next) = next {
                text.push(next);
                return Some(text);
            }
        }
        None
    }
}

impl From<NameKey> for String {
    fn from(key: NameKey) -> Self {
        key.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn key(name: &str) -> String {
        NameKey::of(name).map(|key| key.0).unwrap_or_default()
    }

    #[test]
    fn one_name_in_several_spellings_has_one_key() {
        for (name, expected) in [
            (" СЕМЁНОВ\t", "семенов"),
            ("Семе\u{308}нов", "семенов"),
            ("Мамин - Сибиряк", "мамин-сибиряк"),
            ("мамин  Сибиряк", "мамин сибиряк"),
            ("Чаи\u{306}ка", "чайка"),
            ("İnce", "i\u{307}nce"),
            ("O'Neill", "o'neill"),
        ] {
            assert_eq!(key(name), expected, "{name}");
        }
        assert_eq!(NameKey::of(" \u{a0} "), None);
    }

    #[test]
    fn a_beginning_is_no_other_name() {
        let begins =
            |beginning, name| NameKey::of(beginning).unwrap().begins(&NameKey::of(name).unwrap());
        assert!(begins("Иван", "Иванова") && begins("ивано", "ИВАНОВ"));
        assert!(!begins("Иванова", "Иванов") && !begins("Иванк", "Иванова"));
    }

    #[test]
    fn after_the_last_letter_of_all_comes_the_next_of_the_one_before() {
        let after = |text: &str| NameKey(text.to_owned()).after_all_that_begin_so();
        assert_eq!(after("иван").as_deref(), Some("ивао"));
        assert_eq!(after("\u{d7ff}").as_deref(), Some("\u{e000}"), "no half of a pair");
        assert_eq!(after("а\u{10ffff}").as_deref(), Some("б"));
        assert_eq!(after("\u{10ffff}"), None);
    }

    proptest! {
        #[test]
        fn a_key_is_its_own_key(name: String) {
            let once = key(&name);
            prop_assert_eq!(key(&once), once);
        }

        #[test]
        fn what_begins_so_lies_between_it_and_the_end(start in "[а-яё -]{1,3}", name in ".{0,4}") {
            let (Some(start), Some(name)) = (NameKey::of(&start), NameKey::of(&name)) else {
                return Ok(());
            };
            let end = start.after_all_that_begin_so();
            let inside = name.0 >= start.0 && end.is_none_or(|end| name.0 < end);
            prop_assert_eq!(inside, start.begins(&name));
        }
    }
}
