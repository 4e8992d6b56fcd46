//! The customer registry's use cases.

mod activities;
mod add_address;
mod add_contact;
mod aggregates;
mod create_customer;
mod find_customer;
mod patch_customer;
mod save_employment;

pub use activities::customer_activities;
pub use add_address::{AddAddress, AddAddressCommand};
pub use add_contact::{AddContact, AddContactCommand};
pub use create_customer::{CreateCustomer, CreateCustomerCommand};
pub use find_customer::{CustomerKey, FindCustomer};
pub use patch_customer::{PatchCustomer, PatchCustomerCommand};
pub use save_employment::{SaveEmployment, SaveEmploymentCommand};
