//! Sending what the contract shows, and holding the answer against it.

mod refusal;

use crate::{
    contract::{Operation, Service},
    overrides::Overrides,
    shape::lacks,
};
use axum::body::Body;
use http::{Request, header};
use kredo_application::Store;
use kredo_domain::identity::Role;
use kredo_tests::api::{Answered, Api, World};
use serde_json::{Map, Value, json};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

/// Nobody's and nothing's; the contract names it nowhere.
const NOBODY: &str = "5d3bfe8e-0a3c-4f0b-9d0e-6f1f6c3a7b10";

/// One service before a fresh server on some store.
pub(crate) struct Replay {
    pub(crate) api: Api,
    service: Service,
    overrides: Overrides,
    /// Values of names in addresses, headers and overrides.
    known: BTreeMap<String, String>,
    /// Tokens by audience; who needs none has none.
    tokens: BTreeMap<&'static str, String>,
    played: BTreeSet<String>,
}

impl Replay {
    /// A server with a caller for every audience but the client.
    pub(crate) async fn of(service: Service, store: Arc<dyn Store>) -> Self {
        let api = Api::on_store(store, &World::default(), |table| table).await;
        let mut tokens = BTreeMap::new();
        for (audience, name, role) in [
            ("partner", "partner", Role::Partner),
            ("employee", "employee", Role::Employee),
            ("internal", "system", Role::Service),
        ] {
            tokens.insert(audience, api.token(name, role).await);
        }
        let (overrides, known) = (Overrides::read(), BTreeMap::new());
        Self { api, service, overrides, known, tokens, played: BTreeSet::new() }
    }

    /// A client signs in with that phone and is the caller of its operations from now on; its guid.
    pub(crate) async fn client(&mut self, phone: &str) -> String {
        let token = self.api.client_token(phone).await;
        self.tokens.insert("client", token);
        // The gateway's headers; the token alone decides.
        for (name, value) in [("X-customer-id", "1"), ("X-roles", "client")] {
            self.know(name, value);
        }
        let found = self.execute("CustomerActivity#getByLogin", json!([phone])).await;
        found[0]["guid"].as_str().unwrap().to_owned()
    }

    /// Runs an activity that brings something about.
    pub(crate) async fn execute(&self, activity: &str, args: Value) -> Value {
        let answered = self.api.execute(self.token("employee"), activity, args).await;
        assert_eq!(answered.status, 200, "{answered:?}");
        answered.json
    }

    /// From now on that name has that value.
    pub(crate) fn know(&mut self, name: &str, value: impl Into<String>) {
        self.known.insert(name.to_owned(), value.into());
    }

    /// The token of an audience.
    pub(crate) fn token(&self, audience: &str) -> &str {
        &self.tokens[audience]
    }

    /// Replays an operation: bad calls of it are refused as the contract says, then its example is
    /// answered as the contract shows. Gives the answer.
    pub(crate) async fn play(&mut self, id: &str) -> Value {
        let found = self.service.operations.iter().find(|operation| operation.id == id);
        let operation = found.unwrap_or_else(|| panic!("the contract has no {id}")).clone();
        self.refuses(&operation).await;
        self.misses(&operation).await;
        let mut example = operation.request_example.clone().unwrap_or_default();
        self.overrides.apply(id, &mut example, &self.known);
        let token = self.caller(&operation);
        let answered = self.send(&operation, token, &example, &self.known).await;
        let status = answered.status.as_u16();
        assert!(operation.answers(status), "{id} does not document {answered:?}");
        for response in operation.responses.iter().filter(|response| response.is(status)) {
            let mut example = response.example.clone().unwrap_or_default();
            self.overrides.silence(id, &mut example);
            let lacks = lacks(&example, &answered.json);
            assert_eq!(lacks, [""; 0], "{id}: {:?}", answered.json);
        }
        self.played.insert(id.to_owned());
        answered.json
    }

    /// Every operation was replayed.
    pub(crate) fn finish(self) {
        let all = self.service.operations.iter().map(|operation| operation.id.as_str());
        let forgotten: Vec<_> = all.filter(|id| !self.played.contains(*id)).collect();
        assert_eq!(forgotten, [""; 0], "{} is not wholly replayed", self.service.name);
    }

    /// Whose token an operation is called with.
    fn caller(&self, operation: &Operation) -> Option<&str> {
        let audience = match operation.activity {
            Some(_) => "employee",
            None => operation.audience.as_str(),
        };
        self.tokens.get(audience).map(String::as_str)
    }

    async fn send(
        &self,
        operation: &Operation,
        token: Option<&str>,
        body: &Value,
        known: &BTreeMap<String, String>,
    ) -> Answered {
        if let Some(activity) = &operation.activity {
            let token = token.unwrap_or_default();
            return self.api.execute(token, activity, body.clone()).await;
        }
        let mut path = format!("{}{}", self.service.prefix, operation.path.as_deref().unwrap());
        for (name, value) in known {
            path = path.replace(&format!("{{{name}}}"), value);
        }
        let method = operation.method.as_deref().unwrap();
        let body = match body {
            Value::Object(fields) if method == "GET" => {
                path = format!("{path}?{}", form(fields));
                &Value::Null
            }
            body => body,
        };
        let mut request = Request::builder().method(method).uri(path);
        if let Some(token) = token {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        for field in operation.own_headers() {
            let value = if field.r#type == "uuid" { NOBODY } else { &known[&field.name] };
            request = request.header(&field.name, value);
        }
        let (kind, text) = match body {
            Value::Null => return self.api.send(request.body(Body::empty()).unwrap()).await,
            Value::Object(fields) if operation.takes_form() => {
                ("application/x-www-form-urlencoded", form(fields))
            }
            Value::String(file) => ("text/csv", file.clone()),
            json => ("application/json", json.to_string()),
        };
        let request = request.header(header::CONTENT_TYPE, kind).body(Body::from(text));
        self.api.send(request.unwrap()).await
    }
}

fn form(fields: &Map<String, Value>) -> String {
    let pairs: Vec<_> =
        fields.iter().map(|(name, value)| (name, value.as_str().unwrap())).collect();
    serde_urlencoded::to_string(pairs).unwrap()
}
