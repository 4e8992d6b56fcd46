//! Values that many operations write in the same way.

mod exact;
mod percent;
mod roubles;
mod word;

pub(crate) use exact::{AttributeKindWord, ValidationMethodWord};
pub(crate) use percent::Percent;
pub(crate) use roubles::Roubles;
pub(crate) use word::{
    AnyCase, Capitals, DocumentStatusSent, DocumentStatusWord, GenderWord, ScopeSent, ScopeWord,
    StatusSent, StatusWord,
};
