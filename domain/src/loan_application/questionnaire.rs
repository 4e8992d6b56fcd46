//! What a partner asks for and tells about the customer.

mod cart;
mod stated;

pub use cart::{Cart, CartItem};
pub use stated::{Applicant, ContactPerson, Income, StatedDocument, StatedEmployment};

use crate::{FieldFault, Money, customer::AdditionalData};
use serde::{Deserialize, Serialize};

/// Everything in a request to create an application, as the partner stated it.
///
/// Facts only: whether they suit a product, the law or the registry is decided later, and ends in
/// a decline, not in an error.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Questionnaire {
    /// Where the customer is.
    pub mode: Mode,
    /// What is bought.
    pub cart: Cart,
    /// What the customer pays at once.
    pub down_payment: Money,
    /// What is to be lent.
    pub loan_amount: Money,
    /// The term, in the product's days or months.
    pub loan_term: u32,
    /// The product, by its code.
    pub product_code: String,
    /// The point of sale, as the partner names it.
    pub branch_guid: String,
    /// Who sells, or the technical agent of an online shop.
    pub employee_id: String,
    /// The partner's own number of the application.
    pub partner_application_id: String,
    /// Who borrows.
    pub customer: Applicant,
    /// Its documents.
    pub documents: Vec<StatedDocument>,
    /// Where it works and what it earns.
    pub employment: StatedEmployment,
    /// Whom to ask when it cannot be reached.
    pub contacts: Vec<ContactPerson>,
    /// From where the application was made.
    pub device: Device,
    /// Free-form facts.
    pub additional_data: AdditionalData,
    /// Data of other services, such as a session of a device fingerprint.
    pub ext_service_data: Vec<ExternalServiceData>,
}

/// Whether the customer is present: `offline` is in person, anything else remote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Mode(String);

impl Mode {
    /// Takes a word as it was sent; the set is open.
    #[must_use]
    pub const fn new(word: String) -> Self {
        Self(word)
    }
    /// The word as it was sent.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
    /// Whether the customer is present in person. A word that is not known is taken for remote,
    /// the stricter case of the law.
    #[must_use]
    pub fn is_in_person(&self) -> bool {
        self.0.trim().eq_ignore_ascii_case("offline")
    }
}

/// The device that the application was made on.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Device {
    /// Its browser, as it calls itself.
    pub user_agent: Option<String>,
    /// Its address.
    pub user_ip: Option<String>,
}

/// What another service knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExternalServiceData {
    /// Which service: `juicy_session_id`.
    pub service_type: String,
    /// What it says.
    pub service_data: AdditionalData,
}

impl Questionnaire {
    /// Amounts below zero, each with its place: no application can have them.
    #[must_use]
    pub fn faults(&self) -> Vec<FieldFault> {
        let employment = &self.employment;
        let extra = employment.extra_income.as_ref().map_or(0, |income| income.minor);
        let expenses = self.customer.monthly_expenses.map_or(0, Money::minor);
        let amounts = [
            ("down_payment", self.down_payment.minor()),
            ("loan_amount", self.loan_amount.minor()),
            ("customer.monthly_expenses", expenses),
            ("customer_employment.salary", employment.income.minor),
            ("customer_employment.extra_salary", extra),
        ];
        let negative = amounts.into_iter().filter(|(_, minor)| *minor < 0);
        negative.map(|(path, _)| FieldFault::new(path, "must not be negative")).collect()
    }
    /// What of the cart neither the down payment nor the loan covers; nothing when they cover it.
    ///
    /// The partner's figures need not fit each other: a customer may pay the rest in another way,
    /// and a loan may exceed the goods by an extra that is financed.
    #[must_use]
    pub fn not_financed(&self, lent: Money) -> Money {
        let total = self.cart.total();
        let rest = total.checked_sub(self.down_payment).and_then(|rest| rest.checked_sub(lent));
        rest.ok().filter(|rest| rest.minor() > 0).unwrap_or(Money::zero(total.currency()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::loan_application::fixture;

    #[test]
    fn a_word_that_is_not_offline_is_remote() {
        for (word, in_person) in [
            ("offline", true),
            (" OFFLINE", true),
            ("online", false),
            ("", false),
            ("kiosk", false),
        ] {
            assert_eq!(Mode::new(word.to_owned()).is_in_person(), in_person, "{word}");
        }
    }

    #[test]
    fn amounts_below_zero_are_named_all_at_once() {
        let mut questionnaire = fixture::questionnaire();
        assert_eq!(questionnaire.faults(), []);
        questionnaire.down_payment = Money::kopecks(-1);
        questionnaire.loan_amount = Money::kopecks(-1);
        questionnaire.customer.monthly_expenses = Some(Money::kopecks(-1));
        questionnaire.employment.income.minor = -1;
        let extra = Income { minor: -1, currency: "TEST".to_owned() };
        questionnaire.employment.extra_income = Some(extra);
        let paths: Vec<_> = questionnaire.faults().into_iter().map(|fault| fault.path).collect();
        let expected = [
            "down_payment",
            "loan_amount",
            "customer.monthly_expenses",
            "customer_employment.salary",
            "customer_employment.extra_salary",
        ];
        assert_eq!(paths, expected);
    }

    #[test]
    fn what_is_not_financed_is_never_below_nothing() {
        let mut questionnaire = fixture::questionnaire();
        questionnaire.down_payment = Money::kopecks(1_000_000);
        for (lent, rest) in
            [(8_050_050, 11_849_000), (19_899_050, 0), (19_899_049, 1), (30_000_000, 0)]
        {
            assert_eq!(questionnaire.not_financed(Money::kopecks(lent)), Money::kopecks(rest));
        }
        questionnaire.down_payment = Money::kopecks(i64::MAX);
        let lent = Money::kopecks(i64::MAX);
        assert_eq!(questionnaire.not_financed(lent), Money::kopecks(0));
    }

    #[test]
    fn a_questionnaire_is_kept_as_this_json() {
        let golden = include_str!("questionnaire/golden.json");
        let golden: serde_json::Value = serde_json::from_str(golden).unwrap();
        let questionnaire = fixture::questionnaire();
        assert_eq!(serde_json::to_value(&questionnaire).unwrap(), golden);
        let read: Questionnaire = serde_json::from_value(golden).unwrap();
        assert_eq!(read, questionnaire);
    }
}
