//! The REST interface in this process, with a check of every answer against its own description.

mod closing;
mod description;
mod world;

pub use world::World;

use crate::{
    backend::{Backend, Memory},
    fixture::{CountedIds, FixedClock, recorder},
};
use axum::{Router, body::Body};
use chrono::{FixedOffset, TimeDelta};
use description::{Asked, Documented};
use http::{HeaderMap, Request, StatusCode, header};
use http_body_util::BodyExt;
use kredo_application::{
    BusinessTime, Recorder, Store,
    activity::ActivityTable,
    card::card_activities,
    customer::customer_activities,
    document::{InstallDocumentTypes, document_activities},
    flag::{InstallFlags, flag_activities},
    flow::{EngineSettings, FlowEngine, Programs},
    identification::identification_activities,
    identity::{AddAccount, AddAccountCommand, Claims, LogIn, LogInPolicy, ports::TokenIssuer},
    loan_application::{
        ActOnApplication, Closing, CreateApplication, Lending, Outside, PartnerLoanApplicationFlow,
        RequestOtp, ShowContract, SignApplication, UploadFile,
        contract_document::{SealError, SealVerifier, VerifiedSeal},
        loan_application_activities,
    },
    otp::{SetOtpException, SetOtpExceptionCommand},
    personal_data::{ErasePersonalData, Retention},
    ports::Clock,
    run,
};
use kredo_domain::{
    Phone,
    identity::{AccountName, Role},
    partner::PartnerProfile,
    personal_data::RetentionTerm,
};
use kredo_http::Dependencies;
use kredo_outbound::payment::SandboxPayment;
use kredo_security::{
    identity::{Argon2Hasher, HasherSettings, JwtTokens, SystemSecrets, TokenSettings},
    key::{KeyPurpose, KeyRing},
};
use serde_json::{Value, json};
use std::{
    collections::{BTreeSet, HashMap},
    fs,
    path::Path,
    sync::{Arc, Mutex},
    time::Duration,
};
use tempfile::TempDir;
use tower::ServiceExt;
use uuid::Uuid;

/// How long tokens hold here, seconds.
pub const TOKEN_LIFETIME: i64 = 600;

