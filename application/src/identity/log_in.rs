//! Exchanging a secret for a token.

use super::ports::{Claims, SecretHasher, TokenGrant, TokenIssuer};
use crate::{AppError, Recorder, Store};
use chrono::{SubsecRound, TimeDelta};
use kredo_domain::identity::{Account, AccountName, IdentityError, Role};
use std::{collections::BTreeSet, sync::Arc};
use uuid::Uuid;

/// Issues tokens to partners, employees and services.
#[derive(Clone)]
pub struct LogIn {
    store: Arc<dyn Store>,
    hasher: Arc<dyn SecretHasher>,
    issuer: Arc<dyn TokenIssuer>,
    recorder: Recorder,
    policy: LogInPolicy,
}

/// How long tokens hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LogInPolicy {
    /// From issue to expiry.
    pub lifetime: TimeDelta,
}

/// Who wants a token.
#[derive(Clone)]
pub struct LogInCommand {
    /// Login or client id.
    pub name: String,
    /// Password or client secret.
    pub secret: String,
    /// The application that asks for a person, and its secret where it has one; `None` when the
    /// account is itself the application.
    pub application: Option<(String, Option<String>)>,
    /// The account needs one of these roles to log in here.
    pub roles: &'static [Role],
}

impl LogIn {
    /// Binds the ports.
    #[must_use]
    pub fn new(
        store: Arc<dyn Store>,
        hasher: Arc<dyn SecretHasher>,
        issuer: Arc<dyn TokenIssuer>,
        recorder: Recorder,
        policy: LogInPolicy,
    ) -> Self {
        Self { store, hasher, issuer, recorder, policy }
    }

    /// Checks the secret and signs a token. An unknown name costs as much work as a wrong secret,
    /// and both get the same answer.
    ///
    /// # Errors
    /// [`IdentityError::CredentialsInvalid`], or the store's.
    pub async fn execute(&self, command: LogInCommand) -> Result<TokenGrant, AppError> {
        let account = self.prove(&command.name, &command.secret, command.roles).await?;
        let authorized_party = match command.application {
            None => account.name().as_str().to_owned(),
            Some((application, secret)) => self.application(application, secret).await?,
        };
        self.grant(account.id().guid(), authorized_party, account.roles().clone())
    }

    /// Signs a token for whoever has been proved.
    pub(super) fn grant(
        &self,
        subject: Uuid,
        authorized_party: String,
        roles: BTreeSet<Role>,
    ) -> Result<TokenGrant, AppError> {
        let issued_at = self.recorder.now().trunc_subsecs(0);
        let claims = Claims {
            id: self.recorder.new_id::<Claims>().guid(),
            subject,
            authorized_party,
            roles,
            issued_at,
            expires_at: issued_at + self.policy.lifetime,
        };
        let access_token = self.issuer.issue(&claims)?;
        Ok(TokenGrant { access_token, expires_in: self.policy.lifetime.num_seconds() })
    }

    /// The account of that name, if the secret is its own and it has one of the roles.
    async fn prove(&self, name: &str, secret: &str, roles: &[Role]) -> Result<Account, AppError> {
        let found = self.find(name).await?.filter(|a| a.is_active() && a.has_any(roles));
        let right = self.hasher.verify(secret, found.as_ref().map(Account::secret)).await?;
        found.filter(|_| right).ok_or_else(|| IdentityError::CredentialsInvalid.into())
    }

    /// The application's name. One that has an account must prove it; any other is a public client
    /// (RFC 6749 section 2.1), whose name is taken as it is and gives no rights. A partner's account
    /// is no application: the manual's employees log in through one named like its partner.
    pub(super) async fn application(
        &self,
        name: String,
        secret: Option<String>,
    ) -> Result<String, AppError> {
        const PRIVATE: &[Role] = &[Role::Service];
        let private = self.find(&name).await?.is_some_and(|account| account.has_any(PRIVATE));
        if private || secret.is_some() {
            let secret = secret.unwrap_or_default();
            self.prove(&name, &secret, PRIVATE).await?;
        }
        Ok(name)
    }

    async fn find(&self, name: &str) -> Result<Option<Account>, AppError> {
        let Ok(name) = AccountName::try_new(name) else { return Ok(None) };
        let found = self.store.reader().await?.accounts().by_name(&name).await?;
        Ok(found.map(|account| account.value))
    }
}
