//! Opening accounts for partners, employees and services.

use super::ports::{SecretHasher, SecretSource};
use crate::{AppError, Recorder, Store, StoreError, UnitOfWork, UseCase, run, store::Aggregate};
use async_trait::async_trait;
use kredo_domain::{
    Id,
    identity::{Account, AccountName, IdentityError, NewAccount, Role, SecretHash},
    partner::{Partner, PartnerProfile},
};
use std::{collections::BTreeSet, sync::Arc};

impl Aggregate for Account {
    const NAME: &'static str = "account";
    fn id(&self) -> Id<Self> {
        self.id()
    }
}

/// Opens an account with a secret that is shown once and kept hashed.
pub struct AddAccount {
    store: Arc<dyn Store>,
    secrets: Arc<dyn SecretSource>,
    hasher: Arc<dyn SecretHasher>,
    recorder: Recorder,
}

/// Which account to open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddAccountCommand {
    /// Its login or client id.
    pub name: AccountName,
    /// What it may do.
    pub roles: BTreeSet<Role>,
    /// What contracts print of a partner; none for anybody else.
    pub profile: Option<PartnerProfile>,
}

/// A new account and the only showing of its secret.
#[derive(Clone)]
pub struct AddedAccount {
    /// The account.
    pub account: Account,
    /// Its password or client secret.
    pub secret: String,
}

impl AddAccount {
    /// Binds the ports.
    #[must_use]
    pub fn new(
        store: Arc<dyn Store>,
        secrets: Arc<dyn SecretSource>,
        hasher: Arc<dyn SecretHasher>,
        recorder: Recorder,
    ) -> Self {
        Self { store, secrets, hasher, recorder }
    }

    /// Draws and hashes a secret, then opens the account in a unit of its own.
    ///
    /// # Errors
    /// [`IdentityError::AccountAlreadyExists`],
    /// [`PartnerError::Invalid`](kredo_domain::partner::PartnerError), or the store's.
    pub async fn execute(&self, command: AddAccountCommand) -> Result<AddedAccount, AppError> {
        let secret = self.secrets.secret()?;
        let hash = self.hasher.hash(&secret).await?;
        let open = OpenAccount { recorder: self.recorder.clone() };
        let account = run(&*self.store, &open, &(command, hash)).await?;
        Ok(AddedAccount { account, secret })
    }
}

struct OpenAccount {
    recorder: Recorder,
}

#[async_trait]
impl UseCase for OpenAccount {
    type Command = (AddAccountCommand, SecretHash);
    type Output = Account;

    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        (command, secret): &(AddAccountCommand, SecretHash),
    ) -> Result<Account, AppError> {
        let AddAccountCommand { name, roles, profile } = command.clone();
        if let Some(profile) = profile {
            self.record_partner(unit, name.clone(), profile).await?;
        }
        let new = NewAccount { id: self.recorder.new_id(), name, secret: secret.clone(), roles };
        let (account, events) = Account::open(new, self.recorder.now());
        match unit.accounts().insert(&account).await {
            Err(StoreError::Duplicate(_)) => {
                return Err(IdentityError::AccountAlreadyExists.into());
            }
            inserted => inserted?,
        }
        self.recorder.record(unit, &events).await?;
        Ok(account)
    }
}

impl OpenAccount {
    async fn record_partner(
        &self,
        unit: &mut dyn UnitOfWork,
        name: AccountName,
        profile: PartnerProfile,
    ) -> Result<(), AppError> {
        let now = self.recorder.now();
        let partner = Partner::try_new(self.recorder.new_id(), name, profile, now)?;
        match unit.partners().insert(&partner).await {
            Err(StoreError::Duplicate(_)) => Err(IdentityError::AccountAlreadyExists.into()),
            inserted => Ok(inserted?),
        }
    }
}