/// A server without sockets.
pub struct Api {
    router: Router,
    engine: Arc<FlowEngine>,
    activities: ActivityTable,
    folder: TempDir,
    store: Arc<dyn Store>,
    documented: Documented,
    accounts: AddAccount,
    tokens: Arc<JwtTokens>,
    recorder: Recorder,
    secrets: Mutex<HashMap<String, String>>,
    closing: Closing,
    /// Pays partners, and remembers what it saw.
    pub payment: Arc<SandboxPayment>,
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
        Self::with_world(World::default(), more).await
    }

    /// A server in another world.
    pub async fn in_world(world: World) -> Self {
        Self::with_world(world, |table| table).await
    }

    async fn with_world(world: World, more: impl FnOnce(ActivityTable) -> ActivityTable) -> Self {
        Self::on_store(Memory::start().await.store(), &world, more).await
    }

    /// A server on that store.
    pub async fn on_store(
        store: Arc<dyn Store>,
        world: &World,
        more: impl FnOnce(ActivityTable) -> ActivityTable,
    ) -> Self {
        let api = Self::composed(store, world, more);
        run(&*api.store, &InstallFlags::new(&api.recorder), &()).await.unwrap();
        run(&*api.store, &InstallDocumentTypes::new(&api.recorder), &()).await.unwrap();
        api
    }

    fn composed(
        store: Arc<dyn Store>,
        world: &World,
        more: impl FnOnce(ActivityTable) -> ActivityTable,
    ) -> Self {
        let clock = Arc::new(FixedClock::default());
        let ids = Arc::new(CountedIds::default());
        let now: Arc<dyn Clock> = Arc::<FixedClock>::clone(&clock);
        let recorder = Recorder::new(Arc::clone(&now), Arc::<CountedIds>::clone(&ids));
        let zone = FixedOffset::east_opt(3 * 3600).unwrap();
        let time = BusinessTime::real(Arc::clone(&now), zone);
        let folder = tempfile::tempdir().unwrap();
        let (closing, payment) = closing::closing(world, &store, &recorder, folder.path());
        let hands = (world.outside(), closing.clone());
        let activities = more(self::activities(&store, (recorder.clone(), time.clone()), hands));
        let engine = engine(&store, &activities, (Arc::clone(&now), time.clone()));
        let (log_in, accounts, tokens) = identity(&store, &recorder);
        let (send_login_code, log_in_client) =
            closing::clients(&closing, &store, &recorder, &log_in);
        let (files, codes) = (Arc::clone(&closing.files), closing.codes.clone());
        let retention = Retention::new(recorder.clone(), time.clone(), RetentionTerm::LEGAL);
        let given = Dependencies {
            store: Arc::clone(&store),
            clock: now,
            ids,
            recorder: recorder.clone(),
            send_login_code,
            log_in_client,
            log_in,
            tokens: Arc::<JwtTokens>::clone(&tokens),
            create_application: CreateApplication::new(recorder.clone(), time.clone()),
            request_otp: RequestOtp::new(recorder.clone(), time.clone(), codes.clone()),
            sign: SignApplication::new(recorder.clone(), time.clone(), codes),
            show_contract: ShowContract::new(Arc::clone(&store), Arc::clone(&files)),
            upload_file: UploadFile::new(Arc::clone(&store), Arc::clone(&files), recorder.clone()),
            erase_personal_data: ErasePersonalData::new(Arc::clone(&store), files, retention),
            act: ActOnApplication::new(recorder.clone(), time.clone()),
            flows: Arc::new(Arc::clone(&engine)),
            time,
            metrics: Arc::new(String::new),
            limits: world.limits,
            body_time: Duration::from_secs(5),
            activities: activities.clone(),
        };
        let documented = Documented::new(&activities);
        let (router, secrets) = (kredo_http::router(given), Mutex::default());
        Self {
            router,
            engine,
            activities,
            folder,
            store,
            documented,
            accounts,
            tokens,
            recorder,
            secrets,
            closing,
            payment,
            clock,
        }
    }

    /// How many files it keeps.
    #[must_use]
    pub fn kept_files(&self) -> usize {
        files_below(&closing::files_below(self.folder.path()))
    }

    /// Texts of the messages to that phone, oldest first.
    pub async fn messages(&self, phone: &str) -> Vec<String> {
        let phone = Phone::parse_leniently(phone).unwrap();
        let kept = self.store.reader().await.unwrap().mailbox().to(&phone).await.unwrap();
        kept.into_iter().map(|message| message.record().text.clone()).collect()
    }

    /// Fixes the code of a phone, as demonstrations do.
    pub async fn fix_code(&self, phone: &str, code: &str) {
        let (phone, code) = (Phone::parse_leniently(phone).unwrap(), code.to_owned());
        let fix = SetOtpException::new(recorder());
        run(&*self.store, &fix, &SetOtpExceptionCommand { phone, code }).await.unwrap();
    }

    /// A token of the client with that phone, who becomes a customer with the first one.
    pub async fn client_token(&self, phone: &str) -> String {
        const DEVICE: &str = "0193507c-7c00-7000-8000-000000000001";
        self.fix_code(phone, "1111").await;
        let asked = self.from_device("/auth/code", DEVICE, &[("phone_number", phone)]).await;
        assert_eq!(asked.status, 200, "{asked:?}");
        let fields = [
            ("grant_type", "password"),
            ("client_id", "mobile"),
            ("phone_number", phone),
            ("code", "1111"),
        ];
        let answered = self.from_device("/auth", DEVICE, &fields).await;
        answered.json["access_token"].as_str().unwrap().to_owned()
    }

    /// A token of a client whom the store does not know, as after a restored backup.
    ///
    /// # Panics
    /// When it cannot be signed.
    #[must_use]
    pub fn token_of_nobody(&self) -> String {
        let issued_at = self.clock.now();
        let claims = Claims {
            id: Uuid::from_u128(1),
            subject: Uuid::from_u128(2),
            authorized_party: "mobile".to_owned(),
            roles: BTreeSet::from([Role::Client]),
            issued_at,
            expires_at: issued_at + TimeDelta::seconds(TOKEN_LIFETIME),
        };
        self.tokens.issue(&claims).unwrap()
    }

    /// What the seal of a document testifies.
    ///
    /// # Errors
    /// [`SealError`] when it is not the document that the lender sealed.
    pub fn verify(&self, file: &[u8]) -> Result<VerifiedSeal, SealError> {
        closing::verifier(self.folder.path()).verify(file)
    }

    /// What concludes contracts here.
    #[must_use]
    pub const fn closing(&self) -> &Closing {
        &self.closing
    }

    /// What it can run by name.
    #[must_use]
    pub const fn activities(&self) -> &ActivityTable {
        &self.activities
    }

    /// Lets every flow go on until all of them rest.
    pub async fn settle(&self) {
        while self.engine.work_once().await.unwrap() > 0 {}
    }

    /// What it keeps things in.
    #[must_use]
    pub fn store(&self) -> &Arc<dyn Store> {
        &self.store
    }

    /// Opens an account and gives its secret.
    pub async fn account(&self, name: &str, role: Role) -> String {
        let name = AccountName::try_new(name).unwrap();
        let title = "ООО «Электроника Плюс»".to_owned();
        let profile = PartnerProfile { title, inn: Some("7707083893".to_owned()) };
        let profile = (role == Role::Partner).then_some(profile);
        let command = AddAccountCommand { name, roles: BTreeSet::from([role]), profile };
        self.accounts.execute(command).await.unwrap().secret
    }

    /// Opens an account and logs it in.
    pub async fn token(&self, name: &str, role: Role) -> String {
        let secret = self.account(name, role).await;
        self.secrets.lock().unwrap().insert(name.to_owned(), secret.clone());
        self.log_in(name, &secret, role).await
    }

    /// Logs a partner in again that [`Api::token`] opened.
    pub async fn renewed_token(&self, name: &str) -> String {
        let secret = self.secrets.lock().unwrap()[name].clone();
        self.log_in(name, &secret, Role::Partner).await
    }

    async fn log_in(&self, name: &str, secret: &str, role: Role) -> String {
        let answered = match role {
            Role::Partner | Role::Service => {
                let form = [
                    ("grant_type", "client_credentials"),
                    ("client_id", name),
                    ("client_secret", secret),
                ];
                self.form("/auth/partners", &form).await
            }
            Role::Client | Role::Employee | Role::Admin => {
                let form = [
                    ("grant_type", "password"),
                    ("client_id", "back-office"),
                    ("username", name),
                    ("password", secret),
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

    /// Sends a form from a device.
    pub async fn from_device(&self, path: &str, device: &str, fields: &[(&str, &str)]) -> Answered {
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("X-Device-Id", device)
            .body(Body::from(serde_urlencoded::to_string(fields).unwrap()));
        self.send(request.unwrap()).await
    }

    /// Reads an address.
    pub async fn get(&self, path: &str) -> Answered {
        self.send(Request::get(path).body(Body::empty()).unwrap()).await
    }

    /// Sends JSON with a token.
    pub async fn post(&self, path: &str, token: &str, body: &Value) -> Answered {
        self.with_json("POST", path, token, body).await
    }

    /// Sends JSON with a token.
    pub async fn with_json(&self, method: &str, path: &str, token: &str, body: &Value) -> Answered {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::AUTHORIZATION, format!("Bearer {token}"));
        if let Some(activity) = body["activity"]["method"].as_str() {
            request = request.extension(Asked(activity.to_owned()));
        }
        self.send(request.body(Body::from(body.to_string())).unwrap()).await
    }

    /// Sends JSON with a token, and hangs up before it is answered.
    ///
    /// # Panics
    /// When the answer comes at once.
    pub async fn post_and_hang_up(&self, path: &str, token: &str, body: &Value) {
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::AUTHORIZATION, format!("Bearer {token}"))
            .body(Body::from(body.to_string()));
        tokio::select! {
            biased;
            _ = self.router.clone().oneshot(request.unwrap()) => panic!("it was answered at once"),
            () = std::future::ready(()) => {}
        }
    }

    /// Sends nothing but a token.
    pub async fn with_token(&self, method: &str, path: &str, token: &str) -> Answered {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::AUTHORIZATION, format!("Bearer {token}"))
            .body(Body::empty());
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
        let asked = request.extensions().get::<Asked>().cloned();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        let json = match &bytes[..] {
            [] => Value::Null,
            text => serde_json::from_slice(text).expect("every answer is JSON"),
        };
        let answered = Answered { status: parts.status, headers: parts.headers, json };
        self.documented.check((&method, &path), asked.as_ref(), &answered);
        answered
    }
}

