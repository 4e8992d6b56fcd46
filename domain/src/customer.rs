//! The customer registry: who a customer is, how it is reached, where it lives and works.

mod address;
mod contact;
mod employment;
mod error;
mod login;
mod name_key;
mod person;
mod record;
mod search;

pub use address::{Address, AddressFit, NewAddress};
pub use contact::{Contact, ContactKind, ContactOwner, ContactState, NewContact};
pub use employment::{Employment, EmploymentDetails, StatedIncome};
pub use error::{CustomerError, code};
pub use login::{Login, LoginKind};
pub use name_key::NameKey;
pub use person::{Gender, Person};
pub use record::{Customer, CustomerEvent, CustomerState};
pub use search::{ContactFilter, CustomerFilter, SearchOrder};

use crate::Id;
use serde_json::{Map, Value};

/// Identifies a customer.
pub type CustomerId = Id<Customer>;
/// Identifies a contact.
pub type ContactId = Id<Contact>;
/// Identifies an address.
pub type AddressId = Id<Address>;
/// Identifies an employment record.
pub type EmploymentId = Id<Employment>;

/// Free-form facts beside the named ones, by name.
pub type AdditionalData = Map<String, Value>;
