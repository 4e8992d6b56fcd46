//! The partner's journey, and everything that can end it before its aim.

mod cancel;
mod contract;
mod contradiction;
mod decline;
mod erasure;
mod files;
mod journey;
mod other_systems;
mod otp;
mod out_of_turn;
mod payout;
mod personal_data;
mod step;

use chrono::TimeDelta;
use kredo_application::ports::Clock;
use kredo_domain::{identity::Role, loan::Loan};
use kredo_tests::api::{Answered, Api, World};
use serde_json::{Value, json};

/// The phone of the manual's example.
const PHONE: &str = "79010000001";
const CREATE: &str = "/pfs/partner/api/v1/applications/create";

/// The manual's own example.
fn example() -> Value {
    serde_json::from_str(include_str!("../../data/demo/create.json")).unwrap()
}

/// A server with one partner.
struct Shop {
    api: Api,
    token: String,
}

impl Shop {
    async fn in_world(world: World) -> Self {
        let api = Api::in_world(world).await;
        let token = api.token("demo", Role::Partner).await;
        Self { api, token }
    }
    async fn open() -> Self {
        Self::in_world(World::default()).await
    }
    async fn create(&self, body: &Value) -> Answered {
        self.api.post(CREATE, &self.token, body).await
    }
    /// Creates an application and lets it be processed.
    async fn created(&self, body: &Value) -> String {
        let answered = self.create(body).await;
        assert_eq!(answered.status, 200, "{answered:?}");
        self.api.settle().await;
        answered.json["application_guid"].as_str().unwrap().to_owned()
    }
    async fn act(&self, guid: &str, action: &str, body: Option<Value>) -> Answered {
        let path = format!("/pfs/partner/api/v1/applications/{guid}/{action}");
        match body {
            Some(body) => self.api.post(&path, &self.token, &body).await,
            None => self.api.with_token("POST", &path, &self.token).await,
        }
    }
    async fn status(&self, guid: &str) -> Value {
        let path = format!("/pfs/partner/api/v1/applications/{guid}/status");
        let answered = self.api.with_token("GET", &path, &self.token).await;
        assert_eq!(answered.status, 200, "{answered:?}");
        answered.json
    }
    /// An action without a body that must be accepted, and what the flow makes of it.
    async fn go(&self, guid: &str, action: &str) {
        let answered = self.act(guid, action, None).await;
        assert_eq!(answered.status, 200, "{answered:?}");
        self.api.settle().await;
    }
    /// Brings an application to the wish for a code.
    async fn asked_for_code(&self, body: &Value) -> String {
        let guid = self.created(body).await;
        self.go(&guid, "select_offer").await;
        self.go(&guid, "send_otp").await;
        assert_eq!(self.seen(&guid).await, told("CONFIRMATION", "Enter OTP code"));
        guid
    }
    async fn sign(&self, guid: &str, code: &str) -> Answered {
        let answered = self.act(guid, "sign", Some(json!({ "code": code }))).await;
        self.api.settle().await;
        answered
    }
    /// The code of the latest message.
    async fn code(&self) -> String {
        let messages = self.api.messages(PHONE).await;
        messages.last().unwrap().split(' ').next().unwrap().to_owned()
    }
    /// Brings an application behind the signature.
    async fn signed(&self, body: &Value) -> String {
        let guid = self.asked_for_code(body).await;
        let answered = self.sign(&guid, &self.code().await).await;
        assert_eq!(answered.status, 200, "{answered:?}");
        guid
    }
    async fn confirm(&self, guid: &str) -> Answered {
        let confirm = json!({ "confirm_date": "2024-11-22T10:00:00.52Z" });
        let answered = self.act(guid, "confirm", Some(confirm)).await;
        self.api.settle().await;
        answered
    }
    async fn loan(&self, guid: &str) -> Option<Loan> {
        let mut unit = self.api.store().reader().await.unwrap();
        let id = Loan::id_of(guid.parse().unwrap());
        unit.loans().get(id).await.unwrap().map(|loan| loan.value)
    }
    /// Lets time pass, and the flows go on.
    async fn pass(&self, time: TimeDelta) {
        self.api.clock.set(self.api.clock.now() + time);
        self.api.settle().await;
    }
    /// The same shop with a token that holds now.
    async fn renewed(self) -> Self {
        Self { token: self.api.renewed_token("demo").await, api: self.api }
    }
    /// Status and message.
    async fn seen(&self, guid: &str) -> (String, String) {
        let json = self.status(guid).await;
        let text = |name: &str| json[name].as_str().unwrap().to_owned();
        (text("status"), text("message"))
    }
}

const SIGNED: &str = "Contract is signed. Transfer of product";

fn told(status: &str, message: &str) -> (String, String) {
    (status.to_owned(), message.to_owned())
}

fn cancel() -> Value {
    json!({ "reason": "передумал" })
}
