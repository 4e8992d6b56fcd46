//! The printed contract: where its bytes lie, and what was done with it. Evidence (63-FZ art. 6).

use super::{ContractNumber, LoanApplicationError, LoanApplicationId};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Identifies a contract's file; the guid is that of the application.
pub type ContractFileId = crate::Id<ContractFile>;

/// Bytes in the file storage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredBytes {
    /// Where the file storage keeps them.
    pub storage_id: String,
    /// SHA-256 of them, 64 small hexadecimal digits.
    pub sha256: String,
}

/// A message with a code that was handed to the gateway.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentCode {
    /// The gateway's name of it.
    pub message_id: String,
    /// When it was handed over, UTC.
    pub at: DateTime<Utc>,
}

/// The contract after the customer's signature, with the lender's seal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SealedContract {
    /// The document with the seal behind it.
    pub bytes: StoredBytes,
    /// Thumbprint of the key that sealed (RFC 7638).
    pub key_id: String,
}

/// The document of one application's contract.
///
/// Its bytes are frozen before a code is sent: what is signed is what was shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContractFile {
    record: ContractFileRecord,
}

/// Everything a contract's file is, for adapters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContractFileRecord {
    /// Its guid: the application's.
    pub id: ContractFileId,
    /// The contract's number.
    pub number: ContractNumber,
    /// The document that was shown; the codes are bound to its hash.
    pub printed: StoredBytes,
    /// The codes that were sent for it, oldest first.
    pub sent_codes: Vec<SentCode>,
    /// The sealed document, once the customer has signed.
    pub sealed: Option<SealedContract>,
    /// When it was printed, UTC.
    pub created_at: DateTime<Utc>,
}

impl ContractFile {
    /// The guid of an application's contract file.
    #[must_use]
    pub const fn id_of(application: LoanApplicationId) -> ContractFileId {
        ContractFileId::new(application.guid())
    }

    /// Records a printed contract.
    #[must_use]
    pub const fn printed(
        application: LoanApplicationId,
        number: ContractNumber,
        printed: StoredBytes,
        now: DateTime<Utc>,
    ) -> Self {
        Self::restore(ContractFileRecord {
            id: Self::id_of(application),
            number,
            printed,
            sent_codes: Vec::new(),
            sealed: None,
            created_at: now,
        })
    }

    /// For adapters only: takes what a store kept, and checks nothing.
    #[must_use]
    pub const fn restore(record: ContractFileRecord) -> Self {
        Self { record }
    }
    /// Everything it is.
    #[must_use]
    pub const fn record(&self) -> &ContractFileRecord {
        &self.record
    }
    /// Its guid.
    #[must_use]
    pub const fn id(&self) -> ContractFileId {
        self.record.id
    }
    /// What is shown: the sealed document, or before the signature the printed one.
    #[must_use]
    pub fn shown(&self) -> &StoredBytes {
        self.record.sealed.as_ref().map_or(&self.record.printed, |sealed| &sealed.bytes)
    }

    /// A code was sent; says whether that was not known yet.
    pub fn code_sent(&mut self, sent: SentCode) -> bool {
        let is_new = self.record.sent_codes.iter().all(|known| known.message_id != sent.message_id);
        if is_new {
            self.record.sent_codes.push(sent);
        }
        is_new
    }

    /// The document was sealed; says whether that was not known yet.
    ///
    /// # Errors
    /// [`LoanApplicationError::SealedOtherwise`] when another seal is kept: one signature is one
    /// document.
    pub fn seal(&mut self, sealed: SealedContract) -> Result<bool, LoanApplicationError> {
        match &self.record.sealed {
            None => {
                self.record.sealed = Some(sealed);
                Ok(true)
            }
            Some(known) if *known == sealed => Ok(false),
            Some(_) => Err(LoanApplicationError::SealedOtherwise),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::loan_application::fixture::{instant, new, number};

    fn bytes(name: &str) -> StoredBytes {
        StoredBytes { storage_id: name.to_owned(), sha256: name.repeat(32) }
    }

    fn file() -> ContractFile {
        let at = instant("2024-11-22T10:00:00Z");
        ContractFile::printed(new().id, number(17), bytes("ab"), at)
    }

    #[test]
    fn a_code_is_noted_once() {
        let mut file = file();
        let sent =
            |id: &str| SentCode { message_id: id.to_owned(), at: instant("2024-11-22T10:00:01Z") };
        assert!(file.code_sent(sent("m-1")));
        assert!(!file.code_sent(sent("m-1")));
        assert!(file.code_sent(sent("m-2")));
        assert_eq!(file.record().sent_codes, [sent("m-1"), sent("m-2")]);
    }

    #[test]
    fn one_seal_is_kept_and_shown_instead_of_what_was_printed() {
        let mut file = file();
        assert_eq!(file.shown(), &bytes("ab"));
        let sealed = |name: &str| SealedContract { bytes: bytes(name), key_id: "k".to_owned() };
        assert_eq!(file.seal(sealed("cd")), Ok(true));
        assert_eq!(file.seal(sealed("cd")), Ok(false));
        assert_eq!(file.seal(sealed("ef")), Err(LoanApplicationError::SealedOtherwise));
        assert_eq!(file.shown(), &bytes("cd"));
    }
}
