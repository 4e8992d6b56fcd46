//! Password hashing, tokens and keys.
//!
//! Everything here stands on published implementations: Argon2id (RFC 9106) for secrets, JSON Web
//! Tokens (RFC 7519) signed with Ed25519 (RFC 8037), keys in PKCS#8 files (RFC 8410), randomness
//! from the operating system.

#[cfg(not(unix))]
compile_error!("private keys are guarded by Unix file modes; build for Linux, macOS or WSL");

pub mod audit;
pub mod identity;
mod jose;
pub mod key;
pub mod otp;
