//! Where the seal stands in the file.

use kredo_application::loan_application::contract_document::SealError;

const MARK: &[u8] = b"\n%KREDO-SEAL-1 ";
const END: &[u8] = b"\n%%EOF\n";

/// PDF readers look for the end of a document in the last 1024 bytes of the file; the document's
/// own last lines must stay within them.
const MOST: usize = 960;

/// The document with the seal after its end.
pub(super) fn join(document: &[u8], seal: &str) -> Result<Vec<u8>, SealError> {
    let size = MARK.len() + seal.len() + END.len();
    if size > MOST {
        return Err(SealError::TooLong { size, most: MOST });
    }
    Ok([document, MARK, seal.as_bytes(), END].concat())
}

/// The document and its seal.
pub(super) fn split(file: &[u8]) -> Result<(&[u8], &str), SealError> {
    let Some(body) = file.strip_suffix(END) else {
        return Err(if mark_in(file).is_some() {
            SealError::WrongEnd
        } else {
            SealError::NotSealed
        });
    };
    let at = mark_in(body).ok_or(SealError::NotSealed)?;
    let (document, seal) = body.split_at_checked(at).ok_or(SealError::NotSealed)?;
    let seal = seal.strip_prefix(MARK).unwrap_or_default();
    let seal = str::from_utf8(seal).map_err(|_| SealError::Damaged("it is not text"))?;
    Ok((document, seal))
}

/// Where the last mark begins, if a seal could begin there.
fn mark_in(file: &[u8]) -> Option<usize> {
    let start = file.len().saturating_sub(MOST);
    let tail = file.get(start..)?;
    Some(start + tail.windows(MARK.len()).rposition(|window| window == MARK)?)
}

/// True when the bytes begin and end as a PDF file does.
pub(super) fn is_pdf(bytes: &[u8]) -> bool {
    bytes.starts_with(b"%PDF-") && bytes.trim_ascii_end().ends_with(b"%%EOF")
}
