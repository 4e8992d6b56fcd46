//! The composition root: which adapter stands behind which port.

mod files;
mod lending;
#[cfg(not(feature = "fault-points"))]
mod no_points;
mod outside;
#[cfg(feature = "http")]
mod remote;
mod sandboxes;
mod signing;
#[cfg(test)]
mod tests;
#[cfg(not(feature = "http"))]
mod without_http;

#[cfg(feature = "fault-points")]
use crate::fault_point as points;
#[cfg(not(feature = "fault-points"))]
use no_points as points;
#[cfg(not(feature = "http"))]
use without_http as remote;

pub(crate) use sandboxes::sandboxes;

use crate::config::Config;
use chrono::{NaiveDate, TimeDelta};
use kredo_application::{
    BusinessTime, Recorder, Store,
    activity::ActivityTable,
    card::card_activities,
    customer::{ImportCustomers, customer_activities},
    document::{InstallDocumentTypes, document_activities},
    file::ports::FileStorage,
    flag::{InstallFlags, flag_activities},
    flow::{EngineSettings, FlowEngine, Programs},
    identification::identification_activities,
    identity::{AddAccount, LogIn, LogInClient, LogInPolicy, SendLoginCode},
    loan_application::{
        ActOnApplication, Closing, CreateApplication, PartnerLoanApplicationFlow, RequestOtp,
        ShowContract, SignApplication, UploadFile, loan_application_activities,
    },
    otp::SetOtpException,
    passport_registry::ImportPassports,
    personal_data::{ErasePersonalData, Retention},
    ports::IdSource,
    run,
};
use kredo_http::Dependencies;
use kredo_messaging::{InProcessBus, InProcessSettings, LogSubscriber, OutboxRelay, RelaySettings};
use kredo_outbound::{SystemClock, SystemIds};
use kredo_persistence::{MemoryStore, SqlOptions, SqlStore};
use kredo_security::{
    audit::AuditKey,
    identity::{Argon2Hasher, HasherSettings, JwtTokens, SystemSecrets, TokenSettings},
    key::{KeyPurpose, KeyRing},
};
use std::{sync::Arc, time::Duration};

/// Opens the database and brings it to this program's version.
pub(crate) async fn database(config: &Config) -> anyhow::Result<SqlStore> {
    let store = open(config).await?;
    migrate(&store).await?;
    Ok(store)
}

/// Brings the database to this program's version, with what comes with the program in its
/// directories.
pub(crate) async fn migrate(store: &SqlStore) -> anyhow::Result<()> {
    store.migrate().await?;
    run(store, &InstallFlags::new(&recorder()), &()).await?;
    run(store, &InstallDocumentTypes::new(&recorder()), &()).await?;
    Ok(())
}

/// Opens the database and changes nothing in it.
pub(crate) async fn open(config: &Config) -> anyhow::Result<SqlStore> {
    let options = SqlOptions {
        max_connections: config.database.max_connections,
        wait: Duration::from_secs(config.database.wait_seconds),
    };
    Ok(SqlStore::open(config.database.url.expose(), options).await?)
}

pub(crate) fn recorder() -> Recorder {
    Recorder::new(Arc::new(SystemClock), Arc::new(SystemIds))
}

fn hasher(config: &Config) -> anyhow::Result<Arc<Argon2Hasher>> {
    let settings = HasherSettings {
        memory_kib: config.passwords.memory_kib,
        passes: config.passwords.passes,
        buffers: config.passwords.buffers,
        ..HasherSettings::default()
    };
    Ok(Arc::new(Argon2Hasher::try_new(settings)?))
}

/// Opens accounts.
pub(crate) fn add_account(config: &Config, store: Arc<dyn Store>) -> anyhow::Result<AddAccount> {
    Ok(AddAccount::new(store, Arc::new(SystemSecrets), hasher(config)?, recorder()))
}

/// Takes customers over from a file.
pub(crate) fn import_customers() -> ImportCustomers {
    ImportCustomers::new(recorder())
}

/// Imports the register of invalid passports, on the lender's real day.
pub(crate) fn import_passports(config: &Config, store: Arc<dyn Store>) -> ImportPassports {
    ImportPassports::new(store, time(config, None))
}

/// Fixes the codes of phones.
pub(crate) fn set_otp_exception() -> SetOtpException {
    SetOtpException::new(recorder())
}

/// Every activity that this program knows, on that store.
fn activities(
    config: &Config,
    store: Arc<dyn Store>,
    time: BusinessTime,
    closing: Closing,
) -> anyhow::Result<ActivityTable> {
    let table = customer_activities(ActivityTable::default(), &recorder());
    let lending = Arc::new(lending::lending(config)?);
    let table = card_activities(table, &recorder());
    let table = flag_activities(table, &recorder());
    let table = identification_activities(table, &recorder(), &time);
    let table = document_activities(table, &recorder());
    let hands = (points::outside(outside::outside(config)?), closing);
    Ok(loan_application_activities(table, store, (recorder(), time), lending, hands))
}

/// Every activity, to be described and not to be run.
pub(crate) fn described_activities() -> anyhow::Result<ActivityTable> {
    let config = Config::defaults();
    let store: Arc<dyn Store> = Arc::new(MemoryStore::default());
    let closing = signing::described(&config, Arc::clone(&store))?;
    activities(&config, store, time(&config, None), closing)
}

