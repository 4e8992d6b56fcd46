//! How one hash is computed: its parameters and its salt, written in PHC form.

use super::{SecretHashError, pool::Buffer};
use argon2::{
    ARGON2ID_IDENT, Algorithm, Argon2, Block, Params, Version,
    password_hash::{
        self,
        phc::{Output, ParamsString, PasswordHash, Salt},
    },
};
use kredo_domain::identity::SecretHash;
use rand::{TryRng, rngs::SysRng};

/// The highest cost that a stored hash may ask for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    memory_kib: u32,
    passes: u32,
    lanes: u32,
}

impl Limits {
    /// What is bearable for one login, or what new hashes cost where that is more.
    pub(super) fn at_least(own: &Params) -> Self {
        Self {
            memory_kib: own.m_cost().max(64 * 1024),
            passes: own.t_cost().max(10),
            lanes: own.p_cost().max(4),
        }
    }

    fn check(&self, params: &Params) -> Result<(), SecretHashError> {
        let (memory_kib, passes, lanes) = (params.m_cost(), params.t_cost(), params.p_cost());
        if memory_kib > self.memory_kib || passes > self.passes || lanes > self.lanes {
            return Err(SecretHashError::TooCostly { memory_kib, passes, lanes });
        }
        Ok(())
    }
}

/// Everything a hash depends on but the secret.
#[derive(Debug, Clone)]
pub(super) struct Recipe {
    params: Params,
    version: Version,
    salt: Salt,
}

impl Recipe {
    /// For a new hash.
    pub(super) fn with_fresh_salt(params: Params) -> Result<Self, SecretHashError> {
        let mut salt = [0_u8; Salt::RECOMMENDED_LENGTH];
        SysRng.try_fill_bytes(&mut salt).map_err(SecretHashError::Randomness)?;
        Self::with_salt(params, &salt)
    }

    fn with_salt(params: Params, salt: &[u8]) -> Result<Self, SecretHashError> {
        let salt = Salt::new(salt).map_err(malformed)?;
        Ok(Self { params, version: Version::default(), salt })
    }

    /// The hash of no secret that anybody knows, at the price of a real one.
    pub(super) fn decoy(params: Params) -> Result<SecretHash, SecretHashError> {
        let recipe = Self::with_salt(params, &[0; Salt::RECOMMENDED_LENGTH])?;
        let output = Output::new(&[0; Params::DEFAULT_OUTPUT_LEN]).map_err(malformed)?;
        recipe.into_hash(output)
    }

    /// What a stored hash was computed with, and its result.
    pub(super) fn read(
        hash: &SecretHash,
        limits: &Limits,
    ) -> Result<(Self, Output), SecretHashError> {
        let phc = PasswordHash::new(hash.as_str()).map_err(malformed)?;
        if phc.algorithm != ARGON2ID_IDENT {
            return Err(malformed(password_hash::Error::Algorithm));
        }
        let params = Params::try_from(&phc).map_err(malformed)?;
        limits.check(&params)?;
        let version = phc.version.map_or(Ok(Version::default()), Version::try_from);
        let version = version.map_err(|error| malformed(password_hash::Error::from(error)))?;
        match (phc.salt, phc.hash) {
            (Some(salt), Some(output)) => Ok((Self { params, version, salt }, output)),
            (None, _) => Err(malformed(password_hash::Error::SaltInvalid)),
            (Some(_), None) => Err(malformed(password_hash::Error::OutputSize)),
        }
    }

    /// Runs Argon2id in the buffer, which grows where it is too small.
    pub(super) fn compute(
        &self,
        secret: &[u8],
        buffer: &mut Buffer,
    ) -> Result<Output, SecretHashError> {
        let missing = self.params.block_count().saturating_sub(buffer.len());
        buffer.try_reserve_exact(missing).map_err(SecretHashError::Memory)?;
        buffer.resize(buffer.len() + missing, Block::new());
        let argon2 = Argon2::new(Algorithm::Argon2id, self.version, self.params.clone());
        let mut output = vec![0; self.params.output_len().unwrap_or(Params::DEFAULT_OUTPUT_LEN)];
        argon2
            .hash_password_into_with_memory(secret, &self.salt, &mut output, buffer)
            .map_err(SecretHashError::Computation)?;
        Output::new(&output).map_err(malformed)
    }

    /// Writes the PHC text.
    pub(super) fn into_hash(self, output: Output) -> Result<SecretHash, SecretHashError> {
        let phc = PasswordHash {
            algorithm: ARGON2ID_IDENT,
            version: Some(self.version.into()),
            params: ParamsString::try_from(&self.params).map_err(malformed)?,
            salt: Some(self.salt),
            hash: Some(output),
        };
        Ok(SecretHash::new(phc.to_string()))
    }
}

fn malformed(error: impl Into<password_hash::Error>) -> SecretHashError {
    SecretHashError::Malformed(error.into())
}
