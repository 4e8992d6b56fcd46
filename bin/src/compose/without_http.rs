//! A build that asks nobody over HTTP. The configuration has refused every address before.

use crate::config::RemoteSection;
use kredo_application::{
    notification::ports::SmsGateway, payment::ports::PaymentProvider, scoring::ports::ScoringEngine,
};
use std::sync::Arc;

pub(super) fn scoring(section: &RemoteSection) -> anyhow::Result<Option<Arc<dyn ScoringEngine>>> {
    nobody(section)
}

pub(super) fn sms(section: &RemoteSection) -> anyhow::Result<Option<Arc<dyn SmsGateway>>> {
    nobody(section)
}

pub(super) fn payment(section: &RemoteSection) -> anyhow::Result<Option<Arc<dyn PaymentProvider>>> {
    nobody(section)
}

/// A sandbox must never stand in for a system that somebody has named.
fn nobody<S: ?Sized>(section: &RemoteSection) -> anyhow::Result<Option<Arc<S>>> {
    anyhow::ensure!(section.url.is_none(), "this build has no HTTP adapters");
    Ok(None)
}
