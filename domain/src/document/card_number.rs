//! Finding whole card numbers in texts.

use super::CheckedNumber;

/// Digits that a text has between two of a card's: a blank or a hyphen joins groups.
const fn joins(c: char) -> bool {
    matches!(c, ' ' | '-' | '\u{a0}')
}

/// Whether the text holds the whole number of a payment card: 16 to 19 digits that a payment system
/// gives out (ISO/IEC 7812: they begin with 2 to 6), or 15 that begin with 34 or 37, with the check
/// digit of Luhn; in one row, or in groups as cards print them. A guid is no card's.
#[must_use]
pub fn holds_card_number(text: &str) -> bool {
    let mut groups = vec![String::new()];
    for c in text.chars().chain(['.']) {
        match groups.last_mut() {
            Some(group) if c.is_ascii_digit() => group.push(c),
            Some(group) if joins(c) && !group.is_empty() => groups.push(String::new()),
            _ => {
                if has_card(&groups) {
                    return true;
                }
                groups = vec![String::new()];
            }
        }
    }
    false
}

/// Whether one of the groups is a card's number, or some that follow each other are: four digits
/// each but the last, or 4, 6 and 5.
fn has_card(groups: &[String]) -> bool {
    groups.iter().any(|group| is_card_number(group))
        || (0..groups.len()).any(|from| {
            let mut number = String::new();
            let fours = groups.iter().skip(from).take_while(|group| group.len() <= 4);
            let mut following = fours.take(5);
            let in_fours = following.any(|group| {
                let goes_on = number.len().is_multiple_of(4);
                number.push_str(group);
                goes_on && is_card_number(&number)
            });
            in_fours || is_american_express(groups.get(from..).unwrap_or_default())
        })
}

fn is_american_express(groups: &[String]) -> bool {
    match groups {
        [four, six, five, ..] if (four.len(), six.len(), five.len()) == (4, 6, 5) => {
            is_card_number(&[four.as_str(), six, five].concat())
        }
        _ => false,
    }
}

fn is_card_number(digits: &str) -> bool {
    let given_out = match digits.len() {
        15 => digits.starts_with("34") || digits.starts_with("37"),
        16..=19 => digits.starts_with(['2', '3', '4', '5', '6']),
        _ => false,
    };
    given_out && CheckedNumber::PaymentCard.check(digits).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_number_is_found_in_any_writing() {
        for text in [
            "4111111111111111",
            "4111 1111 1111 1111",
            "5555-5555-5555-4444",
            "карта 2200\u{a0}0000\u{a0}0000\u{a0}0004!",
            "378282246310005",
            "3782 822463 10005",
            "до 12/25: 4111 1111 1111 1111 12",
            "1234 4111 1111 1111 1111",
            "n=4111111111111111;",
        ] {
            assert!(holds_card_number(text), "{text}");
        }
    }

    #[test]
    fn other_numbers_are_left_alone() {
        for text in [
            "",
            "411111 1111",
            "4111111111111112",
            // An account, an ОГРН, an ОГРНИП, an instant in microseconds.
            "40817810099910004312",
            "1027700132195",
            "304500116000157",
            "1732258980123456",
            "+7 901 000-00-01",
            // A guid of digits whose first sixteen would be a card's.
            "41111111-1111-1111-8000-000000000001",
        ] {
            assert!(!holds_card_number(text), "{text}");
        }
    }
}
