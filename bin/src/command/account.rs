//! Opening accounts.

use crate::{compose, config::Config};
use kredo_application::identity::AddAccountCommand;
use kredo_domain::{
    identity::{AccountName, Role},
    partner::PartnerProfile,
};
use kredo_persistence::SqlStore;
use serde_json::json;
use std::{collections::BTreeSet, sync::Arc};

/// Opens an account; the last line printed is its credentials.
pub(crate) async fn add(
    config: &Config,
    store: SqlStore,
    name: &str,
    (role, profile): (Role, Option<PartnerProfile>),
) -> anyhow::Result<()> {
    let roles = BTreeSet::from([role]);
    let name = AccountName::try_new(name)?;
    let command = AddAccountCommand { name, roles, profile };
    let added = compose::add_account(config, Arc::new(store.clone()))?.execute(command).await?;
    store.close().await?;
    let (name, secret) = (added.account.name().as_str(), added.secret);
    let credentials = match role {
        Role::Partner => json!({ "client_id": name, "client_secret": secret }),
        Role::Client | Role::Employee | Role::Admin | Role::Service => {
            json!({ "username": name, "password": secret })
        }
    };
    eprintln!("keep the secret: it is not shown again");
    println!("{credentials}");
    Ok(())
}
