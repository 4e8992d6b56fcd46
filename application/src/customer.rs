//! The customer registry's use cases.

mod activities;
mod add_address;
mod add_contact;
mod add_employment;
mod aggregates;
mod contact_view;
mod create_customer;
mod find_customer;
mod import_customers;
mod import_incomes;
mod list_addresses;
mod list_contacts;
mod patch_customer;
mod save_employment;
mod search_customers;
mod sorted;
mod update_address;
mod update_employment;

pub use activities::{AddressView, CustomerView, EmploymentView, customer_activities};
pub use add_address::{AddAddress, AddAddressCommand};
pub use add_contact::{AddContact, AddContactCommand};
pub use add_employment::{AddEmployment, AddEmploymentCommand};
pub use contact_view::{ContactView, OwnContactView};
pub use create_customer::{CreateCustomer, CreateCustomerCommand};
pub use find_customer::{CustomerKey, FindCustomer};
pub use import_customers::{CustomerLine, CustomerOutcome, ImportCustomers};
pub use import_incomes::{ImportIncomes, IncomeLine, IncomeOutcome};
pub use list_addresses::ListAddresses;
pub use list_contacts::ListContacts;
pub use patch_customer::{PatchCustomer, PatchCustomerCommand};
pub use save_employment::{SaveEmployment, SaveEmploymentCommand};
pub use search_customers::{CustomerSearch, SearchCustomers, SurveyCustomers, SurveyedCustomer};
pub use update_address::{UpdateAddress, UpdateAddressCommand};
pub use update_employment::{UpdateEmployment, UpdateEmploymentCommand};
