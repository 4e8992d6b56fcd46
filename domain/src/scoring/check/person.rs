//! Checks of what a borrower says of himself.

use super::CheckFinding;
use crate::{
    document::{CheckedNumber, DocumentTypeName},
    product::{Misfit, Product},
    scoring::PassportRegisterAnswer,
};
use chrono::NaiveDate;

/// A document as the borrower gave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatedDocument {
    /// What kind of document.
    pub type_name: DocumentTypeName,
    /// Its series, where it has one.
    pub series: Option<String>,
    /// Its number.
    pub number: Option<String>,
    /// When it was issued.
    pub issue_date: Option<NaiveDate>,
    /// The last day it holds.
    pub expiration_date: Option<NaiveDate>,
}

/// What the checks of a borrower's own data need.
#[derive(Debug, Clone, Copy)]
pub struct PersonFacts<'a> {
    /// The business date.
    pub on: NaiveDate,
    /// The product asked for: it says how old a borrower may be.
    pub product: &'a Product,
    /// Date of birth.
    pub birth_date: NaiveDate,
    /// The documents of this application. Every passport among them is judged; the borrower's age
    /// when it was issued is not.
    pub documents: &'a [StatedDocument],
    /// What the register of invalid passports says; `None` where there is none to ask, which
    /// stands against nobody: no law demands it.
    pub passport_register: Option<PassportRegisterAnswer>,
}

impl PersonFacts<'_> {
    /// Everything that stands against the loan.
    #[must_use]
    pub fn findings(&self) -> Vec<CheckFinding> {
        let mut findings: Vec<_> = self.age().into_iter().collect();
        let mut passports = self.of_type("PASSPORT").peekable();
        if passports.peek().is_none() {
            findings.push(CheckFinding::PassportMissing);
        }
        findings.extend(passports.flat_map(|passport| self.passport(passport)));
        if let Some(register) = self.passport_register.filter(|answer| answer.is_listed) {
            let edition = register.edition;
            findings.push(CheckFinding::PassportRegisteredInvalid { edition });
        }
        let (snils, inn) = (CheckedNumber::Snils, CheckedNumber::PersonInn);
        findings.extend(self.wrong("SNILS", snils).map(|()| CheckFinding::SnilsInvalid));
        findings.extend(self.wrong("INN", inn).map(|()| CheckFinding::InnInvalid));
        findings
    }

    fn age(&self) -> Option<CheckFinding> {
        match self.product.age_misfit(self.birth_date, self.on)? {
            Misfit::AgeBelow(least) => Some(CheckFinding::TooYoung { least }),
            Misfit::AgeAbove(most) => Some(CheckFinding::TooOld { most }),
            Misfit::AmountBelow(_)
            | Misfit::AmountAbove(_)
            | Misfit::Currency(_)
            | Misfit::TermBelow(_)
            | Misfit::TermAbove(_)
            | Misfit::TermUnit(_)
            | Misfit::DisbursedBeforeContract(_) => None,
        }
    }
    fn of_type(&self, name: &str) -> impl Iterator<Item = &StatedDocument> {
        let name = DocumentTypeName::new(name);
        self.documents.iter().filter(move |document| document.type_name == name)
    }
    fn passport(&self, passport: &StatedDocument) -> impl Iterator<Item = CheckFinding> {
        let has_form =
            has_digits(passport.series.as_deref(), 4) && has_digits(passport.number.as_deref(), 6);
        let ended = passport.expiration_date.filter(|last_day| self.on > *last_day);
        let to_come = passport.issue_date.filter(|issue_date| *issue_date > self.on);
        [
            (!has_form).then_some(CheckFinding::PassportNumberInvalid),
            ended.map(|last_day| CheckFinding::PassportExpired { last_day }),
            to_come.map(|issue_date| CheckFinding::PassportNotYetIssued { issue_date }),
        ]
        .into_iter()
        .flatten()
    }
    fn wrong(&self, name: &str, number: CheckedNumber) -> Option<()> {
        let is_wrong = |document: &StatedDocument| {
            number.check(document.number.as_deref().unwrap_or_default()).is_err()
        };
        self.of_type(name).any(is_wrong).then_some(())
    }
}

