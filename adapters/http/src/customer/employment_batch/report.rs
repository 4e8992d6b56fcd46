//! What became of each line.

use super::line::{Faults, Unread};
use crate::{
    api::{DescribeAnswer, Description},
    failure::FieldFaultBody,
};
use axum::{
    body::{Body, Bytes},
    response::{IntoResponse, Response},
};
use futures_util::stream;
use http::{HeaderValue, header};
use kredo_application::{
    code,
    customer::{IncomeLine, IncomeOutcome},
};
use kredo_domain::{ErrorCode, customer::code::CUSTOMER_NOT_FOUND};
use serde::Serialize;
use std::{convert::Infallible, iter};
use utoipa::ToSchema;

/// What became of every line, in the order of the file.
#[derive(Default)]
pub(in crate::customer) struct Report {
    entries: Vec<Entry>,
    /// Which entries wait for what the store says of them.
    waiting: Vec<usize>,
}

/// What became of one line.
#[derive(Clone, Copy)]
struct Entry {
    /// Means nothing where the faults say that it could not be read.
    customer: i64,
    line: u32,
    faults: Faults,
    verdict: Verdict,
}

const _: () = assert!(size_of::<Entry>() == 16);

#[derive(Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Done,
    Unread,
    /// As [`Verdict::Unread`], the customer's id as well.
    Nobodys,
    NoCustomer,
    Contended,
}

impl Report {
    /// How many lines there were.
    pub(super) const fn lines(&self) -> usize {
        self.entries.len()
    }

    /// Notes a line; gives it back when it is to be taken over.
    pub(super) fn add(
        &mut self,
        line: u32,
        judged: Result<IncomeLine, Unread>,
    ) -> Option<IncomeLine> {
        let (entry, income) = match judged {
            Ok(income) => {
                self.waiting.push(self.entries.len());
                let (customer, verdict) = (income.customer, Verdict::Done);
                (Entry { customer, line, faults: Faults::default(), verdict }, Some(income))
            }
            Err(Unread { customer, faults }) => {
                let verdict = customer.map_or(Verdict::Nobodys, |_| Verdict::Unread);
                (Entry { customer: customer.unwrap_or_default(), line, faults, verdict }, None)
            }
        };
        self.entries.push(entry);
        income
    }

    /// Notes what became of those that were to be taken over since the last time.
    pub(super) fn conclude(&mut self, outcomes: Vec<IncomeOutcome>) {
        for (place, outcome) in self.waiting.drain(..).zip(outcomes) {
            if let Some(entry) = self.entries.get_mut(place) {
                entry.verdict = match outcome {
                    IncomeOutcome::Saved => Verdict::Done,
                    IncomeOutcome::NoCustomer => Verdict::NoCustomer,
                    IncomeOutcome::Contended => Verdict::Contended,
                };
            }
        }
    }
}

/// What became of one line.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct LineView {
    /// Numeric id of the customer; null where it cannot be read.
    customer_id: Option<i64>,
    /// Whether the line was taken over.
    status: LineStatus,
    /// Which line of the file it is, from 1, the header line included; of one that failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
    /// Why it failed: `ARGUMENT_INVALID`, `CUSTOMER_NOT_FOUND`, `CHANGED_MEANWHILE`.
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'static str>,
    /// What is wrong with its columns, all of it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    faults: Vec<FieldFaultBody>,
}

/// Whether a line was taken over.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "UPPERCASE")]
enum LineStatus {
    /// What it says is known now.
    Success,
    /// It changed nothing.
    Failed,
}

impl From<&Entry> for LineView {
    fn from(entry: &Entry) -> Self {
        let failure: Option<ErrorCode> = match entry.verdict {
            Verdict::Done => None,
            Verdict::Unread | Verdict::Nobodys => Some(code::ARGUMENT_INVALID),
            Verdict::NoCustomer => Some(CUSTOMER_NOT_FOUND),
            Verdict::Contended => Some(code::CHANGED_MEANWHILE),
        };
        let faults = entry.faults.told().into_iter();
        Self {
            customer_id: (entry.verdict != Verdict::Nobodys).then_some(entry.customer),
            status: if failure.is_none() { LineStatus::Success } else { LineStatus::Failed },
            line: failure.map(|_| entry.line),
            code: failure.map(ErrorCode::name),
            faults: faults.map(Into::into).collect(),
        }
    }
}

/// What became of the lines of a file.
#[derive(ToSchema)]
#[schema(rename_all = "camelCase")]
#[expect(dead_code, reason = "only its schema is asked")]
struct EmploymentBatchResult {
    /// Every line but the header, in the order of the file.
    update_results: Vec<LineView>,
}

impl DescribeAnswer for Report {
    fn describe(description: &mut Description) {
        description.answers::<EmploymentBatchResult>(200);
    }
}

/// Lines of one piece of the answer.
const PIECE: usize = 500;

impl IntoResponse for Report {
    /// Written piece by piece: the text of it is much longer than what it is made of.
    fn into_response(self) -> Response {
        let entries = self.entries;
        let (mut next, mut begin, mut ended) = (0_usize, "{\"updateResults\":[", false);
        let pieces = iter::from_fn(move || {
            if ended {
                return None;
            }
            let mut piece = begin.to_owned();
            let rest = entries.get(next..).unwrap_or_default();
            for (n, entry) in rest.iter().take(PIECE).enumerate() {
                if next.saturating_add(n) > 0 {
                    piece.push(',');
                }
                // Numbers and texts always are JSON.
                piece.push_str(&serde_json::to_string(&LineView::from(entry)).unwrap_or_default());
            }
            begin = "";
            next = next.saturating_add(PIECE);
            if next >= entries.len() {
                ended = true;
                piece.push_str("]}");
            }
            Some(Ok::<_, Infallible>(Bytes::from(piece)))
        });
        let mut response = Body::from_stream(stream::iter(pieces)).into_response();
        let json = HeaderValue::from_static("application/json");
        response.headers_mut().insert(header::CONTENT_TYPE, json);
        response
    }
}
