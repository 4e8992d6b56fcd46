//! What can be wrong with key files.

use std::{error::Error, io, path::PathBuf};

/// Why the keys cannot be used. The text is for the operator and says what to do.
#[derive(Debug, thiserror::Error)]
pub enum KeyFileError {
    /// Nobody has made a key yet.
    #[error(
        "there is no key in {}: the server makes the first one when it starts; `keys.folder` says where keys are",
        folder.display()
    )]
    None {
        /// Which folder.
        folder: PathBuf,
    },
    /// The folder cannot be made or listed.
    #[error(
        "cannot use the key folder {}: let the user that runs this program read and write it",
        folder.display()
    )]
    Folder {
        /// Which folder.
        folder: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Others may put keys into the folder.
    #[error(
        "others may write to the key folder {path} (mode {mode:04o}): run `chmod 700 {path}`",
        path = folder.display()
    )]
    FolderTooOpen {
        /// Which folder.
        folder: PathBuf,
        /// Its permission bits.
        mode: u32,
    },
    /// A key file cannot be read.
    #[error(
        "cannot read the key file {}: let the user that runs this program own it",
        file.display()
    )]
    Unreadable {
        /// Which file.
        file: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Others may read or change a private key.
    #[error(
        "others may read or change the private key {path} (mode {mode:04o}): run `chmod 600 {path}`, and replace the key if somebody may have read it",
        path = file.display()
    )]
    FileTooOpen {
        /// Which file.
        file: PathBuf,
        /// Its permission bits.
        mode: u32,
    },
    /// The file holds something else than a private Ed25519 key.
    #[error(
        "{path} is not a private Ed25519 key in PKCS#8 PEM: move it out of this folder, or replace it with `openssl genpkey -algorithm ed25519 -out {path}`",
        path = file.display()
    )]
    NotAKey {
        /// Which file.
        file: PathBuf,
        /// What the parser said.
        source: Box<dyn Error + Send + Sync>,
    },
    /// The first key cannot be written.
    #[error(
        "cannot write a first key to {}: let the user that runs this program write there, or put a key there with `openssl genpkey -algorithm ed25519`",
        file.display()
    )]
    Unwritable {
        /// Which file.
        file: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The first key cannot be made, since the system gives no randomness.
    #[error("the system gives no random bytes for a key: start again when it does")]
    Randomness(#[source] rand::rngs::SysError),
    /// A key was there and is gone.
    #[error(
        "somebody removed the keys from {} while they were read: start again",
        folder.display()
    )]
    Vanished {
        /// Which folder.
        folder: PathBuf,
    },
}
