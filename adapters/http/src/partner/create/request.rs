//! The application as a partner sends it.

use crate::wire::Roubles;
use chrono::NaiveDate;
use serde::Deserialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;
use uuid::Uuid;

/// An application for a loan, with the questionnaire that the customer filled in.
#[derive(Deserialize, ToSchema)]
pub(in crate::partner) struct CreateApplicationRequest {
    /// `online` for a remote application, `offline` for one made in person.
    #[schema(min_length = 1)]
    pub(super) mode: String,
    pub(super) cart: CartRequest,
    /// A guid that the partner proposes; used when it is free.
    pub(super) application_guid: Option<Uuid>,
    /// Down payment, roubles.
    #[schema(minimum = 0)]
    pub(super) down_payment: Roubles,
    /// Amount to be lent, roubles.
    pub(super) loan_amount: Roubles,
    /// Term in the product's periods.
    #[schema(minimum = 1)]
    pub(super) loan_term: u32,
    /// Code of the product.
    #[schema(min_length = 1)]
    pub(super) product_code: String,
    /// The point of sale.
    pub(super) branch_guid: String,
    /// The partner's employee, or its technical agent.
    pub(super) employee_id: String,
    /// The partner's own number of the application.
    pub(super) partner_application_id: String,
    pub(super) customer: CustomerRequest,
    #[schema(max_items = 50)]
    pub(super) customer_documents: Vec<DocumentRequest>,
    pub(super) customer_employment: EmploymentRequest,
    #[schema(max_items = 50)]
    pub(super) customer_contacts: Vec<ContactRequest>,
    pub(super) customer_device: Option<DeviceRequest>,
    /// Anything else about the application.
    #[schema(value_type = Option<Object>)]
    pub(super) additional_data: Option<Map<String, Value>>,
    #[schema(max_items = 50)]
    pub(super) ext_service_data: Option<Vec<ExternalServiceRequest>>,
}

/// The customer's cart.
#[derive(Deserialize, ToSchema)]
pub(super) struct CartRequest {
    #[schema(min_items = 1, max_items = 500)]
    pub(super) items: Vec<CartItemRequest>,
}

/// Goods of one kind in the cart.
#[derive(Deserialize, ToSchema)]
pub(super) struct CartItemRequest {
    /// What it is.
    pub(super) name: String,
    /// How many.
    #[schema(minimum = 1)]
    pub(super) quantity: u32,
    /// Price of one, roubles.
    pub(super) price: Roubles,
    /// What kind of goods: `Мобильный телефон`.
    pub(super) goods_type: String,
}

/// Who applies.
#[derive(Deserialize, ToSchema)]
pub(super) struct CustomerRequest {
    /// First name.
    #[schema(min_length = 1)]
    pub(super) first_name: String,
    /// Surname.
    #[schema(min_length = 1)]
    pub(super) last_name: String,
    /// Patronymic.
    pub(super) middle_name: Option<String>,
    /// Mobile telephone, in any form that people write.
    pub(super) phone: String,
    /// E-mail address.
    #[schema(format = Email)]
    pub(super) email: Option<String>,
    /// Date of birth.
    pub(super) birth_date: NaiveDate,
    /// `MALE` or `FEMALE`.
    pub(super) gender: String,
    /// Where the customer lives.
    pub(super) actual_address: String,
    /// Where the customer is registered.
    pub(super) registration_address: String,
    /// Since when.
    pub(super) registration_date: NaiveDate,
    /// What real estate the customer lives in.
    pub(super) property_type: Option<String>,
    /// Other property.
    pub(super) another_property: Option<String>,
    /// Average monthly expenses, roubles.
    pub(super) monthly_expenses: Option<Roubles>,
    /// Number of children.
    pub(super) children_number: Option<u32>,
    /// `SINGLE`, `MARRIED`, ….
    pub(super) family_status: Option<String>,
}

/// A document of the applicant.
#[derive(Deserialize, ToSchema)]
pub(super) struct DocumentRequest {
    /// `passport`, `inn`, `snils`, ….
    #[schema(min_length = 1)]
    pub(super) r#type: String,
    /// Series.
    pub(super) series: Option<String>,
    /// Number.
    #[schema(min_length = 1)]
    pub(super) number: String,
    /// Who issued it.
    pub(super) issuer: Option<String>,
    /// Code of the issuing subdivision: `123-001`.
    pub(super) subdivision: Option<String>,
    /// When it was issued.
    pub(super) issue_date: Option<NaiveDate>,
    /// The last day it holds.
    pub(super) expiration_date: Option<NaiveDate>,
    /// Place of birth.
    pub(super) birthplace: Option<String>,
}

/// Where the applicant works.
#[derive(Deserialize, ToSchema)]
pub(super) struct EmploymentRequest {
    /// `EMPLOYEE`, ….
    #[schema(min_length = 1)]
    pub(super) position_type: String,
    /// Position.
    pub(super) position: Option<String>,
    /// The employer's line of business.
    pub(super) company_scope: Option<String>,
    /// The employer.
    pub(super) company_name: Option<String>,
    /// Monthly salary, in the currency beside it.
    #[schema(minimum = 0)]
    pub(super) salary: Roubles,
    /// `RUB`.
    pub(super) salary_currency: String,
    /// Further monthly income.
    #[schema(minimum = 0)]
    pub(super) extra_salary: Option<Roubles>,
    /// Its currency.
    pub(super) extra_salary_currency: Option<String>,
    /// Length of service: `3_6_MONTHS`.
    pub(super) work_experience: Option<String>,
    /// Address of the workplace.
    pub(super) work_address: Option<String>,
    /// Telephone of the workplace.
    pub(super) work_phone: Option<String>,
}

/// Somebody who knows the applicant.
#[derive(Deserialize, ToSchema)]
pub(super) struct ContactRequest {
    /// `PHONE`, ….
    #[schema(min_length = 1)]
    pub(super) r#type: String,
    /// Who it is to the applicant: `FATHER`.
    pub(super) owner: String,
    /// The number or address.
    pub(super) contact: String,
    /// Full name.
    pub(super) contact_name: Option<String>,
}

/// The device that the application was made from.
#[derive(Deserialize, ToSchema)]
pub(super) struct DeviceRequest {
    /// Its user agent.
    pub(super) user_agent: Option<String>,
    /// Its IP address.
    pub(super) user_ip: Option<String>,
}

/// Data of an outside service.
#[derive(Deserialize, ToSchema)]
pub(super) struct ExternalServiceRequest {
    /// Which service: `juicy_session_id`.
    pub(super) service_type: String,
    /// What it gave.
    #[schema(value_type = Object)]
    pub(super) service_data: Map<String, Value>,
}
