//! What is known of a card.

use super::{Bin, LastFour};

/// What a card says, in one line and without blanks at the ends.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct CardText(String);

impl CardText {
    /// Reads a text; a blank one says nothing.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        (!line.is_empty()).then_some(Self(line))
    }
    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<CardText> for String {
    fn from(text: CardText) -> Self {
        text.0
    }
}

/// Name of a payment system: `MASTERCARD`, `MIR`, or another word; the set is open, compared
/// without regard to case.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct PaymentSystem(CardText);

impl PaymentSystem {
    /// Reads a name; a blank one says nothing.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        CardText::new(&text.to_uppercase()).map(Self)
    }
    /// In capitals.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl From<PaymentSystem> for String {
    fn from(name: PaymentSystem) -> Self {
        name.0.into()
    }
}

/// What is known of a card. Everything may be missing, and nothing of it changes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CardFacts {
    /// The name on it.
    pub name_on_card: Option<CardText>,
    /// The first digits of its number.
    pub bin: Option<Bin>,
    /// The last digits of its number.
    pub last_four: Option<LastFour>,
    /// Which payment system it is of.
    pub payment_system: Option<PaymentSystem>,
    /// The bank that issued it.
    pub bank: Option<CardText>,
    /// The month that it expires with, as it is given: `5`, `05`.
    pub expiration_month: Option<CardText>,
    /// The year of that month, as it is given: `2035`.
    pub expiration_year: Option<CardText>,
}

impl CardFacts {
    /// What tells a card from the others of its customer: first and last digits, payment system and
    /// expiry. Where the last digits are not known that could be any card of a bank, so name and
    /// bank must be the same as well.
    #[must_use]
    pub fn key(&self) -> String {
        let (bin, last_four) = (self.bin.as_ref(), self.last_four.as_ref());
        let (month, year) = (self.expiration_month.as_ref(), self.expiration_year.as_ref());
        let mut parts = vec![
            bin.map(Bin::as_str),
            last_four.map(LastFour::as_str),
            self.payment_system.as_ref().map(PaymentSystem::as_str),
            month.map(CardText::as_str),
            year.map(CardText::as_str),
        ];
        if last_four.is_none() {
            let texts = [&self.name_on_card, &self.bank];
            parts.extend(texts.map(|text| text.as_ref().map(CardText::as_str)));
        }
        // No part has a line break or is empty.
        let parts: Vec<_> = parts.into_iter().map(Option::unwrap_or_default).collect();
        parts.join("\n")
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A card whose last digits are `last_four`.
    pub(in crate::card) fn facts(last_four: &str) -> CardFacts {
        CardFacts {
            name_on_card: CardText::new("IVAN IVANOV"),
            bin: Bin::try_new("55555").ok(),
            last_four: LastFour::try_new(last_four).ok(),
            payment_system: PaymentSystem::new("MASTERCARD"),
            bank: CardText::new("CITI GROUP BANK"),
            expiration_month: CardText::new("5"),
            expiration_year: CardText::new("2035"),
        }
    }

    #[test]
    fn texts_are_one_line_and_blank_ones_say_nothing() {
        let name = CardText::new(" IVAN\n \tIVANOV ").unwrap();
        assert_eq!(name.as_str(), "IVAN IVANOV");
        assert_eq!(CardText::new(name.as_str()), Some(name));
        assert_eq!((CardText::new(" \n"), PaymentSystem::new("")), (None, None));
        assert_eq!(PaymentSystem::new(" Мир "), PaymentSystem::new("МИР"));
    }

    #[test]
    fn each_of_digits_system_and_expiry_tells_a_card_from_another() {
        let same = CardFacts { name_on_card: None, bank: CardText::new("OTHER"), ..facts("5555") };
        assert_eq!(same.key(), facts("5555").key());
        for other in [
            facts("5556"),
            CardFacts { bin: None, ..facts("5555") },
            CardFacts { payment_system: PaymentSystem::new("MIR"), ..facts("5555") },
            CardFacts { expiration_month: CardText::new("6"), ..facts("5555") },
            CardFacts { expiration_year: CardText::new("2036"), ..facts("5555") },
            CardFacts {
                expiration_month: CardText::new("2035"),
                expiration_year: CardText::new("5"),
                ..facts("5555")
            },
        ] {
            assert_ne!(other.key(), facts("5555").key(), "{other:?}");
        }
    }

    #[test]
    fn cards_without_last_digits_are_told_apart_by_name_and_bank() {
        let unknown = CardFacts { last_four: None, ..facts("5555") };
        assert_eq!(unknown.key(), unknown.clone().key());
        for other in [
            CardFacts { name_on_card: CardText::new("ANNA LI"), ..unknown.clone() },
            CardFacts { bank: None, ..unknown.clone() },
            facts("5555"),
        ] {
            assert_ne!(other.key(), unknown.key(), "{other:?}");
        }
    }
}
