//! Keys that Kredo signs with, in files.
//!
//! A purpose has its own folder of PKCS#8 PEM files, `0001.pem`, `0002.pem`… The last by name
//! signs; the others only check what they signed before. To rotate, add a file with a later name
//! (`umask 077; openssl genpkey -algorithm ed25519 -out 0002.pem`) and start again; once everything
//! the old key signed has expired, remove its file.

mod error;
mod file;
mod permission;
mod public;

pub use error::KeyFileError;
pub use public::PublicKey;

use file::PrivateKey;
use secrecy::SecretString;
use std::path::{Path, PathBuf};

/// What a key is for. A key of one purpose is never used for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyPurpose {
    /// Signing access tokens.
    Tokens,
    /// Sealing documents.
    Seal,
    /// Hashing and encrypting one-time codes: nothing is signed with it, other keys are derived from
    /// it. A new one makes open codes void.
    Codes,
    /// Signing the audit trail.
    Audit,
}

impl KeyPurpose {
    /// Its folder below the folder of all keys.
    #[must_use]
    pub const fn folder(self) -> &'static str {
        match self {
            Self::Tokens => "tokens",
            Self::Seal => "seal",
            Self::Codes => "codes",
            Self::Audit => "audit",
        }
    }
}

/// One key that signs, and the public halves of all that ever did.
#[derive(Debug)]
pub struct KeyRing {
    signing: PrivateKey,
    public: Vec<PublicKey>,
}

impl KeyRing {
    /// Reads the keys of a purpose below `root`. When there is none yet, makes the first one, file
    /// mode 0600 in a folder of mode 0700; of several processes that start at once one makes it,
    /// all use it.
    ///
    /// # Errors
    /// [`KeyFileError`]; its text says what to do.
    pub fn load_or_create(root: &Path, purpose: KeyPurpose) -> Result<Self, KeyFileError> {
        let folder = root.join(purpose.folder());
        permission::make_private_folder(&folder)?;
        let mut files = file::list(&folder)?;
        if files.is_empty() {
            file::create_first(&folder)?;
            files = file::list(&folder)?;
        }
        Self::read(folder, &files)
    }

    /// Reads the keys of a purpose below `root` and makes none: for whoever only checks what was
    /// signed.
    ///
    /// # Errors
    /// [`KeyFileError::None`] when there is no key, the others as they say.
    pub fn load(root: &Path, purpose: KeyPurpose) -> Result<Self, KeyFileError> {
        let folder = root.join(purpose.folder());
        if !folder.exists() {
            return Err(KeyFileError::None { folder });
        }
        permission::refuse_open_folder(&folder)?;
        let files = file::list(&folder)?;
        if files.is_empty() {
            return Err(KeyFileError::None { folder });
        }
        Self::read(folder, &files)
    }

    fn read(folder: PathBuf, files: &[PathBuf]) -> Result<Self, KeyFileError> {
        let mut keys = Vec::with_capacity(files.len());
        for file in files.iter().rev() {
            keys.push(PrivateKey::read(file)?);
        }
        let public = keys.iter().map(|key| key.public().clone()).collect();
        let signing = keys.into_iter().next().ok_or(KeyFileError::Vanished { folder })?;
        Ok(Self { signing, public })
    }

    /// The key that signs, as PKCS#8 PEM: for an adapter that signs something itself.
    #[must_use]
    pub const fn signing_pem(&self) -> &SecretString {
        self.signing.pem()
    }

    /// The key that signs, as PKCS#8 DER without its public half (RFC 8410 section 7).
    pub(crate) fn signing_der(&self) -> &[u8] {
        self.signing.der()
    }

    /// The public half of the key that signs.
    #[must_use]
    pub const fn signing_public(&self) -> &PublicKey {
        self.signing.public()
    }

    /// All public keys; the first belongs to the key that signs, older ones follow.
    #[must_use]
    pub fn public_keys(&self) -> &[PublicKey] {
        &self.public
    }
}

#[cfg(test)]
mod tests;