fn has_digits(text: Option<&str>, count: usize) -> bool {
    let written = text.unwrap_or_default().chars().filter(|c| !c.is_whitespace());
    written.clone().count() == count && written.clone().all(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Coded, loan::fixture::day};

    const ON: &str = "2024-11-22";

    fn document(type_name: &str, series: Option<&str>, number: &str) -> StatedDocument {
        StatedDocument {
            type_name: DocumentTypeName::new(type_name),
            series: series.map(str::to_owned),
            number: Some(number.to_owned()),
            issue_date: None,
            expiration_date: None,
        }
    }

    /// The passport of the manual's example.
    fn passport() -> StatedDocument {
        StatedDocument {
            issue_date: Some(day("2010-10-10")),
            expiration_date: Some(day("2026-10-10")),
            ..document("passport", Some("1234"), "621234")
        }
    }

    fn findings_on(on: &str, born: &str, documents: &[StatedDocument]) -> Vec<CheckFinding> {
        let products = Product::built_in().unwrap();
        let facts = PersonFacts {
            on: day(on),
            product: &products[0],
            birth_date: day(born),
            documents,
            passport_register: None,
        };
        facts.findings()
    }

    fn codes(documents: &[StatedDocument]) -> Vec<&'static str> {
        let findings = findings_on(ON, "2000-06-28", documents);
        findings.iter().map(|finding| finding.code().name()).collect()
    }

    #[test]
    fn the_manuals_borrower_passes_though_ten_years_old_at_the_passports_issue() {
        assert_eq!(codes(&[passport()]), [""; 0]);
        let with_snils = [passport(), document("snils", None, "083-367-324 77")];
        assert_eq!(codes(&with_snils), [""; 0]);
    }

    #[test]
    fn a_passport_holds_on_its_last_day() {
        let on = |date| findings_on(date, "2000-06-28", &[passport()]);
        assert_eq!(on("2026-10-10"), []);
        let last_day = day("2026-10-10");
        assert_eq!(on("2026-10-11"), [CheckFinding::PassportExpired { last_day }]);
    }

    #[test]
    fn a_passport_without_dates_is_taken_at_its_word() {
        assert_eq!(codes(&[document("PASSPORT", Some("12 34"), " 621234")]), [""; 0]);
    }

    #[test]
    fn a_passport_from_the_future_is_found() {
        let tomorrow = StatedDocument { issue_date: Some(day("2024-11-23")), ..passport() };
        assert_eq!(codes(&[tomorrow]), ["PASSPORT_NOT_YET_ISSUED"]);
        let today = StatedDocument { issue_date: Some(day(ON)), ..passport() };
        assert_eq!(codes(&[today]), [""; 0]);
    }

    #[test]
    fn a_missing_passport_is_found() {
        assert_eq!(codes(&[]), ["PASSPORT_MISSING"]);
        assert_eq!(codes(&[document("SNILS", None, "08336732477")]), ["PASSPORT_MISSING"]);
    }

    #[test]
    fn a_number_in_another_form_is_found() {
        for (series, number) in [
            (None, "621234"),
            (Some("123"), "621234"),
            (Some("12345"), "62123"),
            (Some("12X4"), "621234"),
            (Some("1234"), "62123"),
            (Some("1234"), ""),
        ] {
            let passport = document("passport", series, number);
            assert_eq!(codes(&[passport]), ["PASSPORT_NUMBER_INVALID"], "{series:?} {number}");
        }
    }

    #[test]
    fn snils_and_inn_are_judged_only_when_given() {
        let wrong = [
            passport(),
            document("Snils", None, "08336732478"),
            document("inn", None, "7743013902"),
        ];
        assert_eq!(codes(&wrong), ["SNILS_INVALID", "INN_INVALID"]);
        let right = [passport(), document("inn", None, "500100732259")];
        assert_eq!(codes(&right), [""; 0]);
        let nameless = StatedDocument { number: None, ..document("inn", None, "") };
        assert_eq!(codes(&[passport(), nameless]), ["INN_INVALID"]);
    }

    #[test]
    fn limits_of_age_come_from_the_product() {
        let born = |born| findings_on(ON, born, &[passport()]);
        assert_eq!(born("2006-11-22"), []);
        assert_eq!(born("2006-11-23"), [CheckFinding::TooYoung { least: 18 }]);
        assert_eq!(born("1948-11-22"), [CheckFinding::TooOld { most: 75 }]);
    }

    #[test]
    fn the_register_of_invalid_passports_counts_when_it_lists_the_passport() {
        let products = Product::built_in().unwrap();
        let edition = day("2024-11-21");
        for (is_listed, expected) in
            [(true, vec![CheckFinding::PassportRegisteredInvalid { edition }]), (false, vec![])]
        {
            let facts = PersonFacts {
                on: day(ON),
                product: &products[0],
                birth_date: day("2000-06-28"),
                documents: &[passport()],
                passport_register: Some(PassportRegisterAnswer { edition, is_listed }),
            };
            assert_eq!(facts.findings(), expected);
        }
    }

    #[test]
    fn everything_is_found_at_once_and_no_number_is_shown() {
        let mut bad = document("passport", Some("12345"), "987654");
        bad.expiration_date = Some(day("2020-01-01"));
        bad.issue_date = Some(day("2030-01-01"));
        let documents = [bad, document("snils", None, "11111111111")];
        let findings = findings_on(ON, "2010-01-01", &documents);
        let found: Vec<_> = findings.iter().map(|finding| finding.code().name()).collect();
        assert_eq!(
            found,
            [
                "BORROWER_TOO_YOUNG",
                "PASSPORT_NUMBER_INVALID",
                "PASSPORT_EXPIRED",
                "PASSPORT_NOT_YET_ISSUED",
                "SNILS_INVALID"
            ]
        );
        let told = format!(
            "{findings:?} {}",
            findings.iter().map(ToString::to_string).collect::<String>()
        );
        assert!(!["12345", "987654", "11111111111"].iter().any(|number| told.contains(number)));
    }
}
