//! Values that many operations write in the same way.

mod percent;
mod roubles;

pub(crate) use percent::Percent;
pub(crate) use roubles::Roubles;
