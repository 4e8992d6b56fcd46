//! The one file of a form (`multipart/form-data`, RFC 7578), while it arrives.

use super::arriving::Arriving;
use crate::failure::{Refusal, code};
use axum::body::Bytes;
use futures_util::{Stream, stream::try_unfold};
use multer::{Field, Multipart};
use std::{
    error::Error,
    fmt,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

/// How much of a form may come before its file begins, and after it ends, bytes. The parser holds
/// that much at once.
const AROUND: usize = 64 * 1024;

/// The file of a form.
pub(super) struct FormFile {
    form: Multipart<'static>,
    file: Option<Field<'static>>,
    around: Around,
}

/// Counts what comes before and after the file.
#[derive(Clone, Default)]
struct Around(Arc<AtomicUsize>);

impl Around {
    /// So much more has come.
    fn more(&self, bytes: usize) -> Result<(), Refusal> {
        let before = self.0.fetch_add(bytes, Ordering::Relaxed);
        if before > AROUND { Err(no_form()) } else { Ok(()) }
    }
    /// What comes now is the file, or no more of it.
    fn begin(&self) {
        self.0.store(0, Ordering::Relaxed);
    }
}

fn no_form() -> Refusal {
    Refusal::new(code::BODY_INVALID, "the body is no form with one file")
}

/// A refusal on its way through the parser.
#[derive(Debug)]
struct Carried(Refusal);

impl fmt::Display for Carried {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.message)
    }
}

impl Error for Carried {}

fn refusal(error: multer::Error) -> Refusal {
    match error {
        multer::Error::StreamReadFailed(cause) => {
            cause.downcast::<Carried>().map_or_else(|_| no_form(), |carried| carried.0)
        }
        _ => no_form(),
    }
}

/// The pieces as a stream that has never two of them ready: the parser takes in whatever is ready
/// before it gives anything out, and of a fast sender that would be the whole body.
fn one_by_one(
    body: Arriving,
    around: Around,
) -> impl Stream<Item = Result<Bytes, Carried>> + Send + 'static {
    try_unfold((body, around), |(mut body, around)| async move {
        tokio::task::yield_now().await;
        let piece = body.next().await.map_err(Carried)?;
        let Some(piece) = piece else { return Ok(None) };
        around.more(piece.len()).map_err(Carried)?;
        Ok(Some((piece, (body, around))))
    })
}

impl FormFile {
    /// Finds the file: the first part that has a file's name, or is named `file`.
    ///
    /// # Errors
    /// `BODY_INVALID` where there is none; those of the body.
    pub(super) async fn find(body: Arriving, boundary: String) -> Result<Self, Refusal> {
        let around = Around::default();
        let mut form = Multipart::new(one_by_one(body, around.clone()), boundary);
        loop {
            let part = form.next_field().await.map_err(refusal)?.ok_or_else(no_form)?;
            if part.file_name().is_some() || part.name() == Some("file") {
                return Ok(Self { form, file: Some(part), around });
            }
        }
    }

    /// The next piece of the file; `None` after its end.
    ///
    /// # Errors
    /// `BODY_INVALID` for a form that has another file behind it; those of the body.
    pub(super) async fn next(&mut self) -> Result<Option<Bytes>, Refusal> {
        let Some(file) = &mut self.file else { return Ok(None) };
        self.around.begin();
        if let Some(piece) = file.chunk().await.map_err(refusal)? {
            return Ok(Some(piece));
        }
        self.file = None;
        self.around.begin();
        while let Some(part) = self.form.next_field().await.map_err(refusal)? {
            if part.file_name().is_some() {
                let message = "a form has one file here; the lines of the first one are done";
                return Err(Refusal::new(code::BODY_INVALID, message));
            }
        }
        Ok(None)
    }
}
