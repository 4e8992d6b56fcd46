//! Amounts, dates and numbers as a Russian contract writes them.

use chislo::{RUB, decimal_to_words_precision, decline};
use chrono::{Datelike, NaiveDate};
use kredo_domain::{Currency, Money, Phone};
use rust_decimal::Decimal;

/// Keeps a number and its unit on one line.
const NBSP: char = '\u{a0}';

const MONTHS: [&str; 12] = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
];

/// `80 500,50`.
pub(crate) fn amount(money: Money) -> String {
    let (whole, cents) = parts(money);
    let sign = if money.minor() < 0 { "-" } else { "" };
    format!("{sign}{},{cents:02}", grouped(whole))
}

/// `80 500,50 руб.`
pub(crate) fn money(money: Money) -> String {
    match money.currency() {
        Currency::Rub => format!("{}{NBSP}руб.", amount(money)),
    }
}

/// `восемьдесят тысяч пятьсот рублей пятьдесят копеек`.
pub(crate) fn money_in_words(money: Money) -> String {
    let (whole, cents) = parts(money);
    let sign = if money.minor() < 0 { "минус " } else { "" };
    match money.currency() {
        Currency::Rub => {
            let whole = i64::try_from(whole).unwrap_or(i64::MAX);
            format!("{sign}{}", chislo::money(whole, u32::try_from(cents).unwrap_or(0), &RUB))
        }
    }
}

fn parts(money: Money) -> (u64, u64) {
    let minor = money.minor().unsigned_abs();
    (minor / 100, minor % 100)
}

fn grouped(whole: u64) -> String {
    let digits = whole.to_string();
    let mut grouped = String::with_capacity(digits.len() * 2);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(NBSP);
        }
        grouped.push(digit);
    }
    grouped
}

/// `17,3 %`.
pub(crate) fn percent(percent: Decimal) -> String {
    format!("{}{NBSP}%", percent.normalize().to_string().replace('.', ","))
}

/// `17,200`: always three decimals, as 353-FZ art. 6 part 1 asks.
pub(crate) fn three_decimals(percent: Decimal) -> String {
    format!("{percent:.3}").replace('.', ",")
}

/// `семнадцать целых двести тысячных процента годовых`; none past 18 digits.
pub(crate) fn yearly_percent_in_words(percent: Decimal) -> Option<String> {
    let words = decimal_to_words_precision(&format!("{percent:.3}"), 3).ok()?;
    Some(format!("{words} процента годовых"))
}

/// `22 ноября 2024 г.`
pub(crate) fn long_date(date: NaiveDate) -> String {
    let month = usize::try_from(date.month0()).ok().and_then(|month| MONTHS.get(month));
    let month = month.copied().unwrap_or_default();
    format!("{}{NBSP}{month} {}{NBSP}г.", date.day(), date.year())
}

/// `22.11.2024`.
pub(crate) fn date(date: NaiveDate) -> String {
    date.format("%d.%m.%Y").to_string()
}

/// `6 месяцев`: a number with the right form of its noun.
pub(crate) fn counted(count: i64, one: &str, few: &str, many: &str) -> String {
    format!("{count}{NBSP}{}", decline(count, one, few, many))
}

