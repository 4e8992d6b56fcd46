//! One partner's journeys.

use crate::client::{Http, client, send};
use anyhow::{Context, bail, ensure};
use serde_json::{Value, json};
use std::time::{Duration, Instant};
use uuid::Uuid;

const EXAMPLE: &str = include_str!("../../bin/src/command/demo/create.json");

/// The code of every phone here.
pub(crate) const CODE: &str = "1111";

/// The first pause between two looks at a status; it doubles from look to look.
const FIRST_PAUSE: Duration = Duration::from_millis(4);

/// Longer than any step takes.
const PATIENCE: Duration = Duration::from_mins(1);

/// A partner with one customer, who comes again and again.
pub(crate) struct Partner {
    http: Http,
    applications: String,
    token: String,
    wants: Value,
}

/// How long one action took, and how long until the status showed what came of it.
pub(crate) struct Step {
    pub(crate) action: &'static str,
    pub(crate) answered: Duration,
    pub(crate) shown: Duration,
}

/// The phone of a partner's customer.
pub(crate) fn phone(partner: u32) -> String {
    format!("7901{:07}", 1_000 + partner)
}

impl Partner {
    pub(crate) async fn log_in(
        address: &str,
        number: u32,
        account: &Value,
    ) -> anyhow::Result<Self> {
        let http = client();
        let text = |name: &str| account[name].as_str().context("an account has credentials");
        let form = format!(
            "grant_type=client_credentials&client_id={}&client_secret={}",
            text("client_id")?,
            text("client_secret")?
        );
        let tokens = format!("{address}/auth/partners");
        let (status, json) = send(&http, "POST", &tokens, None, Some(form)).await?;
        ensure!(status == 200, "{json}");
        let token = json["access_token"].as_str().context("a token comes")?.to_owned();
        let mut wants: Value = serde_json::from_str(EXAMPLE)?;
        wants["customer"]["phone"] = json!(phone(number));
        wants["customer_documents"][0]["number"] = json!(format!("{:06}", 100_000 + number));
        let applications = format!("{address}/pfs/partner/api/v1/applications");
        Ok(Self { http, applications, token, wants })
    }

    async fn ask(&self, method: &str, path: &str, body: Option<String>) -> anyhow::Result<Value> {
        let address = format!("{}/{path}", self.applications);
        let (status, json) = send(&self.http, method, &address, Some(&self.token), body).await?;
        ensure!(status == 200, "{path}: {status} {json}");
        Ok(json)
    }

    /// Where the status of an application is.
    pub(crate) fn status(&self, application: Uuid) -> String {
        format!("{}/{application}/status", self.applications)
    }

    pub(crate) fn token(&self) -> &str {
        &self.token
    }

    /// From the application to the loan that runs.
    pub(crate) async fn journey(&self) -> anyhow::Result<Vec<Step>> {
        self.journey_of(Uuid::now_v7()).await
    }

    /// The journey of an application with that guid.
    pub(crate) async fn journey_of(&self, application: Uuid) -> anyhow::Result<Vec<Step>> {
        let guid = application.to_string();
        let mut wants = self.wants.clone();
        wants["application_guid"] = json!(guid);
        let steps: [(_, _, (&str, &str)); 5] = [
            ("create", Some(wants), ("APPROVED", "")),
            ("select_offer", None, ("CONFIRMATION", "Request OTP code")),
            ("send_otp", None, ("CONFIRMATION", "Enter OTP code")),
            (
                "sign",
                Some(json!({ "code": CODE })),
                ("CONFIRMATION", "Contract is signed. Transfer of product"),
            ),
            ("confirm", Some(json!({ "confirm_date": "2024-11-22" })), ("COMPLETED", "")),
        ];
        let mut done = Vec::new();
        for (action, body, expected) in steps {
            let path = match action {
                "create" => action.to_owned(),
                _ => format!("{guid}/{action}"),
            };
            let begun = Instant::now();
            self.ask("POST", &path, body.map(|body| body.to_string())).await?;
            let answered = begun.elapsed();
            self.wait_for(&guid, expected).await?;
            done.push(Step { action, answered, shown: begun.elapsed() });
        }
        Ok(done)
    }

    async fn wait_for(&self, guid: &str, (status, message): (&str, &str)) -> anyhow::Result<()> {
        let (begun, mut pause) = (Instant::now(), FIRST_PAUSE);
        loop {
            let seen = self.ask("GET", &format!("{guid}/status"), None).await?;
            if seen["status"] == status && (message.is_empty() || seen["message"] == message) {
                return Ok(());
            }
            if begun.elapsed() > PATIENCE {
                bail!("{guid} should be {status} {message}: {seen}");
            }
            tokio::time::sleep(pause).await;
            pause = pause.saturating_mul(2);
        }
    }
}
