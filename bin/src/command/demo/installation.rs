//! What the flow needs before it begins: a fresh database, the partner, a fixed code.

use super::super::otp;
use crate::{
    compose,
    config::{Config, Loaded},
};
use anyhow::Context;
use kredo_application::identity::AddAccountCommand;
use kredo_domain::{
    Phone,
    identity::{AccountName, Role},
    partner::PartnerProfile,
};
use kredo_persistence::SqlStore;
use serde_json::Value;
use std::{collections::BTreeSet, fs, path::Path, sync::Arc};

/// The manual's own request to create an application.
pub(super) const EXAMPLE: &str = include_str!("create.json");

/// The code that the manual's customer receives.
pub(super) const CODE: &str = "1111";

/// The credentials of a partner.
pub(super) struct Partner {
    pub(super) name: String,
    pub(super) secret: String,
}

/// The settings of a demo: whatever is configured, it reaches no real system, and its server is
/// quiet unless somebody wants to hear it.
pub(crate) fn config(loaded: Loaded) -> Config {
    let is_quiet = loaded.is_default("log.filter");
    let mut config = loaded.config;
    for system in [&mut config.sms, &mut config.payment, &mut config.scoring.engine] {
        system.url = None;
    }
    if is_quiet {
        "warn".clone_into(&mut config.log.filter);
    }
    config
}

/// Opens the database, which nobody must have worked with.
pub(super) async fn fresh(config: &Config, out: &Path) -> anyhow::Result<SqlStore> {
    fs::create_dir_all(out)
        .with_context(|| format!("the folder {} cannot be made", out.display()))?;
    let store = compose::open(config).await?;
    if !store.is_empty().await? {
        store.close().await?;
        anyhow::bail!(
            "the database {:?} is not empty: name another folder with --out (or another database \
             with --database), or remove what an earlier demo left",
            config.database.url
        );
    }
    compose::migrate(&store).await?;
    Ok(store)
}

/// Opens the partner's account as `kredo partner add` does.
pub(super) async fn add_partner(config: &Config, store: &SqlStore) -> anyhow::Result<Partner> {
    let profile = PartnerProfile {
        title: "ООО «Электроника Плюс»".to_owned(),
        inn: Some("7707083893".to_owned()),
    };
    let command = AddAccountCommand {
        name: AccountName::try_new("demo")?,
        roles: BTreeSet::from([Role::Partner]),
        profile: Some(profile),
    };
    let added = compose::add_account(config, Arc::new(store.clone()))?.execute(command).await?;
    Ok(Partner { name: added.account.name().to_string(), secret: added.secret })
}

/// Fixes the code of the example's phone as `kredo otp exception add` does.
pub(super) async fn fix_code(store: &SqlStore) -> anyhow::Result<()> {
    otp::fix_code(store, phone()?, CODE).await
}

/// The phone of the example's customer.
pub(super) fn phone() -> anyhow::Result<Phone> {
    let example: Value = serde_json::from_str(EXAMPLE)?;
    let phone = example.pointer("/customer/phone").and_then(Value::as_str);
    Ok(Phone::parse(phone.context("the example has no phone")?)?)
}
