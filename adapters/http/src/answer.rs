//! Successful answers.

use crate::api::{DescribeAnswer, Description};
use axum::{
    Json,
    response::{IntoResponse, Response},
};
use http::{HeaderMap, StatusCode, header};
use kredo_application::activity::Described;
use serde::Serialize;

pub(crate) use kredo_application::paging::PageView;

/// 200 with a JSON body.
pub(crate) struct Answer<T>(pub(crate) T);

impl<T: Serialize> IntoResponse for Answer<T> {
    fn into_response(self) -> Response {
        Json(self.0).into_response()
    }
}

impl<T: Described> DescribeAnswer for Answer<T> {
    fn describe(description: &mut Description) {
        description.answers::<T>(200);
    }
}

/// 201 with a JSON body: something was made.
pub(crate) struct Created<T>(pub(crate) T);

impl<T: Serialize> IntoResponse for Created<T> {
    fn into_response(self) -> Response {
        (StatusCode::CREATED, Json(self.0)).into_response()
    }
}

impl<T: Described> DescribeAnswer for Created<T> {
    fn describe(description: &mut Description) {
        description.answers::<T>(201);
    }
}

/// 201 without a body.
pub(crate) struct CreatedSilently;

impl IntoResponse for CreatedSilently {
    fn into_response(self) -> Response {
        StatusCode::CREATED.into_response()
    }
}

impl DescribeAnswer for CreatedSilently {
    fn describe(description: &mut Description) {
        description.answers_nothing(201);
    }
}

/// 200 with a JSON body and its version; 304 for a caller who has that version (RFC 9110 section
/// 13.1.2).
pub(crate) struct Tagged<T> {
    body: T,
    tag: Tag,
}

/// The version of what is answered, and whether the caller has it.
pub(crate) struct Tag {
    text: String,
    is_known: bool,
}

impl Tag {
    pub(crate) fn new(version: i64, headers: &HeaderMap) -> Self {
        let text = format!("\"{version}\"");
        let known = headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
        let mut known = known.unwrap_or_default().split(',').map(str::trim);
        let is_known = known.any(|known| known == "*" || known.trim_start_matches("W/") == text);
        Self { text, is_known }
    }
    pub(crate) const fn is_known(&self) -> bool {
        self.is_known
    }
}

impl<T> Tagged<T> {
    pub(crate) const fn new(body: T, tag: Tag) -> Self {
        Self { body, tag }
    }
}

impl<T: Serialize> IntoResponse for Tagged<T> {
    fn into_response(self) -> Response {
        let tag = [(header::ETAG, self.tag.text)];
        if self.tag.is_known {
            (StatusCode::NOT_MODIFIED, tag).into_response()
        } else {
            (tag, Json(self.body)).into_response()
        }
    }
}

impl<T: Described> DescribeAnswer for Tagged<T> {
    fn describe(description: &mut Description) {
        description.answers::<T>(200);
        description.answers_nothing(304);
    }
}
