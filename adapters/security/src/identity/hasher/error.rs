//! Why a secret could not be hashed or checked.

/// Why a secret could not be hashed or checked. For the log; callers see an internal error.
#[derive(Debug, thiserror::Error)]
pub enum SecretHashError {
    /// The settings are outside of what Argon2 allows.
    #[error("Argon2 does not allow these settings: give each lane at least 8 KiB, and one pass")]
    Settings(#[source] argon2::Error),
    /// A stored hash is not one of Argon2id in PHC form.
    #[error("a stored hash is not `$argon2id$v=…$m=…,t=…,p=…$salt$hash`")]
    Malformed(#[source] argon2::password_hash::Error),
    /// A stored hash asks for more memory or time than any login is worth.
    #[error("a stored hash asks for {memory_kib} KiB, {passes} passes, {lanes} lanes; refused")]
    TooCostly {
        /// Memory it asks for, KiB.
        memory_kib: u32,
        /// Passes it asks for.
        passes: u32,
        /// Lanes it asks for.
        lanes: u32,
    },
    /// The computation itself was refused.
    #[error("Argon2 failed")]
    Computation(#[source] argon2::Error),
    /// The system gave no random bytes for a salt.
    #[error("the system gave no random bytes")]
    Randomness(#[source] rand::rngs::SysError),
    /// The work buffer could not be had.
    #[error("no memory for a work buffer")]
    Memory(#[source] std::collections::TryReserveError),
    /// The runtime is shutting down.
    #[error("the hashing thread was stopped")]
    Stopped(#[source] Box<dyn std::error::Error + Send + Sync>),
}
