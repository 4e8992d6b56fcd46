//! Files of comma-separated lines, read while they arrive.

use super::{arriving::Arriving, form_file::FormFile, is_of_type};
use crate::{
    api::{DescribeInput, Description},
    failure::{Refusal, code},
    state::SharedState,
};
use axum::{
    body::{Body, Bytes},
    extract::{FromRequest, Request},
};
use csv_core::{Reader, ReaderBuilder, Terminator};
use http::{HeaderMap, header};
use kredo_domain::document::holds_card_number;
use std::{marker::PhantomData, time::Duration};
use utoipa::{
    ToSchema,
    openapi::{
        KnownFormat, ObjectBuilder, RefOr, SchemaFormat, Type,
        schema::{Schema, SchemaType},
    },
};

const CSV: &str = "text/csv";
const FORM: &str = "multipart/form-data";

/// The longest line, bytes.
const LINE: usize = 4096;
/// How long a sender may let us wait for a file, all in all.
const PATIENCE: Duration = Duration::from_mins(10);

/// A file of at most `LIMIT` bytes, as it is (`text/csv`) or as the one file of a form
/// (`multipart/form-data`), in UTF-8. `T` describes its columns.
///
/// A line ends at its line break, whatever quotes are open: a file has one thing a line, and a lost
/// quote spoils its own line instead of all behind it.
pub(crate) struct CsvFile<T, const LIMIT: usize> {
    source: Source,
    /// What has arrived and is not read.
    piece: Bytes,
    /// Which line was read last, from 1.
    number: u32,
    reader: Box<Reader>,
    described: PhantomData<fn() -> T>,
}

enum Source {
    Plain(Arriving),
    Form(Box<FormFile>),
}

/// A line that is not blank.
pub(crate) struct CsvLine {
    /// Which line of the file it is, from 1.
    pub(crate) number: u32,
    /// Its cells, without blanks around them.
    pub(crate) cells: Result<Vec<String>, BadLine>,
}

/// Why a line has no cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BadLine {
    /// It has more than 4096 bytes.
    TooLong,
    /// It is not text in UTF-8, or text that no store keeps.
    NoText,
    /// It holds the whole number of a payment card.
    CardNumber,
}

impl<T, const LIMIT: usize> FromRequest<SharedState> for CsvFile<T, LIMIT> {
    type Rejection = Refusal;

    async fn from_request(request: Request, state: &SharedState) -> Result<Self, Refusal> {
        let (head, body) = request.into_parts();
        let source = source((&head.headers, body), LIMIT, state).await?;
        // Lines are told apart before they are parsed.
        let reader = ReaderBuilder::new().terminator(Terminator::Any(b'\n')).build();
        let (piece, reader) = (Bytes::new(), Box::new(reader));
        Ok(Self { source, piece, number: 0, reader, described: PhantomData })
    }
}

async fn source(
    (headers, body): (&HeaderMap, Body),
    limit: usize,
    state: &SharedState,
) -> Result<Source, Refusal> {
    let sent = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let boundary = multer::parse_boundary(sent.unwrap_or_default()).ok();
    if boundary.is_none() && !is_of_type(headers, CSV) {
        let message = format!("send Content-Type: {CSV}, in UTF-8, or {FORM} with one file");
        return Err(Refusal::new(code::MEDIA_TYPE_UNSUPPORTED, message));
    }
    let body = Arriving::new((headers, body), limit, state.body_time(), PATIENCE)?;
    Ok(match boundary {
        Some(boundary) => Source::Form(Box::new(FormFile::find(body, boundary).await?)),
        None => Source::Plain(body),
    })
}

impl<T, const LIMIT: usize> CsvFile<T, LIMIT> {
    /// The next line that is not blank; `None` after the last.
    ///
    /// # Errors
    /// `REQUEST_TOO_SLOW`, `BODY_TOO_LARGE`, `BODY_INVALID`: the file cannot be read any further.
    pub(crate) async fn next(&mut self) -> Result<Option<CsvLine>, Refusal> {
        loop {
            let Some(line) = self.line().await? else { return Ok(None) };
            self.number = self.number.saturating_add(1);
            let number = self.number;
            let Some(mut line) = line else {
                return Ok(Some(CsvLine { number, cells: Err(BadLine::TooLong) }));
            };
            if line.ends_with(b"\r") {
                line.pop();
            }
            if !line.trim_ascii().is_empty() {
                let cells = self.cells(&line);
                return Ok(Some(CsvLine { number, cells }));
            }
        }
    }

    /// The bytes of the next line; nothing instead of those that are too many.
    async fn line(&mut self) -> Result<Option<Option<Vec<u8>>>, Refusal> {
        let (mut line, mut begun) = (Some(Vec::new()), false);
        loop {
            if self.piece.is_empty() {
                let next = match &mut self.source {
                    Source::Plain(body) => body.next().await?,
                    Source::Form(file) => file.next().await?,
                };
                match next {
                    Some(piece) => self.piece = piece,
                    None => return Ok(begun.then_some(line)),
                }
                continue;
            }
            begun = true;
            let end = self.piece.iter().position(|byte| *byte == b'\n');
            let part = self.piece.split_to(end.unwrap_or(self.piece.len()));
            let fits = |line: &Vec<u8>| line.len().saturating_add(part.len()) <= LINE;
            line = line.filter(fits);
            if let Some(line) = &mut line {
                line.extend_from_slice(&part);
            }
            if end.is_some() {
                let _line_break = self.piece.split_to(1);
                return Ok(Some(line));
            }
        }
    }

    /// The cells of one line.
    fn cells(&mut self, line: &[u8]) -> Result<Vec<String>, BadLine> {
        self.reader.reset();
        let mut text = vec![0; line.len()];
        let mut ends = vec![0; line.len().saturating_add(1)];
        let (_, _, _, cells) = self.reader.read_record(line, &mut text, &mut ends);
        let rest = ends.get_mut(cells..).unwrap_or_default();
        let (_, _, _, last) = self.reader.read_record(&[], &mut [], rest);
        ends.truncate(cells.saturating_add(last));
        let mut begin = 0;
        let mut texts = Vec::with_capacity(ends.len());
        for end in ends {
            let cell = text.get(begin..end).and_then(|cell| str::from_utf8(cell).ok());
            let cell = cell.filter(|cell| !cell.contains('\0')).ok_or(BadLine::NoText)?;
            if holds_card_number(cell) {
                return Err(BadLine::CardNumber);
            }
            texts.push(cell.trim().to_owned());
            begin = end;
        }
        Ok(texts)
    }
}

/// The columns as the properties of a text: what the header line names.
fn file_of<T: ToSchema>() -> RefOr<Schema> {
    let mut schema = T::schema();
    if let RefOr::T(Schema::Object(file)) = &mut schema {
        file.schema_type = SchemaType::Type(Type::String);
        file.format = Some(SchemaFormat::KnownFormat(KnownFormat::Binary));
    }
    schema
}

impl<T: ToSchema, const LIMIT: usize> DescribeInput for CsvFile<T, LIMIT> {
    fn describe(description: &mut Description) {
        let form = ObjectBuilder::new().property("file", file_of::<T>()).required("file");
        description.takes_either([(CSV, file_of::<T>()), (FORM, form.into())]);
        description.refuses_as_usual(&[
            code::BODY_INVALID,
            code::BODY_TOO_LARGE,
            code::MEDIA_TYPE_UNSUPPORTED,
            code::REQUEST_TOO_SLOW,
        ]);
    }
}
