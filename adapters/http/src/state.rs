//! What handlers work with.

use crate::{
    api::{self, Operation},
    extract::Validators,
    limits::{LimitSettings, Limits},
};
use chrono::{DateTime, FixedOffset, Utc};
use kredo_application::{
    AppError, BusinessTime, Recorder, Store,
    activity::ActivityTable,
    flow::{FlowDriver, TellsFlow, run_with_flow},
    identity::{LogIn, LogInClient, SendLoginCode, ports::TokenVerifier},
    loan_application::{
        ActOnApplication, CreateApplication, RequestOtp, ShowContract, SignApplication, UploadFile,
    },
    personal_data::ErasePersonalData,
    ports::{Clock, IdSource},
};
use serde_json::value::{RawValue, to_raw_value};
use std::{
    sync::{Arc, OnceLock},
    time::Duration,
};

/// Everything the interface needs from the composition root.
pub struct Dependencies {
    /// Where things are kept.
    pub store: Arc<dyn Store>,
    /// Real time.
    pub clock: Arc<dyn Clock>,
    /// Fresh guids.
    pub ids: Arc<dyn IdSource>,
    /// What every use case that changes something has at hand.
    pub recorder: Recorder,
    /// Issues tokens.
    pub log_in: LogIn,
    /// Sends codes to clients who want to come in.
    pub send_login_code: SendLoginCode,
    /// Issues tokens to clients.
    pub log_in_client: LogInClient,
    /// Checks tokens.
    pub tokens: Arc<dyn TokenVerifier>,
    /// Creates applications.
    pub create_application: CreateApplication,
    /// Carries out what partners do with them.
    pub act: ActOnApplication,
    /// Lets codes for signatures be sent.
    pub request_otp: RequestOtp,
    /// Signs with them.
    pub sign: SignApplication,
    /// Shows what was or is to be signed.
    pub show_contract: ShowContract,
    /// Keeps files that partners upload.
    pub upload_file: UploadFile,
    /// Erases what is held about customers.
    pub erase_personal_data: ErasePersonalData,
    /// Drives the flows that are told something.
    pub flows: Arc<dyn FlowDriver>,
    /// The lender's time.
    pub time: BusinessTime,
    /// What was counted, as Prometheus reads it.
    pub metrics: Arc<dyn Fn() -> String + Send + Sync>,
    /// How often everybody may ask.
    pub limits: LimitSettings,
    /// How long the body of a request may take.
    pub body_time: Duration,
    /// The activities that `/utt/api/v1/execute` can run.
    pub activities: ActivityTable,
}

pub(crate) type SharedState = Arc<AppState>;

pub(crate) struct AppState {
    given: Dependencies,
    validators: Validators,
    limits: Limits,
    operations: Vec<Operation>,
    /// Made when it is first asked for, and kept as text: as a tree it takes several times as much.
    document: OnceLock<Box<RawValue>>,
}

impl AppState {
    pub(crate) fn new(given: Dependencies, operations: Vec<Operation>) -> SharedState {
        let (validators, limits) = (Validators::default(), Limits::new(given.limits));
        Arc::new(Self { given, validators, limits, operations, document: OnceLock::new() })
    }
    /// The OpenAPI document.
    pub(crate) fn document(&self) -> &RawValue {
        self.document.get_or_init(|| {
            let document = api::document(&self.operations, &self.given.activities);
            // A tree of JSON always is text of JSON.
            to_raw_value(&document).unwrap_or_else(|_| RawValue::NULL.to_owned())
        })
    }
    pub(crate) fn metrics(&self) -> String {
        (self.given.metrics)()
    }
    pub(crate) const fn limits(&self) -> &Limits {
        &self.limits
    }
    /// How long the body of a request may take.
    pub(crate) const fn body_time(&self) -> Duration {
        self.given.body_time
    }
    pub(crate) const fn validators(&self) -> &Validators {
        &self.validators
    }
    pub(crate) fn store(&self) -> &dyn Store {
        &*self.given.store
    }
    pub(crate) fn now(&self) -> DateTime<Utc> {
        self.given.clock.now()
    }
    pub(crate) fn ids(&self) -> &dyn IdSource {
        &*self.given.ids
    }
    pub(crate) fn recorder(&self) -> Recorder {
        self.given.recorder.clone()
    }
    pub(crate) const fn log_in(&self) -> &LogIn {
        &self.given.log_in
    }
    pub(crate) const fn send_login_code(&self) -> &SendLoginCode {
        &self.given.send_login_code
    }
    pub(crate) const fn log_in_client(&self) -> &LogInClient {
        &self.given.log_in_client
    }
    pub(crate) fn tokens(&self) -> &dyn TokenVerifier {
        &*self.given.tokens
    }
    pub(crate) const fn create_application(&self) -> &CreateApplication {
        &self.given.create_application
    }
    pub(crate) const fn act(&self) -> &ActOnApplication {
        &self.given.act
    }
    pub(crate) const fn request_otp(&self) -> &RequestOtp {
        &self.given.request_otp
    }
    pub(crate) const fn sign(&self) -> &SignApplication {
        &self.given.sign
    }
    pub(crate) const fn show_contract(&self) -> &ShowContract {
        &self.given.show_contract
    }
    pub(crate) const fn upload_file(&self) -> &UploadFile {
        &self.given.upload_file
    }
    pub(crate) const fn erase_personal_data(&self) -> &ErasePersonalData {
        &self.given.erase_personal_data
    }
    /// Runs a use case together with what the flow that it tells does next.
    pub(crate) async fn run_with_flow<U: TellsFlow>(
        &self,
        use_case: &U,
        command: &U::Command,
    ) -> Result<U::Output, AppError> {
        run_with_flow(self.store(), &*self.given.flows, use_case, command).await
    }
    /// The lender's time.
    pub(crate) const fn time(&self) -> &BusinessTime {
        &self.given.time
    }
    /// The lender's zone.
    pub(crate) const fn zone(&self) -> FixedOffset {
        self.given.time.zone()
    }
    pub(crate) const fn activities(&self) -> &ActivityTable {
        &self.given.activities
    }
}
