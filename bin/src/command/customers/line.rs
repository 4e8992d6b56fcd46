//! One line of the file.

use super::{
    column::{Column, Header, Named},
    source::Record,
};
use chrono::NaiveDate;
use email_address::EmailAddress;
use kredo_application::customer::CustomerLine;
use kredo_domain::{
    FieldFault, Phone,
    customer::{AdditionalData, ContactKind, ContactOwner, Gender, Login, NewContact, Person},
    document::{DocumentTypeName, Statement, holds_card_number},
};

/// The most characters of a cell.
const LONGEST: usize = 500;
/// What statements of an import name as their source.
const SOURCE: &str = "IMPORT";

/// A line while it is read.
#[derive(Default)]
struct Reading {
    login: Option<Login>,
    person: Person,
    additional_data: AdditionalData,
    contacts: Vec<NewContact>,
    passport: Statement,
    numbers: Vec<(&'static str, String)>,
    address: AdditionalData,
    faults: Vec<FieldFault>,
}

/// What a line says, or everything that is wrong with it.
pub(super) fn read(header: &Header, record: &Record) -> Result<CustomerLine, Vec<FieldFault>> {
    let whole = |fault: &str| vec![FieldFault::new("", fault)];
    let cells = record.cells.as_ref();
    let cells = cells.ok_or_else(|| whole("is longer than 64 KiB, or no text in UTF-8"))?;
    if cells.len() != header.columns().len() {
        return Err(whole("has another number of columns than the header line"));
    }
    let mut reading = Reading::default();
    for (column, cell) in header.columns().iter().zip(cells) {
        match general_fault(cell) {
            Some(fault) => reading.faults.push(FieldFault::new(column.name(), fault)),
            None if cell.is_empty() && *column != Column::Named(Named::Login) => {}
            None => reading.take(column, cell),
        }
    }
    reading.finish()
}

/// What no cell may be.
fn general_fault(cell: &str) -> Option<&'static str> {
    if cell.chars().count() > LONGEST {
        Some("has more than 500 characters")
    } else if cell.contains('\0') {
        Some("contains the character U+0000")
    } else if holds_card_number(cell) {
        Some("holds the whole number of a payment card; bring none")
    } else {
        None
    }
}

fn date(cell: &str) -> Option<NaiveDate> {
    ["%Y-%m-%d", "%d.%m.%Y"].iter().find_map(|form| NaiveDate::parse_from_str(cell, form).ok())
}

fn gender(cell: &str) -> Option<Gender> {
    match cell {
        "М" | "м" => Some(Gender::Male),
        "Ж" | "ж" => Some(Gender::Female),
        word => Gender::from_name(word),
    }
}

impl Reading {
    fn take(&mut self, column: &Column, cell: &str) {
        let text = || Some(cell.to_owned());
        let Column::Named(named) = column else {
            let (facts, name) = match column {
                Column::Address(part) => (&mut self.address, part),
                Column::Fact(name) => (&mut self.additional_data, name),
                Column::Named(_) => return,
            };
            facts.insert(name.clone(), cell.into());
            return;
        };
        let fault = match named {
            Named::Login => {
                self.login = Login::try_new(cell).ok();
                self.login.is_none().then_some(
                    "has 1 to 64 characters, a letter or digit among them, and no blanks inside",
                )
            }
            Named::LastName => set(&mut self.person.last_name, text(), ""),
            Named::FirstName => set(&mut self.person.first_name, text(), ""),
            Named::MiddleName => set(&mut self.person.middle_name, text(), ""),
            Named::Gender => set(&mut self.person.gender, gender(cell), "is MALE, FEMALE, М or Ж"),
            Named::BirthDate => set(&mut self.person.birth_date, date(cell), DATE),
            Named::Phone => self.contact(
                ContactKind::phone(),
                Phone::parse(cell).ok().map(|phone| phone.digits().to_owned()),
                "is a telephone number, as in +7 901 000-00-01",
            ),
            Named::Email => self.contact(
                ContactKind::email(),
                EmailAddress::is_valid(cell).then(|| cell.to_owned()),
                "is an e-mail address",
            ),
            Named::PassportSeries => set(&mut self.passport.series, text(), ""),
            Named::PassportNumber => set(&mut self.passport.number, text(), ""),
            Named::PassportIssuer => set(&mut self.passport.issuer, text(), ""),
            Named::PassportIssueDate => set(&mut self.passport.issue_date, date(cell), DATE),
            Named::PassportAuthorityCode => self.passport_fact("authorityCode", cell),
            Named::PassportBirthplace => self.passport_fact("birthplace", cell),
            Named::Inn => self.number("INN", cell),
            Named::Snils => self.number("SNILS", cell),
        };
        self.faults.extend(fault.map(|fault| FieldFault::new(named.name(), fault)));
    }

