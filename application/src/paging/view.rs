//! Pages as interfaces and activities answer them.

use super::Page;
use serde::Serialize;
use std::borrow::Cow;
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{
        Ref, RefOr,
        schema::{ArrayBuilder, ObjectBuilder, Schema},
    },
};

/// One page of a list.
#[derive(Serialize)]
pub struct PageView<T> {
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
    pub fn of<S>(page: Page<S>, view: impl FnMut(S) -> T) -> Self {
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
