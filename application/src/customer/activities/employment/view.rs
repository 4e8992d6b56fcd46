//! What the activities of employment take and answer. Words are open sets; amounts are whole
//! numbers, stored and answered as they are sent (minor units, as the registry understands them).

use kredo_domain::customer::{AdditionalData, CustomerId, Employment, EmploymentDetails};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// Where a customer works and what it earns.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::customer::activities) struct EmploymentToAdd {
    /// Who.
    customer_guid: Uuid,
    #[serde(flatten)]
    facts: EmploymentFacts,
}

/// Where somebody works and what it earns, in place of what was known; what is left out is cleared.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::customer::activities) struct EmploymentFacts {
    /// Position held.
    position: Option<String>,
    /// Kind of employment: `householder`.
    position_type: String,
    /// Name of the employer.
    company_name: Option<String>,
    /// The employer's line of business: `construction_real_estate`.
    company_scope: String,
    /// Monthly income, a whole number in minor units of its currency.
    #[schema(minimum = 0)]
    salary: i64,
    /// Currency of the income: `RUB`.
    salary_currency: String,
    /// Further monthly income, likewise.
    #[schema(minimum = 0)]
    extra_salary: Option<i64>,
    /// Currency of the further income.
    extra_salary_currency: Option<String>,
    /// Length of service.
    current_position_duration: Option<String>,
    /// Free-form facts.
    #[schema(value_type = Option<Object>)]
    additional_data: Option<AdditionalData>,
    /// Identifier in the source of the data.
    source_id: Option<String>,
    /// Source of the data: `customer`.
    source_name: Option<String>,
}

impl From<EmploymentFacts> for EmploymentDetails {
    fn from(facts: EmploymentFacts) -> Self {
        Self {
            position: facts.position,
            position_type: facts.position_type,
            company_name: facts.company_name,
            company_scope: Some(facts.company_scope),
            salary: facts.salary,
            salary_currency: facts.salary_currency,
            extra_salary: facts.extra_salary,
            extra_salary_currency: facts.extra_salary_currency,
            current_position_duration: facts.current_position_duration,
            additional_data: facts.additional_data.unwrap_or_default(),
            source_id: facts.source_id,
            source_name: facts.source_name,
        }
    }
}

impl EmploymentToAdd {
    pub(super) fn into_parts(self) -> (CustomerId, EmploymentDetails) {
        (CustomerId::new(self.customer_guid), self.facts.into())
    }
}

/// Where a customer works and what it earns.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct EmploymentView {
    /// The record's guid.
    guid: Uuid,
    /// Position held.
    position: Option<String>,
    /// Kind of employment.
    position_type: String,
    /// Name of the employer.
    company_name: Option<String>,
    /// The employer's line of business.
    company_scope: Option<String>,
    /// Monthly income, a whole number in minor units of its currency.
    salary: i64,
    /// Currency of the income.
    salary_currency: String,
    /// Further monthly income, likewise.
    extra_salary: Option<i64>,
    /// Currency of the further income.
    extra_salary_currency: Option<String>,
    /// Length of service.
    current_position_duration: Option<String>,
    /// Free-form facts.
    #[schema(value_type = Object)]
    additional_data: AdditionalData,
    /// Identifier in the source of the data.
    source_id: Option<String>,
    /// Source of the data.
    source_name: Option<String>,
}

impl From<&Employment> for EmploymentView {
    fn from(employment: &Employment) -> Self {
        let details = employment.details().clone();
        Self {
            guid: employment.id().guid(),
            position: details.position,
            position_type: details.position_type,
            company_name: details.company_name,
            company_scope: details.company_scope,
            salary: details.salary,
            salary_currency: details.salary_currency,
            extra_salary: details.extra_salary,
            extra_salary_currency: details.extra_salary_currency,
            current_position_duration: details.current_position_duration,
            additional_data: details.additional_data,
            source_id: details.source_id,
            source_name: details.source_name,
        }
    }
}