    fn contact(
        &mut self,
        kind: ContactKind,
        value: Option<String>,
        takes: &'static str,
    ) -> Option<&'static str> {
        let Some(value) = value else { return Some(takes) };
        let (owner, additional_data) = (ContactOwner::customer(), AdditionalData::new());
        self.contacts.push(NewContact { kind, owner, value, active: true, additional_data });
        None
    }

    fn passport_fact(&mut self, name: &str, cell: &str) -> Option<&'static str> {
        self.passport.additional_data.insert(name.to_owned(), cell.into());
        None
    }

    fn number(&mut self, type_name: &'static str, cell: &str) -> Option<&'static str> {
        self.numbers.push((type_name, cell.to_owned()));
        None
    }

    fn finish(mut self) -> Result<CustomerLine, Vec<FieldFault>> {
        if self.passport.number.is_none() && self.passport != Statement::default() {
            let fault = "is needed where anything else is said of the passport";
            self.faults.push(FieldFault::new(Named::PassportNumber.name(), fault));
        }
        let Some(login) = self.login.filter(|_| self.faults.is_empty()) else {
            return Err(self.faults);
        };
        let source_name = Some(SOURCE.to_owned());
        let passport = self.passport.number.is_some().then_some(self.passport);
        let numbers = self.numbers.into_iter().map(|(type_name, number)| {
            (type_name, Statement { number: Some(number), ..Statement::default() })
        });
        let documents = passport.map(|passport| ("PASSPORT", passport)).into_iter().chain(numbers);
        let documents = documents.map(|(type_name, said)| {
            let said = Statement { source_name: source_name.clone(), ..said };
            (DocumentTypeName::new(type_name), said)
        });
        Ok(CustomerLine {
            login,
            person: self.person,
            additional_data: self.additional_data,
            contacts: self.contacts,
            documents: documents.collect(),
            address: self.address,
        })
    }
}

const DATE: &str = "is a date as yyyy-MM-dd or dd.MM.yyyy";

/// Takes a value over; tells what it takes where there is none.
fn set<T>(place: &mut Option<T>, value: Option<T>, takes: &'static str) -> Option<&'static str> {
    *place = value;
    place.is_none().then_some(takes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_line(header: &str, line: &str) -> Result<CustomerLine, Vec<FieldFault>> {
        let split = |text: &str| text.split(';').map(str::to_owned).collect::<Vec<_>>();
        let header = Header::read(&split(header)).unwrap();
        read(&header, &Record { number: 2, cells: Some(split(line)) })
    }

    #[test]
    fn every_column_reaches_its_place() {
        let header = "login;last_name;first_name;middle_name;gender;birth_date;phone;email;\
            passport_series;passport_number;passport_issuer;passport_issue_date;\
            passport_authority_code;passport_birthplace;inn;snils;address.city;additional_data.a";
        let line = "+7 901 000-00-01;Ёлкин;Пётр;Ильич;ж;28.06.2000;8 901 000 00 02;A@b.ru;\
            3232;000101;УФМС;2010-10-10;420-018;г. Омск;500100732259;08336732477;Омск;1";
        let read = read_line(header, line).unwrap();
        assert_eq!(read.login.as_str(), "79010000001");
        let person = Person {
            first_name: Some("Пётр".to_owned()),
            middle_name: Some("Ильич".to_owned()),
            last_name: Some("Ёлкин".to_owned()),
            gender: Some(Gender::Female),
            birth_date: NaiveDate::from_ymd_opt(2000, 6, 28),
        };
        assert_eq!(read.person, person);
        let contacts: Vec<_> = read.contacts.iter().map(|contact| contact.value.as_str()).collect();
        assert_eq!(contacts, ["79010000002", "A@b.ru"]);
        assert!(read.contacts.iter().all(|contact| contact.active));
        let [(passport, said), (inn, inn_said), (snils, snils_said)] = &read.documents[..] else {
            panic!("{:?}", read.documents);
        };
        let names = [passport, inn, snils].map(DocumentTypeName::as_str);
        assert_eq!(names, ["PASSPORT", "INN", "SNILS"]);
        let numbers = [said, inn_said, snils_said].map(|said| said.number.as_deref());
        assert_eq!(numbers, [Some("000101"), Some("500100732259"), Some("08336732477")]);
        assert_eq!(said.series.as_deref(), Some("3232"));
        assert_eq!(said.issuer.as_deref(), Some("УФМС"));
        assert_eq!(said.issue_date, NaiveDate::from_ymd_opt(2010, 10, 10));
        assert_eq!(said.additional_data["authorityCode"], "420-018");
        assert_eq!(said.additional_data["birthplace"], "г. Омск");
        assert_eq!(said.source_name.as_deref(), Some("IMPORT"));
        assert_eq!(read.address["city"], "Омск");
        assert_eq!(read.additional_data["a"], "1");
    }

    #[test]
    fn an_empty_cell_says_nothing() {
        let read =
            read_line("login;last_name;phone;address.city;passport_number", "a;;;;").unwrap();
        assert_eq!(read.person, Person::default());
        assert!(read.contacts.is_empty() && read.documents.is_empty() && read.address.is_empty());
    }

    #[test]
    fn every_fault_is_told_with_its_column_and_not_with_what_stands_there() {
        let header = "login;gender;birth_date;phone;email;passport_issue_date;last_name;first_name";
        let long = "я".repeat(501);
        let line = format!(";x;31.02.2000;12;a@;10.13.2010;4111111111111111;{long}");
        let faults = read_line(header, &line).unwrap_err();
        let mut columns: Vec<_> = faults.iter().map(|fault| fault.path.as_str()).collect();
        columns.sort_unstable();
        let expected = [
            "birth_date",
            "email",
            "first_name",
            "gender",
            "last_name",
            "login",
            "passport_issue_date",
            "phone",
        ];
        assert_eq!(columns, expected);
        assert!(!format!("{faults:?}").contains("4111"));
        let faults = read_line("login;passport_series", "a;3232").unwrap_err();
        assert_eq!(faults[0].path, "passport_number");
        assert_eq!(read_line("login;inn", "a").unwrap_err().len(), 1, "a cell is missing");
    }
}
