//! Somebody of the staff before a fresh server.

use kredo_domain::identity::Role;
use kredo_tests::api::{Answered, Api};
use serde_json::Value;

pub(crate) struct Desk {
    pub(crate) api: Api,
    pub(crate) token: String,
}

impl Desk {
    pub(crate) async fn open() -> Self {
        let api = Api::start().await;
        let token = api.token("anna", Role::Employee).await;
        Self { api, token }
    }
    pub(crate) async fn get(&self, path: &str) -> Answered {
        self.api.with_token("GET", path, &self.token).await
    }
    pub(crate) async fn delete(&self, path: &str) -> Answered {
        self.api.with_token("DELETE", path, &self.token).await
    }
    pub(crate) async fn post(&self, path: &str, body: &Value) -> Answered {
        self.api.post(path, &self.token, body).await
    }
    pub(crate) async fn patch(&self, path: &str, body: &Value) -> Answered {
        self.api.with_json("PATCH", path, &self.token, body).await
    }
    pub(crate) async fn execute(&self, method: &str, args: Value) -> Answered {
        self.api.execute(&self.token, method, args).await
    }
}