/// `+7 901 000-00-01`; numbers of other countries keep their bare digits.
pub(crate) fn phone(phone: &Phone) -> String {
    let digits = phone.digits();
    let parts = (digits.get(1..4), digits.get(4..7), digits.get(7..9), digits.get(9..11));
    match parts {
        (Some(code), Some(a), Some(b), Some(c))
            if digits.len() == 11 && digits.starts_with('7') =>
        {
            format!("+7{NBSP}{code}{NBSP}{a}-{b}-{c}")
        }
        _ => format!("+{digits}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spaced(text: &str) -> String {
        text.replace(NBSP, " ")
    }

    #[test]
    fn amounts_are_grouped_by_thousands() {
        for (kopecks, expected) in [
            (0, "0,00"),
            (5, "0,05"),
            (99_999, "999,99"),
            (100_000, "1 000,00"),
            (8_050_050, "80 500,50"),
            (123_456_789_012, "1 234 567 890,12"),
            (-8_050_050, "-80 500,50"),
        ] {
            assert_eq!(spaced(&amount(Money::kopecks(kopecks))), expected);
        }
        assert_eq!(spaced(&money(Money::kopecks(1))), "0,01 руб.");
    }

    #[test]
    fn roubles_are_masculine_and_kopecks_feminine() {
        for (kopecks, expected) in [
            (0, "ноль рублей ноль копеек"),
            (101, "один рубль одна копейка"),
            (202, "два рубля две копейки"),
            (1_111, "одиннадцать рублей одиннадцать копеек"),
            (2_121, "двадцать один рубль двадцать одна копейка"),
            (408_640, "четыре тысячи восемьдесят шесть рублей сорок копеек"),
            (8_050_050, "восемьдесят тысяч пятьсот рублей пятьдесят копеек"),
            (200_100, "две тысячи один рубль ноль копеек"),
            (2_100_200, "двадцать одна тысяча два рубля ноль копеек"),
            (100_000_000, "один миллион рублей ноль копеек"),
            (
                99_999_999,
                "девятьсот девяносто девять тысяч девятьсот девяносто девять рублей \
                 девяносто девять копеек",
            ),
        ] {
            assert_eq!(money_in_words(Money::kopecks(kopecks)), expected);
        }
    }

    #[test]
    fn a_percentage_in_words_agrees_with_the_feminine_whole_and_thousandth() {
        for (thousandths, expected) in [
            (292_000, "двести девяносто две целых ноль тысячных процента годовых"),
            (17_200, "семнадцать целых двести тысячных процента годовых"),
            (1_001, "одна целая одна тысячная процента годовых"),
            (21_302, "двадцать одна целая триста две тысячных процента годовых"),
            (0, "ноль целых ноль тысячных процента годовых"),
            (111_011, "сто одиннадцать целых одиннадцать тысячных процента годовых"),
        ] {
            let percent = Decimal::new(thousandths, 3);
            assert_eq!(yearly_percent_in_words(percent).as_deref(), Some(expected));
        }
        assert_eq!(
            yearly_percent_in_words(Decimal::new(1725, 2)).as_deref(),
            Some("семнадцать целых двести пятьдесят тысячных процента годовых")
        );
    }

    #[test]
    fn percentages_use_a_comma_and_no_needless_zeros() {
        assert_eq!(spaced(&percent(Decimal::new(17_300, 3))), "17,3 %");
        assert_eq!(spaced(&percent(Decimal::new(20, 0))), "20 %");
        assert_eq!(spaced(&percent(Decimal::new(8, 1))), "0,8 %");
        assert_eq!(three_decimals(Decimal::new(292, 0)), "292,000");
        assert_eq!(three_decimals(Decimal::new(172, 1)), "17,200");
    }

    #[test]
    fn dates_are_russian() {
        let day = NaiveDate::from_ymd_opt(2024, 11, 2).unwrap();
        assert_eq!(spaced(&long_date(day)), "2 ноября 2024 г.");
        assert_eq!(date(day), "02.11.2024");
        let last = NaiveDate::from_ymd_opt(2025, 12, 31).unwrap();
        assert_eq!(spaced(&long_date(last)), "31 декабря 2025 г.");
    }

    #[test]
    fn nouns_follow_their_number() {
        let months = |n| spaced(&counted(n, "месяц", "месяца", "месяцев"));
        assert_eq!(months(1), "1 месяц");
        assert_eq!(months(3), "3 месяца");
        assert_eq!(months(6), "6 месяцев");
        assert_eq!(months(12), "12 месяцев");
        assert_eq!(months(36), "36 месяцев");
        assert_eq!(months(21), "21 месяц");
    }

    #[test]
    fn phones_are_grouped() {
        let russian = Phone::restore("79010000001".to_owned());
        assert_eq!(spaced(&phone(&russian)), "+7 901 000-00-01");
        assert_eq!(phone(&Phone::restore("48221234567".to_owned())), "+48221234567");
        assert_eq!(phone(&Phone::restore("7901".to_owned())), "+7901");
    }
}
