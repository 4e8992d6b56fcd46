//! Where a customer works and what it earns.

mod income;

pub use income::StatedIncome;

use super::{AdditionalData, CustomerId, EmploymentId};
use chrono::{DateTime, Utc};

/// A customer's employment and income: one record a customer.
#[derive(Debug, Clone, PartialEq)]
pub struct Employment {
    id: EmploymentId,
    customer: CustomerId,
    details: EmploymentDetails,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

/// The facts of an employment. All words are open sets.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct EmploymentDetails {
    /// Position held.
    pub position: Option<String>,
    /// Kind of employment: `EMPLOYEE`, `householder`, …
    pub position_type: String,
    /// Name of the employer.
    pub company_name: Option<String>,
    /// The employer's line of business: `RETAIL`, …
    pub company_scope: Option<String>,
    /// Monthly income, a whole number in minor units (kopecks) of its currency. Interfaces that
    /// speak of a whole number without its unit (activities, files) have it stored and answered as
    /// it was sent; a fraction of roubles, as partners send it, is converted.
    pub salary: i64,
    /// Currency of the income, as given.
    pub salary_currency: String,
    /// Further monthly income, likewise.
    pub extra_salary: Option<i64>,
    /// Currency of the further income, as given.
    pub extra_salary_currency: Option<String>,
    /// Length of service: `3_6_MONTHS`, …
    pub current_position_duration: Option<String>,
    /// Free-form facts.
    pub additional_data: AdditionalData,
    /// Identifier in the source of the data.
    pub source_id: Option<String>,
    /// Source of the data: `customer`, `APPLICATION`, …
    pub source_name: Option<String>,
}

impl Employment {
    /// Records where a customer works.
    #[must_use]
    pub const fn add(
        id: EmploymentId,
        customer: CustomerId,
        details: EmploymentDetails,
        now: DateTime<Utc>,
    ) -> Self {
        Self { id, customer, details, created_at: now, updated_at: now }
    }

    /// For adapters only: takes what a store kept, and checks nothing.
    #[must_use]
    pub const fn restore(
        id: EmploymentId,
        customer: CustomerId,
        details: EmploymentDetails,
        created_at: DateTime<Utc>,
        updated_at: DateTime<Utc>,
    ) -> Self {
        Self { id, customer, details, created_at, updated_at }
    }

    /// Replaces the facts as a whole; says whether they differ.
    pub fn update(&mut self, details: EmploymentDetails, now: DateTime<Utc>) -> bool {
        let differs = self.details != details;
        if differs {
            self.details = details;
            self.updated_at = now;
        }
        differs
    }

    /// Its guid.
    #[must_use]
    pub const fn id(&self) -> EmploymentId {
        self.id
    }
    /// Whose it is.
    #[must_use]
    pub const fn customer(&self) -> CustomerId {
        self.customer
    }
    /// The facts.
    #[must_use]
    pub const fn details(&self) -> &EmploymentDetails {
        &self.details
    }
    /// When it was recorded, UTC.
    #[must_use]
    pub const fn created_at(&self) -> DateTime<Utc> {
        self.created_at
    }
    /// When it last changed, UTC.
    #[must_use]
    pub const fn updated_at(&self) -> DateTime<Utc> {
        self.updated_at
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn the_same_facts_again_are_no_change() {
        let (id, customer) = (EmploymentId::new(Uuid::nil()), CustomerId::new(Uuid::nil()));
        let facts = EmploymentDetails { salary: 5_000_050, ..EmploymentDetails::default() };
        let mut job = Employment::add(id, customer, facts.clone(), DateTime::UNIX_EPOCH);
        assert!(!job.update(facts, DateTime::UNIX_EPOCH));
        assert!(job.update(EmploymentDetails::default(), DateTime::UNIX_EPOCH));
        assert_eq!(job.details().salary, 0);
    }
}
