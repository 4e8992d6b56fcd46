//! One key file: reading it, and making the first one.

use super::{KeyFileError, PublicKey, permission};
use ed25519_dalek::{
    SecretKey, SigningKey,
    pkcs8::{
        self, DecodePrivateKey, EncodePrivateKey, KeypairBytes, SecretDocument,
        spki::der::pem::LineEnding,
    },
};
use rand::{TryRng, rngs::SysRng};
use secrecy::{ExposeSecret, SecretString, zeroize::Zeroizing};
use std::{
    error::Error,
    fs::{self, File},
    io::{self, Read, Write},
    path::{Path, PathBuf},
};

/// The key that a first start makes. The name is fixed, so that of several processes that start at
/// once only one succeeds.
const FIRST: &str = "0001.pem";

/// An Ed25519 key in PEM has about 120 bytes; comments before it may need some more.
const LARGEST: usize = 16 * 1024;

/// A private key, wiped from memory when dropped.
#[derive(Debug)]
pub(super) struct PrivateKey {
    der: SecretDocument,
    pem: SecretString,
    public: PublicKey,
}

impl PrivateKey {
    pub(super) fn read(file: &Path) -> Result<Self, KeyFileError> {
        let text = read_private(file)?;
        Self::parse(&text).map_err(|source| KeyFileError::NotAKey { file: file.to_owned(), source })
    }

    fn parse(pem: &str) -> Result<Self, Box<dyn Error + Send + Sync>> {
        let key = SigningKey::from_pkcs8_pem(pem)?;
        Ok(Self {
            der: document(&key)?,
            pem: to_pem(&key)?,
            public: PublicKey::try_new(&key.verifying_key())?,
        })
    }

    pub(super) fn der(&self) -> &[u8] {
        self.der.as_bytes()
    }

    pub(super) const fn pem(&self) -> &SecretString {
        &self.pem
    }

    pub(super) const fn public(&self) -> &PublicKey {
        &self.public
    }
}

/// Without the public half: version 1 of PKCS#8, which every tool reads (OpenSSL 3.0 refuses
/// version 2 for Ed25519).
fn document(key: &SigningKey) -> pkcs8::Result<SecretDocument> {
    KeypairBytes { secret_key: key.to_bytes(), public_key: None }.to_pkcs8_der()
}

fn to_pem(key: &SigningKey) -> pkcs8::Result<SecretString> {
    let bytes = KeypairBytes { secret_key: key.to_bytes(), public_key: None };
    Ok(SecretString::from(bytes.to_pkcs8_pem(LineEnding::LF)?.as_str()))
}

/// The `*.pem` files of a folder, by name.
pub(super) fn list(folder: &Path) -> Result<Vec<PathBuf>, KeyFileError> {
    let failed = |source| KeyFileError::Folder { folder: folder.to_owned(), source };
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.extension().is_some_and(|extension| extension == "pem") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn read_private(path: &Path) -> Result<Zeroizing<String>, KeyFileError> {
    let failed = |source| KeyFileError::Unreadable { file: path.to_owned(), source };
    let file = File::open(path).map_err(failed)?;
    permission::refuse_open_file(&file, path)?;
    // Room for all of it at once: a string that grows leaves copies behind.
    let mut text = Zeroizing::new(String::with_capacity(LARGEST));
    file.take(LARGEST as u64).read_to_string(&mut text).map_err(failed)?;
    Ok(text)
}

/// Makes a key, unless another process was faster. The file appears complete or not at all.
pub(super) fn create_first(folder: &Path) -> Result<(), KeyFileError> {
    let path = folder.join(FIRST);
    let mut secret = Zeroizing::new(SecretKey::default());
    SysRng.try_fill_bytes(&mut *secret).map_err(KeyFileError::Randomness)?;
    let pem = to_pem(&SigningKey::from_bytes(&secret))
        .map_err(|source| KeyFileError::NotAKey { file: path.clone(), source: source.into() })?;
    write_once(folder, &path, &pem)
        .map_err(|source| KeyFileError::Unwritable { file: path, source })
}

fn write_once(folder: &Path, path: &Path, pem: &SecretString) -> io::Result<()> {
    // A temporary file has mode 0600 from the start.
    let mut draft = tempfile::NamedTempFile::new_in(folder)?;
    draft.write_all(pem.expose_secret().as_bytes())?;
    draft.as_file().sync_all()?;
    match draft.persist_noclobber(path) {
        Ok(_) => permission::sync_folder(folder),
        Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(error.error),
    }
}
