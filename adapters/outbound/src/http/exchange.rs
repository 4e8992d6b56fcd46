//! One system, ready to be asked.

use super::{
    HttpSettings, HttpSetupError,
    answer::{KEY_UNKNOWN, read},
    fault::Fault,
};
use kredo_application::outside::{CallKey, OutsideError};
use reqwest::{Client, StatusCode, Url, header::CONTENT_TYPE};
use serde::{Serialize, de::DeserializeOwned};

/// The header that makes a repeated request harmless.
const IDEMPOTENCY_KEY: &str = "Idempotency-Key";

/// A client bound to one system.
#[derive(Debug, Clone)]
pub(crate) struct Exchange {
    system: &'static str,
    base: Url,
    client: Client,
}

impl Exchange {
    pub(crate) fn new(
        system: &'static str,
        settings: &HttpSettings,
    ) -> Result<Self, HttpSetupError> {
        let base = settings.base()?;
        let client = settings.client(&base)?;
        Ok(Self { system, base, client })
    }
    pub(crate) const fn system(&self) -> &'static str {
        self.system
    }

    /// Posts a request that acts once for its key, whatever is sent under it again.
    pub(crate) async fn act<A: DeserializeOwned>(
        &self,
        operation: &str,
        key: &str,
        body: &(impl Serialize + Sync),
    ) -> Result<A, OutsideError> {
        let sent = async {
            let body = serde_json::to_vec(body).map_err(|fault| Fault::NotSent(fault.into()))?;
            let request = self.client.post(self.url(operation)?);
            let request =
                request.header(IDEMPOTENCY_KEY, key).header(CONTENT_TYPE, "application/json");
            let response = request.body(body).send().await.map_err(Fault::of_sending)?;
            read(response).await
        };
        sent.await.map_err(|fault| fault.of_action(self.system))
    }

    /// Asks what became of a key; `None` when the system says that it never saw it.
    pub(crate) async fn ask<A: DeserializeOwned>(
        &self,
        operation: &str,
        key: &CallKey,
    ) -> Result<Option<A>, OutsideError> {
        let asked = async {
            let mut url = self.url(operation)?;
            url.query_pairs_mut().append_pair("key", key.as_str());
            let response = self.client.get(url).send().await.map_err(Fault::of_sending)?;
            read(response).await.map(Some)
        };
        match asked.await {
            Err(Fault::Refused { status: StatusCode::NOT_FOUND, code: Some(code) })
                if code == KEY_UNKNOWN =>
            {
                Ok(None)
            }
            asked => asked.map_err(|fault| fault.of_question(self.system)),
        }
    }

    fn url(&self, operation: &str) -> Result<Url, Fault> {
        self.base.join(operation).map_err(|fault| Fault::NotSent(fault.into()))
    }
}
