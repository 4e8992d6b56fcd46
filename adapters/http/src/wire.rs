//! Values that many operations write in the same way; those that activities write as well come
//! from the application.

mod exact;
mod percent;
mod roubles;

pub(crate) use exact::{AttributeKindWord, ValidationMethodWord};
pub(crate) use kredo_application::activity::{
    AnyCase, Capitals, DocumentStatusSent, DocumentStatusWord, ScopeSent, ScopeWord, StatusSent,
    StatusWord,
};
pub(crate) use percent::Percent;
pub(crate) use roubles::Roubles;
