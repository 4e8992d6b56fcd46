//! A program without points at which tests kill it: everything is used as it is.

use kredo_application::{
    Store,
    event_bus::EventBus,
    file::ports::FileStorage,
    loan_application::{Closing, Outside},
};
use std::sync::Arc;

pub(crate) const fn store(store: Arc<dyn Store>) -> Arc<dyn Store> {
    store
}

pub(crate) const fn files(files: Arc<dyn FileStorage>) -> Arc<dyn FileStorage> {
    files
}

pub(crate) const fn bus(bus: Arc<dyn EventBus>) -> Arc<dyn EventBus> {
    bus
}

pub(crate) const fn outside(outside: Outside) -> Outside {
    outside
}

pub(crate) const fn closing(closing: Closing) -> Closing {
    closing
}
