//! Systems that are asked over HTTP, each where its section names one.

use crate::config::{RemoteSection, Token};
use anyhow::Context;
use kredo_application::{
    notification::ports::SmsGateway, payment::ports::PaymentProvider, scoring::ports::ScoringEngine,
};
use kredo_outbound::{
    http::{HttpSettings, HttpSetupError},
    notification::HttpSms,
    payment::HttpPayment,
    scoring::HttpScoring,
};
use std::sync::Arc;

pub(super) fn scoring(section: &RemoteSection) -> anyhow::Result<Option<Arc<dyn ScoringEngine>>> {
    let engine = system(section, HttpScoring::new).context("[scoring] cannot be used")?;
    Ok(engine.map(|engine| Arc::new(engine) as _))
}

pub(super) fn sms(section: &RemoteSection) -> anyhow::Result<Option<Arc<dyn SmsGateway>>> {
    let gateway = system(section, HttpSms::new).context("[sms] cannot be used")?;
    Ok(gateway.map(|gateway| Arc::new(gateway) as _))
}

pub(super) fn payment(section: &RemoteSection) -> anyhow::Result<Option<Arc<dyn PaymentProvider>>> {
    let provider = system(section, HttpPayment::new).context("[payment] cannot be used")?;
    Ok(provider.map(|provider| Arc::new(provider) as _))
}

fn system<S>(
    section: &RemoteSection,
    make: fn(&HttpSettings) -> Result<S, HttpSetupError>,
) -> Result<Option<S>, HttpSetupError> {
    let settings = section.url.as_ref().map(|url| HttpSettings {
        url: url.as_str().to_owned(),
        token: section.token.as_ref().map(Token::secret),
        ca_file: section.ca_file.clone(),
        connect_timeout_ms: section.connect_timeout_ms,
        timeout_ms: section.timeout_ms,
    });
    settings.as_ref().map(make).transpose()
}
