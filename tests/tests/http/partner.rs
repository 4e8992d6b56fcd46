//! The partner's journey up to the request for a code, and everything that can end it before.

mod decline;
mod journey;

use kredo_domain::identity::Role;
use kredo_tests::api::{Answered, Api, World};
use serde_json::{Value, json};

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
    /// Status and message.
    async fn seen(&self, guid: &str) -> (String, String) {
        let json = self.status(guid).await;
        let text = |name: &str| json[name].as_str().unwrap().to_owned();
        (text("status"), text("message"))
    }
}

fn cancel() -> Value {
    json!({ "reason": "передумал" })
}
