//! Values that many operations write in the same way.

mod percent;
mod roubles;
mod word;

pub(crate) use percent::Percent;
pub(crate) use roubles::Roubles;
pub(crate) use word::{Capitals, ScopeSent, ScopeWord, StatusSent, StatusWord};
