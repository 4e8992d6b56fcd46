//! The protected header of the seal.

use chrono::{DateTime, SubsecRound as _, Utc};
use kredo_application::{
    Sha256Sum,
    loan_application::contract_document::{SealError, SealEvidence, VerifiedSeal},
};
use serde::{Deserialize, Serialize};

const ALGORITHM: &str = "EdDSA";
const CRITICAL: [&str; 1] = ["b64"];

/// Header parameters: those of RFC 7515 and RFC 7797 first, then the evidence.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Header {
    alg: String,
    b64: bool,
    crit: Vec<String>,
    pub(super) kid: String,
    contract: String,
    pub(super) sha256: String,
    phone: String,
    code_id: String,
    signed_at: DateTime<Utc>,
}

impl Header {
    pub(super) fn of(key_id: &str, evidence: &SealEvidence) -> Self {
        Self {
            alg: ALGORITHM.to_owned(),
            b64: false,
            crit: CRITICAL.map(str::to_owned).into(),
            kid: key_id.to_owned(),
            contract: evidence.contract_number.clone(),
            sha256: evidence.document.to_string(),
            phone: evidence.phone.masked(),
            code_id: evidence.code_id.clone(),
            signed_at: evidence.signed_at.trunc_subsecs(3),
        }
    }

    pub(super) fn to_json(&self) -> Result<Vec<u8>, SealError> {
        serde_json::to_vec(self).map_err(|_| SealError::Damaged("header cannot be written"))
    }

    /// Reads a header and refuses every algorithm but `EdDSA`, whatever key it names.
    pub(super) fn from_json(json: &[u8]) -> Result<Self, SealError> {
        let header: Self = serde_json::from_slice(json)
            .map_err(|_| SealError::Damaged("header has not the parameters of a seal"))?;
        if header.alg != ALGORITHM {
            return Err(SealError::WrongAlgorithm(header.alg));
        }
        if header.b64 || header.crit != CRITICAL {
            return Err(SealError::Damaged("payload must be unencoded and say so"));
        }
        Ok(header)
    }

    pub(super) fn into_verified(self, document: Sha256Sum) -> VerifiedSeal {
        VerifiedSeal {
            key_id: self.kid,
            contract_number: self.contract,
            document,
            phone: self.phone,
            code_id: self.code_id,
            signed_at: self.signed_at,
        }
    }
}
