//! From the wish for a code to the sealed contract.

mod code;
mod draft;
mod print;
mod seal;

pub(super) use code::{IssueOtp, RecordOtpSent, RecordResent, SendOtp};
pub(super) use draft::DraftContract;
pub(super) use print::PrintContract;
pub(super) use seal::{CreateLoan, RecordSigned, SealContract};

use crate::{
    AppError, Sha256Sum,
    file::ports::{FileId, FileRef, FileStorage},
    outside::OutsideError,
};
use kredo_domain::loan_application::StoredBytes;

/// Keeps bytes under an id that only this step knows. Bytes of an earlier try that differ (another
/// build prints otherwise) are nobody's yet, and make room.
async fn keep(
    files: &dyn FileStorage,
    id: FileId,
    bytes: Vec<u8>,
) -> Result<StoredBytes, AppError> {
    let checksum = Sha256Sum::of(&bytes);
    let file = FileRef { id, checksum };
    match files.put(file, bytes.clone()).await {
        Err(OutsideError::Refused { .. }) => {
            files.delete(id).await?;
            files.put(file, bytes).await?;
        }
        kept => kept?,
    }
    Ok(StoredBytes { storage_id: id.to_string(), sha256: checksum.to_string() })
}

/// Reads bytes that must be there.
pub(in crate::loan_application) async fn fetch(
    files: &dyn FileStorage,
    stored: &StoredBytes,
) -> Result<Vec<u8>, AppError> {
    let lost = |cause: String| AppError::internal("finding a contract's bytes", cause);
    let id = stored.storage_id.parse().map_err(|cause| lost(format!("{cause}")))?;
    let checksum = stored.sha256.parse().map_err(|cause| lost(format!("{cause}")))?;
    let found = files.get(FileRef { id, checksum }).await?;
    found.ok_or_else(|| lost(format!("{} is not there", stored.storage_id)))
}