fn files_below(folder: &Path) -> usize {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.map(|path| if path.is_dir() { files_below(&path) } else { 1 }).sum()
}

/// The activities of a lender of Russia.
fn activities(
    store: &Arc<dyn Store>,
    (recorder, time): (Recorder, BusinessTime),
    hands: (Outside, Closing),
) -> ActivityTable {
    let lending = Arc::new(Lending::russian().unwrap());
    let table = customer_activities(ActivityTable::default(), &recorder);
    let table = card_activities(table, &recorder);
    let table = flag_activities(table, &recorder);
    let table = identification_activities(table, &recorder, &time);
    let table = document_activities(table, &recorder);
    loan_application_activities(table, Arc::clone(store), (recorder, time), lending, hands)
}

/// An engine that drives the flows of loan applications.
fn engine(
    store: &Arc<dyn Store>,
    activities: &ActivityTable,
    clocks: (Arc<dyn Clock>, BusinessTime),
) -> Arc<FlowEngine> {
    Arc::new(FlowEngine::new(
        Arc::clone(store),
        (Programs::default().with(PartnerLoanApplicationFlow::default()), activities.clone()),
        clocks,
        EngineSettings::default(),
        Uuid::from_u128(1),
    ))
}

/// Accounts and tokens, hashed as cheaply as Argon2 allows.
fn identity(store: &Arc<dyn Store>, recorder: &Recorder) -> (LogIn, AddAccount, Arc<JwtTokens>) {
    let cheap = HasherSettings { memory_kib: 8, passes: 1, ..HasherSettings::default() };
    let hasher = Arc::new(Argon2Hasher::try_new(cheap).unwrap());
    let folder = tempfile::tempdir().unwrap();
    let keys = KeyRing::load_or_create(folder.path(), KeyPurpose::Tokens).unwrap();
    let settings = TokenSettings { issuer: "kredo".into(), audience: "kredo".into() };
    let tokens = Arc::new(JwtTokens::new(&keys, settings));
    let log_in = LogIn::new(
        Arc::clone(store),
        Arc::<Argon2Hasher>::clone(&hasher),
        Arc::<JwtTokens>::clone(&tokens),
        recorder.clone(),
        LogInPolicy { lifetime: TimeDelta::seconds(TOKEN_LIFETIME) },
    );
    let secrets = Arc::new(SystemSecrets);
    let accounts = AddAccount::new(Arc::clone(store), secrets, hasher, recorder.clone());
    (log_in, accounts, tokens)
}
