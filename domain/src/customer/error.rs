//! What the customer registry refuses.

use crate::{Coded, ErrorCode};

/// Codes of this context.
pub mod code {
    crate::error_codes! {
        CUSTOMER_NOT_FOUND: NotFound = "No customer has this guid, id or login.";
        CUSTOMER_VERSION_MISMATCH: Conflict = "The customer has changed since the version that was sent; read it again.";
        CUSTOMER_ALREADY_EXISTS: Conflict = "A customer with this login or guid exists.";
        FAILED_TO_CREATE_CUSTOMER: Invalid = "The login cannot be a customer's: it has no letter or digit, more than 64 characters, or blanks inside.";
        INPUT_PARAMETERS_ARE_EMPTY: Invalid = "Nothing is said of the customers who are looked for; say at least one thing.";
        ADDRESS_NOT_FOUND: NotFound = "No address has this guid.";
        EMPLOYMENT_NOT_FOUND: NotFound = "No employment record has this guid, or the customer has none.";
        EMPLOYMENT_FOR_CUSTOMER_ALREADY_EXIST: Conflict = "The customer has an employment record that says something else; update it.";
        IMPORT_EMPLOYMENT_BATCH_ERROR: Invalid = "The file as a whole cannot be read: it has no header line, or one that lacks a column, names one twice, or names one that is not known. Nothing of it was taken over; `fields` names each column.";
    }
}

/// Why the registry refuses.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CustomerError {
    /// Nobody there.
    #[error("there is no such customer")]
    NotFound,
    /// It has another version than the one that was to be changed.
    #[error("the customer has changed since that version")]
    OtherVersion,
    /// The login or the guid is taken.
    #[error("a customer with this login exists")]
    AlreadyExists,
    /// The login has a form that no customer can have.
    #[error("a login has 1 to 64 characters, a letter or digit among them, and no blanks inside")]
    LoginInvalid,
    /// A search says nothing of whom it looks for.
    #[error("say at least one thing of the customers who are looked for")]
    NothingToSearchBy,
    /// No such address.
    #[error("there is no such address")]
    AddressNotFound,
    /// No such employment record.
    #[error("there is no such employment record")]
    EmploymentNotFound,
    /// One record a customer.
    #[error("the customer has an employment record")]
    EmploymentAlreadyExists,
}

impl Coded for CustomerError {
    fn code(&self) -> ErrorCode {
        match self {
            Self::NotFound => code::CUSTOMER_NOT_FOUND,
            Self::OtherVersion => code::CUSTOMER_VERSION_MISMATCH,
            Self::AlreadyExists => code::CUSTOMER_ALREADY_EXISTS,
            Self::LoginInvalid => code::FAILED_TO_CREATE_CUSTOMER,
            Self::NothingToSearchBy => code::INPUT_PARAMETERS_ARE_EMPTY,
            Self::AddressNotFound => code::ADDRESS_NOT_FOUND,
            Self::EmploymentNotFound => code::EMPLOYMENT_NOT_FOUND,
            Self::EmploymentAlreadyExists => code::EMPLOYMENT_FOR_CUSTOMER_ALREADY_EXIST,
        }
    }
}
