//! The parties of a contract and what is bought.

use chrono::NaiveDate;
use kredo_domain::{Money, Phone};

/// The lender as a party of the contract.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lender {
    /// The full name in the companies' register.
    pub full_name: String,
    /// The short name in the companies' register.
    pub short_name: String,
    /// Taxpayer number, 10 digits.
    pub inn: String,
    /// Number in the companies' register, 13 digits.
    pub ogrn: String,
    /// Number in the state register of microfinance organisations.
    pub registry_number: String,
    /// Registered address.
    pub address: String,
    /// Telephone, as printed.
    pub phone: String,
    /// E-mail address.
    pub email: String,
    /// The account that loans are repaid to.
    pub bank: BankDetails,
}

/// An account at a bank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BankDetails {
    /// Account, 20 digits.
    pub account: String,
    /// The bank's name.
    pub bank_name: String,
    /// Bank identifier (БИК), 9 digits.
    pub bic: String,
    /// The bank's correspondent account, 20 digits.
    pub correspondent_account: String,
}

/// The borrower as a party of the contract.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Borrower {
    /// Last name, first name, middle name.
    pub full_name: String,
    /// Date of birth.
    pub birth_date: NaiveDate,
    /// Place of birth, as in the passport, if known.
    pub birth_place: Option<String>,
    /// The passport that was shown.
    pub passport: Passport,
    /// Address of registration.
    pub registration_address: String,
    /// Address of residence.
    pub actual_address: String,
    /// Phone.
    pub phone: Phone,
    /// E-mail address, if given.
    pub email: Option<String>,
    /// Taxpayer number, 12 digits, if known.
    pub inn: Option<String>,
    /// Insurance account number, if known.
    pub snils: Option<String>,
}

/// A passport of a citizen of Russia.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passport {
    /// Series, 4 digits.
    pub series: String,
    /// Number, 6 digits.
    pub number: String,
    /// Who issued it, if known.
    pub issuer: Option<String>,
    /// Code of the issuing subdivision: `123-001`, if known.
    pub subdivision: Option<String>,
    /// When it was issued, if known.
    pub issue_date: Option<NaiveDate>,
}

/// What is bought with the loan, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Purchase {
    /// The shop's name.
    pub seller_name: String,
    /// The shop's taxpayer number, 10 or 12 digits, if known.
    pub seller_inn: Option<String>,
    /// The goods; never empty.
    pub items: Vec<PurchasedItem>,
    /// What the borrower pays the shop from own money; may be zero.
    pub down_payment: Money,
}

/// One line of the cart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PurchasedItem {
    /// The goods' name.
    pub name: String,
    /// Pieces.
    pub quantity: u32,
    /// Price of one piece.
    pub price: Money,
}
