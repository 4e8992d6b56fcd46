//! Numbers and addresses that companies and banks are known by.

use super::super::super::text::Form;
use kredo_domain::document::CheckedNumber;

pub(super) const COMPANY_INN: Form = Form {
    expected: "10 digits, the last of them the check digit",
    fits: |text| is_digits(text, 10) && CheckedNumber::CompanyInn.check(text).is_ok(),
};

pub(super) const COMPANY_OGRN: Form = Form {
    expected: "13 digits, the last of them the check digit",
    fits: |text| is_digits(text, 13) && CheckedNumber::CompanyOgrn.check(text).is_ok(),
};

pub(super) const BIC: Form = Form { expected: "9 digits", fits: |text| is_digits(text, 9) };

pub(super) const ACCOUNT: Form = Form { expected: "20 digits", fits: |text| is_digits(text, 20) };

pub(super) const EMAIL: Form = Form {
    expected: "an e-mail address",
    fits: |text| {
        let parts = text.split_once('@');
        let is_part = |part: &str| !part.is_empty() && !part.contains([' ', '@']);
        parts.is_some_and(|(name, host)| is_part(name) && is_part(host) && host.contains('.'))
    },
};

fn is_digits(text: &str, count: usize) -> bool {
    text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit())
}
