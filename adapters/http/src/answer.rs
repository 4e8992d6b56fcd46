//! Successful answers.

use crate::api::{DescribeAnswer, Description};
use axum::{
    Json,
    response::{IntoResponse, Response},
};
use http::{HeaderMap, StatusCode, header};
use kredo_application::{activity::Described, paging::Page};
use serde::Serialize;
use std::borrow::Cow;
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{
        Ref, RefOr,
        schema::{ArrayBuilder, ObjectBuilder, Schema},
    },
};

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

/// One page of a list.
#[derive(Serialize)]
pub(crate) struct PageView<T> {
    /// The things of this page.
    #[serde(rename = "_data")]
    data: Vec<T>,
    #[serde(rename = "_meta")]
    meta: PageMeta,
}

impl<T: ToSchema> PartialSchema for PageView<T> {
    fn schema() -> RefOr<Schema> {
        let things = ArrayBuilder::new().items(Ref::from_schema_name(T::name()));
        ObjectBuilder::new()
            .property("_data", things.description(Some("The things of this page.")))
            .property("_meta", Ref::from_schema_name(PageMeta::name()))
            .required("_data")
            .required("_meta")
            .into()
    }
}

impl<T: ToSchema> ToSchema for PageView<T> {
    /// Pages of different things are different schemas.
    fn name() -> Cow<'static, str> {
        format!("{}Page", T::name()).into()
    }
    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        schemas.push((T::name().into_owned(), T::schema()));
        schemas.push((PageMeta::name().into_owned(), PageMeta::schema()));
        PageMeta::schemas(schemas);
        T::schemas(schemas);
    }
}

/// Where a page stands in its list.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct PageMeta {
    /// How many things there are on all pages.
    total: u64,
    /// How many come before this page.
    offset: u64,
    /// Which page it is, from 0.
    page_number: u32,
    /// How many things a whole page has.
    page_size: u16,
    /// Whether the list comes in pages: always.
    paged: bool,
    /// Whether it does not: never.
    unpaged: bool,
    sort: PageSort,
}

/// Whether a list was asked for in an order of its own.
#[derive(Serialize, ToSchema)]
struct PageSort {
    /// It was not.
    empty: bool,
    /// It was.
    sorted: bool,
    /// It was not.
    unsorted: bool,
}

impl<T> PageView<T> {
    /// A page of things, each as `view` shows it.
    pub(crate) fn of<S>(page: Page<S>, view: impl FnMut(S) -> T) -> Self {
        let (sorted, unsorted) = (page.is_sorted, !page.is_sorted);
        let meta = PageMeta {
            total: page.total,
            offset: page.offset(),
            page_number: page.number,
            page_size: page.size,
            paged: true,
            unpaged: false,
            sort: PageSort { empty: unsorted, sorted, unsorted },
        };
        Self { data: page.map(view).items, meta }
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
