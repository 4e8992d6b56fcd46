//! Argon2id, off the async threads and within a fixed amount of memory.

mod error;
mod pool;
mod recipe;

pub use error::SecretHashError;

use argon2::{Params, password_hash::phc::Output};
use async_trait::async_trait;
use kredo_application::{AppError, identity::ports::SecretHasher};
use kredo_domain::identity::SecretHash;
use pool::BufferPool;
use recipe::{Limits, Recipe};
use secrecy::zeroize::Zeroizing;
use std::num::NonZeroU16;

/// What hashing a new secret costs, and how many secrets are hashed at once.
///
/// The default is what OWASP's password storage cheat sheet asks of Argon2id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HasherSettings {
    /// Memory of one computation, KiB; at least 8 for each lane.
    pub memory_kib: u32,
    /// Passes over that memory.
    pub passes: u32,
    /// Lanes (RFC 9106's parallelism p). They are computed one after another.
    pub lanes: u32,
    /// Computations at once; further ones wait. Memory is at most this many times `memory_kib`.
    pub buffers: NonZeroU16,
}

impl Default for HasherSettings {
    fn default() -> Self {
        Self {
            memory_kib: Params::DEFAULT_M_COST,
            passes: Params::DEFAULT_T_COST,
            lanes: Params::DEFAULT_P_COST,
            buffers: NonZeroU16::MIN.saturating_add(1),
        }
    }
}

/// Hashes secrets with Argon2id on tokio's blocking threads, in a bounded set of reused buffers.
///
/// Hashes made with other settings verify too, as long as their cost is within reason: at most
/// 64 MiB, 10 passes and 4 lanes, or the own settings where those are higher. Such a hash takes
/// its own time, so right after the settings changed an unknown name can be told from a known one.
///
/// Must be called inside a tokio runtime.
#[derive(Debug)]
pub struct Argon2Hasher {
    pool: BufferPool,
    params: Params,
    limits: Limits,
    decoy: SecretHash,
}

impl Argon2Hasher {
    /// Prepares hashing. Memory is taken when the first secret comes.
    ///
    /// # Errors
    /// [`SecretHashError::Settings`] when Argon2 does not allow them.
    pub fn try_new(settings: HasherSettings) -> Result<Self, SecretHashError> {
        let HasherSettings { memory_kib, passes, lanes, buffers } = settings;
        let output = Some(Params::DEFAULT_OUTPUT_LEN);
        let params =
            Params::new(memory_kib, passes, lanes, output).map_err(SecretHashError::Settings)?;
        let decoy = Recipe::decoy(params.clone())?;
        Ok(Self {
            pool: BufferPool::new(buffers, params.block_count()),
            limits: Limits::at_least(&params),
            params,
            decoy,
        })
    }

    async fn compute(&self, recipe: Recipe, secret: &str) -> Result<Output, SecretHashError> {
        let secret = Zeroizing::new(secret.to_owned());
        self.pool.run(move |buffer| recipe.compute(secret.as_bytes(), buffer)).await?
    }

    async fn hash_fresh(&self, secret: &str) -> Result<SecretHash, SecretHashError> {
        let recipe = Recipe::with_fresh_salt(self.params.clone())?;
        let output = self.compute(recipe.clone(), secret).await?;
        recipe.into_hash(output)
    }

    async fn matches(&self, secret: &str, hash: &SecretHash) -> Result<bool, SecretHashError> {
        let (recipe, expected) = Recipe::read(hash, &self.limits)?;
        // `Output` compares in constant time.
        Ok(self.compute(recipe, secret).await? == expected)
    }
}

#[async_trait]
impl SecretHasher for Argon2Hasher {
    async fn hash(&self, secret: &str) -> Result<SecretHash, AppError> {
        self.hash_fresh(secret).await.map_err(|error| AppError::internal("hashing a secret", error))
    }

    async fn verify(&self, secret: &str, hash: Option<&SecretHash>) -> Result<bool, AppError> {
        let matches = self
            .matches(secret, hash.unwrap_or(&self.decoy))
            .await
            .map_err(|error| AppError::internal("checking a secret", error))?;
        Ok(matches && hash.is_some())
    }
}

#[cfg(test)]
mod tests;
