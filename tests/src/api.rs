//! The REST interface in this process, with a check of every answer against its own description.

mod description;

use crate::{
    backend::{Backend, Memory},
    fixture::{CountedIds, FixedClock},
};
use axum::{Router, body::Body};
use chrono::TimeDelta;
use description::Documented;
use http::{HeaderMap, Request, StatusCode, header};
use http_body_util::BodyExt;
use kredo_application::{
    Recorder, Store,
    activity::ActivityTable,
    customer::customer_activities,
    identity::{AddAccount, AddAccountCommand, LogIn, LogInPolicy},
};
use kredo_domain::identity::{AccountName, Role};
use kredo_http::Dependencies;
use kredo_security::{
    identity::{Argon2Hasher, HasherSettings, JwtTokens, SystemSecrets, TokenSettings},
    key::{KeyPurpose, KeyRing},
};
use serde_json::{Value, json};
use std::{collections::BTreeSet, sync::Arc};
use tower::ServiceExt;

/// How long tokens hold here, seconds.
pub const TOKEN_LIFETIME: i64 = 600;

/// A server without sockets.
pub struct Api {
    router: Router,
    documented: Documented,
    accounts: AddAccount,
    /// The time that it goes by.
    pub clock: Arc<FixedClock>,
}

/// What came back.
#[derive(Debug)]
pub struct Answered {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub json: Value,
}

impl Answered {
    /// The code of a refusal; empty when there is none.
    #[must_use]
    pub fn code(&self) -> &str {
        self.json["type"].as_str().unwrap_or_default()
    }
    /// Status and code, to compare both at once.
    #[must_use]
    pub fn refusal(&self) -> (u16, &str) {
        (self.status.as_u16(), self.code())
    }
    /// Paths of the faulty fields, sorted.
    #[must_use]
    pub fn faults(&self) -> Vec<&str> {
        let fields = self.json["fields"].as_array().map_or(&[][..], Vec::as_slice);
        let mut paths: Vec<_> = fields.iter().filter_map(|f| f["path"].as_str()).collect();
        paths.sort_unstable();
        paths
    }
}

impl Api {
    /// An empty server.
    pub async fn start() -> Self {
        Self::with(|table| table).await
    }

    /// A server with further activities.
    pub async fn with(more: impl FnOnce(ActivityTable) -> ActivityTable) -> Self {
        let store: Arc<dyn Store> = Memory::start().await.store();
        let clock = Arc::new(FixedClock::default());
        let ids = Arc::new(CountedIds::default());
        let recorder =
            Recorder::new(Arc::<FixedClock>::clone(&clock), Arc::<CountedIds>::clone(&ids));
        let cheap = HasherSettings { memory_kib: 8, passes: 1, ..HasherSettings::default() };
        let hasher = Arc::new(Argon2Hasher::try_new(cheap).unwrap());
        let folder = tempfile::tempdir().unwrap();
        let keys = KeyRing::load_or_create(folder.path(), KeyPurpose::Tokens).unwrap();
        let settings = TokenSettings { issuer: "kredo".into(), audience: "kredo".into() };
        let tokens = Arc::new(JwtTokens::new(&keys, settings));
        let log_in = LogIn::new(
            Arc::clone(&store),
            Arc::<Argon2Hasher>::clone(&hasher),
            Arc::<JwtTokens>::clone(&tokens),
            recorder.clone(),
            LogInPolicy { lifetime: TimeDelta::seconds(TOKEN_LIFETIME) },
        );
        let activities = more(customer_activities(ActivityTable::default(), &recorder));
        let documented = Documented::new(kredo_http::openapi(&activities));
        let accounts =
            AddAccount::new(Arc::clone(&store), Arc::new(SystemSecrets), hasher, recorder);
        let now = Arc::<FixedClock>::clone(&clock);
        let given = Dependencies { store, clock: now, ids, log_in, tokens, activities };
        Self { router: kredo_http::router(given), documented, accounts, clock }
    }

    /// Opens an account and gives its secret.
    pub async fn account(&self, name: &str, role: Role) -> String {
        let name = AccountName::try_new(name).unwrap();
        let command = AddAccountCommand { name, roles: BTreeSet::from([role]) };
        self.accounts.execute(command).await.unwrap().secret
    }

    /// Opens an account and logs it in.
    pub async fn token(&self, name: &str, role: Role) -> String {
        let secret = self.account(name, role).await;
        let answered = match role {
            Role::Partner | Role::Service => {
                let form = [
                    ("grant_type", "client_credentials"),
                    ("client_id", name),
                    ("client_secret", &secret),
                ];
                self.form("/auth/partners", &form).await
            }
            Role::Client | Role::Employee | Role::Admin => {
                let form = [
                    ("grant_type", "password"),
                    ("client_id", "back-office"),
                    ("username", name),
                    ("password", &secret),
                ];
                self.form("/auth/employees", &form).await
            }
        };
        assert_eq!(answered.status, 200, "{answered:?}");
        answered.json["access_token"].as_str().unwrap().to_owned()
    }

    /// Sends a form.
    pub async fn form(&self, path: &str, fields: &[(&str, &str)]) -> Answered {
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(serde_urlencoded::to_string(fields).unwrap()));
        self.send(request.unwrap()).await
    }

    /// Reads an address.
    pub async fn get(&self, path: &str) -> Answered {
        self.send(Request::get(path).body(Body::empty()).unwrap()).await
    }

    /// Sends JSON with a token.
    pub async fn post(&self, path: &str, token: &str, body: &Value) -> Answered {
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::AUTHORIZATION, format!("Bearer {token}"))
            .body(Body::from(body.to_string()));
        self.send(request.unwrap()).await
    }

    /// Runs an activity as the manual's test flow does.
    pub async fn execute(&self, token: &str, method: &str, args: Value) -> Answered {
        let queue = method.split('#').next();
        let body = json!({
            "workflow": {
                "queue": "test-queue", "timeoutMs": 15000, "id": "Test", "namespace": "default",
            },
            "activity": {
                "timeoutMs": 15000, "queue": queue, "method": method, "namespace": "default",
                "args": args,
            },
        });
        self.post("/utt/api/v1/execute", token, &body).await
    }

    /// Sends a request; what comes back must be what the description promises.
    pub async fn send(&self, request: Request<Body>) -> Answered {
        let (method, path) = (request.method().clone(), request.uri().path().to_owned());
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        let json = serde_json::from_slice(&bytes).expect("every answer is JSON");
        let answered = Answered { status: parts.status, headers: parts.headers, json };
        self.documented.check(&method, &path, &answered);
        answered
    }
}