/// The lender's time in its zone: real, or another day for a trial.
fn time(config: &Config, today: Option<NaiveDate>) -> BusinessTime {
    let (clock, zone) = (Arc::new(SystemClock), config.lender.zone);
    match today {
        Some(day) => BusinessTime::on_day(clock, zone, day),
        None => BusinessTime::real(clock, zone),
    }
}

/// What `serve` runs: the engine, and everything behind the REST interface.
pub(crate) struct Server {
    pub(crate) engine: Arc<FlowEngine>,
    pub(crate) interface: Dependencies,
}

/// Where files are kept.
pub(crate) async fn files(config: &Config) -> anyhow::Result<Arc<dyn FileStorage>> {
    files::storage(&config.files).await
}

/// Erases what is held about people.
pub(crate) async fn erase_personal_data(
    config: &Config,
    store: SqlStore,
) -> anyhow::Result<ErasePersonalData> {
    let store = points::store(Arc::new(store));
    let files = points::files(files(config).await?);
    Ok(ErasePersonalData::new(store, files, retention(config)))
}

/// By real time, whatever day a trial works on.
fn retention(config: &Config) -> Retention {
    Retention::new(recorder(), time(config, None), config.personal_data.term)
}

/// Puts the server together.
pub(crate) async fn server(
    config: &Config,
    store: SqlStore,
    today: Option<NaiveDate>,
) -> anyhow::Result<Server> {
    let store = points::store(Arc::new(store));
    let time = time(config, today);
    let closing = points::closing(signing::closing(config, Arc::clone(&store)).await?);
    let activities = activities(config, Arc::clone(&store), time.clone(), closing.clone())?;
    let between_orders = TimeDelta::seconds(config.flows.order_pause_seconds);
    let program = PartnerLoanApplicationFlow { between_orders };
    let engine = Arc::new(FlowEngine::new(
        Arc::clone(&store),
        (Programs::default().with(program), activities.clone()),
        (Arc::new(SystemClock), time.clone()),
        EngineSettings {
            lease: TimeDelta::seconds(config.flows.lease_seconds),
            ..EngineSettings::default()
        },
        SystemIds.next(),
    ));
    let interface = interface(config, store, (activities, time, closing), Arc::clone(&engine))?;
    Ok(Server { engine, interface })
}

/// A fresh name for one piece of work, for the audit trail and the log.
pub(crate) fn new_trace() -> String {
    SystemIds.next().as_simple().to_string()
}

/// What publishes the events of that store.
pub(crate) fn relay(config: &Config, store: SqlStore) -> anyhow::Result<OutboxRelay> {
    let bus = InProcessBus::new(InProcessSettings::default()).with("", LogSubscriber);
    let publish = (points::bus(Arc::new(bus)), config.events.source.clone());
    let lease = TimeDelta::seconds(config.events.lease_seconds);
    let settings = RelaySettings { lease, ..RelaySettings::default() };
    let store = points::store(Arc::new(store));
    let keys = KeyRing::load_or_create(&config.keys.folder, KeyPurpose::Audit)?;
    let kept = (store, Arc::new(AuditKey::try_new(&keys)?) as _);
    Ok(OutboxRelay::new(kept, publish, Arc::new(SystemClock), settings, SystemIds.next()))
}

fn interface(
    config: &Config,
    store: Arc<dyn Store>,
    (activities, time, closing): (ActivityTable, BusinessTime, Closing),
    engine: Arc<FlowEngine>,
) -> anyhow::Result<Dependencies> {
    let metrics = crate::counters::start()?;
    let keys = KeyRing::load_or_create(&config.keys.folder, KeyPurpose::Tokens)?;
    let settings = TokenSettings {
        issuer: config.tokens.issuer.clone(),
        audience: config.tokens.audience.clone(),
    };
    let tokens = Arc::new(JwtTokens::new(&keys, settings));
    let lifetime = TimeDelta::seconds(config.tokens.lifetime_seconds);
    let log_in = LogIn::new(
        Arc::clone(&store),
        hasher(config)?,
        Arc::<JwtTokens>::clone(&tokens),
        recorder(),
        LogInPolicy { lifetime },
    );
    let Closing { files, codes, sms, profile, .. } = closing;
    let lender = profile.party.short_name.clone();
    Ok(Dependencies {
        send_login_code: SendLoginCode::new(
            Arc::clone(&store),
            sms,
            codes.clone(),
            recorder(),
            lender,
        ),
        log_in_client: LogInClient::new(
            Arc::clone(&store),
            log_in.clone(),
            recorder(),
            codes.clone(),
        ),
        request_otp: RequestOtp::new(recorder(), time.clone(), codes.clone()),
        sign: SignApplication::new(recorder(), time.clone(), codes),
        show_contract: ShowContract::new(Arc::clone(&store), Arc::clone(&files)),
        upload_file: UploadFile::new(Arc::clone(&store), Arc::clone(&files), recorder()),
        erase_personal_data: ErasePersonalData::new(Arc::clone(&store), files, retention(config)),
        store,
        clock: Arc::new(SystemClock),
        ids: Arc::new(SystemIds),
        recorder: recorder(),
        log_in,
        tokens,
        create_application: CreateApplication::new(recorder(), time.clone()),
        act: ActOnApplication::new(recorder(), time.clone()),
        flows: Arc::new(engine),
        time,
        metrics: Arc::new(move || metrics.render()),
        limits: config.limits.settings,
        body_time: config.server.body_time,
        activities,
    })
}
