//! What a questionnaire states about the customer, before anybody has checked it.

use crate::{
    Currency, Money, Phone,
    customer::{
        AdditionalData, ContactKind, ContactOwner, EmploymentDetails, Gender, NewContact, Person,
    },
    document::DocumentTypeName,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Who wants to borrow.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Applicant {
    /// First name.
    pub first_name: String,
    /// Surname.
    pub last_name: String,
    /// Patronymic.
    pub middle_name: Option<String>,
    /// The phone that receives the code for signing.
    pub phone: Phone,
    /// E-mail address.
    pub email: Option<String>,
    /// Date of birth.
    pub birth_date: NaiveDate,
    /// Sex, in the word that was sent: `MALE`; the set is open.
    pub gender: String,
    /// Where it lives, one line.
    pub actual_address: String,
    /// Where it is registered, one line.
    pub registration_address: String,
    /// Since when it is registered there.
    pub registration_date: NaiveDate,
    /// What kind of home; the set is open.
    pub property_type: Option<String>,
    /// What else it owns.
    pub another_property: Option<String>,
    /// What it spends in a month.
    pub monthly_expenses: Option<Money>,
    /// How many children it has.
    pub children_number: Option<u32>,
    /// `SINGLE`, …; the set is open.
    pub family_status: Option<String>,
}

impl Applicant {
    /// What the customer registry keeps of it. A word for the sex that is not known is left out.
    #[must_use]
    pub fn person(&self) -> Person {
        Person {
            first_name: Some(self.first_name.clone()),
            middle_name: self.middle_name.clone(),
            last_name: Some(self.last_name.clone()),
            gender: Gender::from_name(self.gender.trim()),
            birth_date: Some(self.birth_date),
        }
    }
}

/// A document as it was copied into the questionnaire.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatedDocument {
    /// What kind, in the word that was sent: `passport`, `inn`, `snils`; the set is open.
    #[serde(rename = "type")]
    pub kind: String,
    /// Series; leading zeros count.
    pub series: Option<String>,
    /// Number; leading zeros count.
    pub number: String,
    /// Who issued it.
    pub issuer: Option<String>,
    /// Code of the subdivision that issued it: `123-001`.
    pub subdivision: Option<String>,
    /// When it was issued.
    pub issue_date: Option<NaiveDate>,
    /// The last day it holds.
    pub expiration_date: Option<NaiveDate>,
    /// Place of birth as printed in it.
    pub birthplace: Option<String>,
}

impl StatedDocument {
    /// The document type by its name in the registry.
    #[must_use]
    pub fn type_name(&self) -> DocumentTypeName {
        DocumentTypeName::new(&self.kind)
    }
}

/// What is earned in a month. The manual's own example has a currency that no money can have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Income {
    /// Hundredths of the currency's unit: kopecks.
    pub minor: i64,
    /// The currency, in the word that was sent.
    pub currency: String,
}

impl Income {
    /// As an amount, where the currency is one that accounts are kept in.
    #[must_use]
    pub fn money(&self) -> Option<Money> {
        let currency = Currency::from_code(self.currency.trim())?;
        Some(Money::new(self.minor, currency))
    }
}

/// Where the customer says it works.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatedEmployment {
    /// Kind of employment: `EMPLOYEE`; the set is open.
    pub position_type: String,
    /// Position held.
    pub position: Option<String>,
    /// The employer's line of business: `RETAIL`; the set is open.
    pub company_scope: Option<String>,
    /// Name of the employer.
    pub company_name: Option<String>,
    /// Salary.
    pub income: Income,
    /// Further income.
    pub extra_income: Option<Income>,
    /// Length of service: `3_6_MONTHS`; the set is open.
    pub work_experience: Option<String>,
    /// Address of the employer, one line.
    pub work_address: Option<String>,
    /// Its phone, as it was sent.
    pub work_phone: Option<String>,
}

impl StatedEmployment {
    /// What the customer registry keeps of it: address and phone among the free-form facts.
    #[must_use]
    pub fn details(&self) -> EmploymentDetails {
        let further = [("workAddress", &self.work_address), ("workPhone", &self.work_phone)];
        let stated = further.into_iter().filter_map(|(name, text)| Some((name, text.clone()?)));
        EmploymentDetails {
            position: self.position.clone(),
            position_type: self.position_type.clone(),
            company_name: self.company_name.clone(),
            company_scope: self.company_scope.clone(),
            salary: self.income.minor,
            salary_currency: self.income.currency.clone(),
            extra_salary: self.extra_income.as_ref().map(|income| income.minor),
            extra_salary_currency: self.extra_income.as_ref().map(|i| i.currency.clone()),
            current_position_duration: self.work_experience.clone(),
            additional_data: stated.map(|(name, text)| (name.to_owned(), text.into())).collect(),
            source_id: None,
            source_name: Some("APPLICATION".to_owned()),
        }
    }
}

/// Somebody near the customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactPerson {
    /// What kind of contact: `PHONE`; the set is open.
    #[serde(rename = "type")]
    pub kind: String,
    /// What the person is to the customer: `FATHER`; the set is open.
    pub owner: String,
    /// The number or address, as it was sent.
    pub contact: String,
    /// The person's full name.
    pub contact_name: Option<String>,
}

impl ContactPerson {
    /// What the customer registry keeps of it: the name among the free-form facts.
    #[must_use]
    pub fn contact(&self) -> NewContact {
        let name = self.contact_name.iter();
        let facts: AdditionalData =
            name.map(|name| ("contactName".to_owned(), name.clone().into())).collect();
        NewContact {
            kind: ContactKind::new(&self.kind),
            owner: ContactOwner::new(&self.owner),
            value: self.contact.clone(),
            active: true,
            additional_data: facts,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::loan_application::fixture;
    use serde_json::json;

    #[test]
    fn the_registry_gets_what_it_keeps_of_a_person() {
        let mut applicant = fixture::questionnaire().customer;
        assert_eq!(applicant.person().gender, Some(Gender::Male));
        assert_eq!(applicant.person().last_name.as_deref(), Some("Зайцев"));
        applicant.gender = "unknown".to_owned();
        assert_eq!(applicant.person().gender, None);
    }

    #[test]
    fn an_income_in_a_currency_of_no_account_is_kept_and_is_no_money() {
        let employment = fixture::questionnaire().employment;
        assert_eq!(employment.income.money(), Some(Money::kopecks(5_000_050)));
        assert_eq!(employment.extra_income.as_ref().and_then(Income::money), None);
        let details = employment.details();
        assert_eq!(details.extra_salary_currency.as_deref(), Some("TEST"));
        assert_eq!(details.extra_salary, Some(12_300));
        let facts = json!({"workAddress": "Москва, Ленина 1", "workPhone": "79259999999"});
        assert_eq!(serde_json::Value::from(details.additional_data), facts);
    }

    #[test]
    fn a_contact_person_and_a_document_keep_their_meaning_in_the_registry() {
        let questionnaire = fixture::questionnaire();
        let father = questionnaire.contacts[0].contact();
        assert_eq!(father.owner, ContactOwner::new("FATHER"));
        assert_eq!(father.additional_data["contactName"], "Иванов Василий Петрович");
        assert_eq!(questionnaire.documents[0].type_name(), DocumentTypeName::new("PASSPORT"));
    }
}
