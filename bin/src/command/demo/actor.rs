//! The partner: what it sends, and what it makes of the answers.

use super::{
    http::{Body, Http},
    installation::Partner,
    screen,
};
use anyhow::Context;
use http::{Method, StatusCode};
use serde_json::Value;
use std::time::{Duration, Instant};

const TOKENS: &str = "/auth/partners";

/// How long an application may be processed between two actions.
const DEADLINE: Duration = Duration::from_secs(30);

/// The pause between two looks at the status.
const PAUSE: Duration = Duration::from_millis(25);

/// What the partner must see, and what it has to do then; as the manual lists them.
pub(super) struct Expected {
    pub(super) status: &'static str,
    pub(super) message: &'static str,
    pub(super) action: &'static str,
}

/// A status as it was answered.
struct Seen {
    status: String,
    message: String,
    payload: Value,
}

/// The partner's program.
pub(super) struct Actor {
    http: Http,
    partner: Partner,
    token: String,
    /// What the payloads held so far: a fact is printed once.
    known: Vec<String>,
}

impl Actor {
    pub(super) fn new(address: String, partner: Partner) -> Self {
        Self { http: Http::new(address), partner, token: String::new(), known: Vec::new() }
    }

    /// Gets a token for all that follows.
    pub(super) async fn log_in(&mut self, step: &str) -> anyhow::Result<()> {
        let begun = Instant::now();
        let form = url::form_urlencoded::Serializer::new(String::new())
            .append_pair("grant_type", "client_credentials")
            .append_pair("client_id", &self.partner.name)
            .append_pair("client_secret", &self.partner.secret)
            .finish();
        let sent = (None, Some(Body::form(&form)));
        let answered = self.http.send(&Method::POST, TOKENS, sent).await;
        let answer = granted(answered).with_context(|| step.to_owned())?;
        let token = answer.get("access_token").and_then(Value::as_str);
        token.context("no access_token in the answer")?.clone_into(&mut self.token);
        // Not the token, which is a secret.
        let lasts = answer.get("expires_in").unwrap_or(&Value::Null);
        let lines = [request(&Method::POST, TOKENS), format!("200 token for {lasts} s")];
        screen::step(step, begun.elapsed(), &lines);
        Ok(())
    }

    /// Performs an action; answers what the server answered.
    pub(super) async fn act(
        &self,
        step: &str,
        path: &str,
        body: Option<&str>,
    ) -> anyhow::Result<Value> {
        let begun = Instant::now();
        let sent = (Some(self.token.as_str()), body.map(Body::json));
        let answered = self.http.send(&Method::POST, path, sent).await;
        let answer = granted(answered).with_context(|| step.to_owned())?;
        let lines = [request(&Method::POST, path), format!("200 {answer}")];
        screen::step(step, begun.elapsed(), &lines);
        Ok(answer)
    }

    /// Looks at the status until the application is no longer processed; answers the payload.
    pub(super) async fn look(
        &mut self,
        step: &str,
        path: &str,
        expected: &Expected,
    ) -> anyhow::Result<Value> {
        let begun = Instant::now();
        let (seen, looks) = self.processed(path).await.with_context(|| step.to_owned())?;
        if (seen.status.as_str(), seen.message.as_str()) != (expected.status, expected.message) {
            let wanted = told(expected.status, expected.message);
            anyhow::bail!("{step}: expected {wanted}, came {}", told(&seen.status, &seen.message));
        }
        let mut line = format!("200 {}", told(&seen.status, &seen.message));
        if !expected.action.is_empty() {
            line.push_str("; required action: ");
            line.push_str(expected.action);
        }
        let asked = request(&Method::GET, path);
        let asked = if looks > 1 { format!("{asked}  ({looks} times)") } else { asked };
        let mut lines = vec![asked, line];
        for fact in facts(&seen.payload) {
            if !self.known.contains(&fact) {
                self.known.push(fact.clone());
                lines.push(fact);
            }
        }
        screen::step(step, begun.elapsed(), &lines);
        Ok(seen.payload)
    }

    async fn processed(&self, path: &str) -> anyhow::Result<(Seen, u32)> {
        let begun = Instant::now();
        let mut looks = 0_u32;
        loop {
            let sent = (Some(self.token.as_str()), None);
            let seen = Seen::of(&granted(self.http.send(&Method::GET, path, sent).await)?)?;
            looks = looks.saturating_add(1);
            if seen.status != "PROCESSING" {
                return Ok((seen, looks));
            }
            if begun.elapsed() > DEADLINE {
                let last = told(&seen.status, &seen.message);
                anyhow::bail!("after {} s still {last}", DEADLINE.as_secs());
            }
            tokio::time::sleep(PAUSE).await;
        }
    }
}

impl Seen {
    fn of(answer: &Value) -> anyhow::Result<Self> {
        let text = |name| {
            let found = answer.get(name).and_then(Value::as_str).map(str::to_owned);
            found.with_context(|| format!("expected a status with {name}, came {answer}"))
        };
        let payload = answer.get("payload").cloned().unwrap_or_default();
        Ok(Self { status: text("status")?, message: text("message")?, payload })
    }
}

/// The body of a 200; anything else is an error.
fn granted(answered: anyhow::Result<(StatusCode, Value)>) -> anyhow::Result<Value> {
    let (status, body) = answered?;
    anyhow::ensure!(status == StatusCode::OK, "expected 200, came {status} {body}");
    Ok(body)
}

fn request(method: &Method, path: &str) -> String {
    format!("{method} {path}")
}

fn told(status: &str, message: &str) -> String {
    if message.is_empty() {
        format!("status = {status}")
    } else {
        format!("status = {status}, message = {message}")
    }
}

/// The payload, a fact a line; of the document only its size.
fn facts(payload: &Value) -> Vec<String> {
    let entries = payload.as_object().into_iter().flatten();
    entries
        .map(|(name, value)| match value.as_str() {
            Some(text) if name == "contract_pdf" => {
                format!("payload: {name} of {} characters", text.len())
            }
            _ => format!("payload: {name} {value}"),
        })
        .collect()
}
