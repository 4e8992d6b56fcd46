//! The composition root: which adapter stands behind which port.

use crate::config::Config;
use anyhow::Context;
use chrono::TimeDelta;
use kredo_application::{
    Recorder, Store,
    activity::ActivityTable,
    customer::customer_activities,
    identity::{AddAccount, LogIn, LogInPolicy},
};
use kredo_http::Dependencies;
use kredo_outbound::{SystemClock, SystemIds};
use kredo_persistence::{SqlOptions, SqlStore};
use kredo_security::{
    identity::{Argon2Hasher, HasherSettings, JwtTokens, SystemSecrets, TokenSettings},
    key::{KeyPurpose, KeyRing},
};
use std::{sync::Arc, time::Duration};

/// Opens the database and brings it to this program's version.
pub(crate) async fn database(config: &Config) -> anyhow::Result<SqlStore> {
    let options = SqlOptions {
        max_connections: config.database.max_connections,
        wait: Duration::from_secs(config.database.wait_seconds),
    };
    let store = SqlStore::open(config.database.url.expose(), options).await?;
    store.migrate().await.context("the database cannot be brought to this version")?;
    Ok(store)
}

fn recorder() -> Recorder {
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

/// Every activity that this program knows.
pub(crate) fn activities() -> ActivityTable {
    customer_activities(ActivityTable::default(), &recorder())
}

/// Everything behind the REST interface.
pub(crate) fn interface(config: &Config, store: SqlStore) -> anyhow::Result<Dependencies> {
    let store: Arc<dyn Store> = Arc::new(store);
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
    Ok(Dependencies {
        store,
        clock: Arc::new(SystemClock),
        ids: Arc::new(SystemIds),
        log_in,
        tokens,
        activities: activities(),
    })
}
