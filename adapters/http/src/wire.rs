//! Values that many operations write in the same way.

mod roubles;

pub(crate) use roubles::Roubles;
