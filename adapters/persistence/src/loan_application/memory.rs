//! Loan applications and their contracts in memory.

use crate::memory::{MemoryUnit, UniqueKey};
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use kredo_application::store::{LoanApplicationRepository, StoreError, Versioned};
use kredo_domain::{
    customer::CustomerId,
    loan_application::{ContractFile, LoanApplication, LoanApplicationId},
};

/// None besides the guid: a partner may send its own number twice.
pub(crate) fn application_keys(_: &LoanApplication) -> Vec<UniqueKey> {
    Vec::new()
}

pub(crate) fn contract_keys(file: &ContractFile) -> Vec<UniqueKey> {
    vec![("number", file.record().number.to_string())]
}

#[async_trait]
impl LoanApplicationRepository for MemoryUnit {
    async fn of_nobody(
        &mut self,
        created_by: DateTime<Utc>,
        behind: Option<LoanApplicationId>,
        limit: u16,
    ) -> Result<Vec<Versioned<LoanApplication>>, StoreError> {
        let mut found = self.find(|application: &LoanApplication| {
            let record = application.record();
            record.customer.is_none()
                && record.created_at <= created_by
                && behind.is_none_or(|id| record.id > id)
        });
        found.truncate(limit.into());
        Ok(found)
    }
    async fn of_customer(
        &mut self,
        customer: CustomerId,
    ) -> Result<Vec<Versioned<LoanApplication>>, StoreError> {
        Ok(self
            .find(|application: &LoanApplication| application.record().customer == Some(customer)))
    }
}
