//! Looking for customers.

use crate::{
    AppError, UnitOfWork, UseCase, Versioned, audit,
    paging::{Page, PageRequest},
};
use async_trait::async_trait;
use kredo_domain::{
    customer::{Address, Customer, CustomerError, CustomerFilter, CustomerId},
    flag::CustomerFlag,
};
use std::collections::BTreeMap;

/// Finds customers by what is known of them: at most [`CustomerFilter::AT_MOST`], of which one page
/// is answered.
pub struct SearchCustomers;

/// Who is looked for, and which page of those found is wanted.
#[derive(Debug, Clone, PartialEq)]
pub struct CustomerSearch {
    /// Who.
    pub filter: CustomerFilter,
    /// Which page.
    pub page: PageRequest<Customer>,
}

#[async_trait]
impl UseCase for SearchCustomers {
    type Command = CustomerSearch;
    type Output = Page<Versioned<Customer>>;

    /// # Errors
    /// [`CustomerError::NothingToSearchBy`], or the store's.
    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        CustomerSearch { filter, page }: &CustomerSearch,
    ) -> Result<Page<Versioned<Customer>>, AppError> {
        if filter.is_empty() {
            return Err(CustomerError::NothingToSearchBy.into());
        }
        let found = unit.customers().search(filter, page).await?;
        found.items.iter().for_each(|found| audit::note_read(found.value.id()));
        Ok(found)
    }
}

/// As [`SearchCustomers`], with what a list of them shows beside each.
pub struct SurveyCustomers;

/// A customer that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct SurveyedCustomer {
    /// Who it is.
    pub customer: Customer,
    /// The flags that are or were on it, oldest first.
    pub flags: Vec<CustomerFlag>,
    /// The subject of the federation where it is registered.
    pub address_subject: Option<String>,
}

#[async_trait]
impl UseCase for SurveyCustomers {
    type Command = CustomerSearch;
    type Output = Page<SurveyedCustomer>;

    /// # Errors
    /// As [`SearchCustomers`].
    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        command: &CustomerSearch,
    ) -> Result<Page<SurveyedCustomer>, AppError> {
        let found = SearchCustomers.execute_in(unit, command).await?;
        let ids: Vec<CustomerId> = found.items.iter().map(|found| found.value.id()).collect();
        let mut flags: BTreeMap<CustomerId, Vec<CustomerFlag>> = BTreeMap::new();
        for flag in unit.flags().of_all(&ids).await? {
            flags.entry(flag.value.state().customer).or_default().push(flag.value);
        }
        let addresses = unit.addresses().of_all(&ids).await?;
        let registered = addresses.into_iter().map(|address| address.value);
        let registered = registered.filter(Address::is_primary);
        let mut subjects: BTreeMap<CustomerId, String> = registered
            .filter_map(|address| Some((address.customer(), address.subject()?.to_owned())))
            .collect();
        Ok(found.map(|Versioned { value: customer, .. }| SurveyedCustomer {
            flags: flags.remove(&customer.id()).unwrap_or_default(),
            address_subject: subjects.remove(&customer.id()),
            customer,
        }))
    }
}
