//! What cards refuse.

use crate::{Coded, ErrorCode, customer::code::CUSTOMER_NOT_FOUND};

/// Codes of this context.
pub mod code {
    crate::error_codes! {
        CARD_NOT_FOUND: NotFound = "No card has this guid, or it is another customer's.";
        CARD_INFO_NOT_FOUND: NotFound = "No card has this guid.";
        CARD_ALREADY_ACTIVE: Conflict = "The customer has another record of this card, and that one is active.";
    }
}

/// Why nothing was done with a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CardError {
    /// No such card, or not that customer's.
    #[error("there is no such card")]
    NotFound,
    /// As [`CardError::NotFound`] where a flow asks what is known of a card.
    #[error("nothing is known of such a card")]
    InfoNotFound,
    /// As [`CardError::NotFound`] where a flow changes a card: the contract misses the customer.
    #[error("no customer has such a card")]
    OfNobody,
    /// A record of the same card is active.
    #[error("the customer has another active record of this card")]
    AlreadyActive,
}

impl Coded for CardError {
    fn code(&self) -> ErrorCode {
        match self {
            Self::NotFound => code::CARD_NOT_FOUND,
            Self::InfoNotFound => code::CARD_INFO_NOT_FOUND,
            Self::OfNobody => CUSTOMER_NOT_FOUND,
            Self::AlreadyActive => code::CARD_ALREADY_ACTIVE,
        }
    }
}
