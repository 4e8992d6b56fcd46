//! How the law wants remote borrowers to be identified (115-FZ, 41-FZ of 2025).

use serde::{Deserialize, Serialize};

/// Kinds of microfinance lenders.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum LenderKind {
    /// A microfinance company.
    Mfk,
    /// A microcredit company.
    Mkk,
}

/// What a remote borrower must pass before a contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum RemoteIdentification {
    /// The state's log-in (ESIA) together with the Unified Biometric System.
    EsiaWithBiometrics,
}
