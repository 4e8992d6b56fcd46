//! The routes of a context.

use super::{Described, Description, Endpoint};
use crate::state::SharedState;
use axum::{
    Router,
    handler::Handler,
    routing::{MethodFilter, on},
};
use kredo_domain::ErrorCode;
use utoipa::openapi::HttpMethod;

/// One function a method, which adds a route of it.
macro_rules! methods {
    ($($name:ident: $described:ident, $filter:ident;)+) => { $(
        pub(crate) fn $name<H, I, M>(
            self,
            path: &str,
            about: (&'static str, &'static str),
            handler: H,
        ) -> Self
        where
            H: Handler<M, SharedState> + Endpoint<I>,
            M: 'static,
        {
            self.route((HttpMethod::$described, MethodFilter::$filter), path, about, handler)
        }
    )+ };
}

/// Routes and what they say of themselves, made in one step so that neither lacks the other.
#[derive(Default)]
pub(crate) struct Routes {
    tag: &'static str,
    router: Router<SharedState>,
    described: Described,
    further: Vec<ErrorCode>,
}

impl Routes {
    /// Routes of one service of the contract.
    pub(crate) fn of(tag: &'static str) -> Self {
        Self { tag, ..Self::default() }
    }

    methods! {
        get: Get, GET;
        post: Post, POST;
        patch: Patch, PATCH;
        delete: Delete, DELETE;
    }

    /// The next route also refuses with these codes, which its types cannot know.
    pub(crate) fn refusing(mut self, further: Vec<ErrorCode>) -> Self {
        self.further = further;
        self
    }

    /// Adds a route; `about` is the contract's operation id and a title.
    fn route<H, I, M>(
        mut self,
        (method, filter): (HttpMethod, MethodFilter),
        path: &str,
        (id, summary): (&'static str, &'static str),
        handler: H,
    ) -> Self
    where
        H: Handler<M, SharedState> + Endpoint<I>,
        M: 'static,
    {
        let mut description = Description::default();
        <H as Endpoint<I>>::describe(&mut description);
        description.refuses_as_usual(&std::mem::take(&mut self.further));
        description.finish(&method, path, (self.tag, id, summary), &mut self.described);
        // A trailing slash is the same address.
        let handler = on(filter, handler);
        self.router = self.router.route(path, handler.clone());
        self.router = self.router.route(&format!("{path}/"), handler);
        self
    }

    /// Takes another context's routes in.
    pub(crate) fn with(mut self, other: Self) -> Self {
        self.router = self.router.merge(other.router);
        self.described.paths.merge(other.described.paths);
        self.described.schemas.extend(other.described.schemas);
        self.described.refusals.extend(other.described.refusals);
        self.described.operations =
            self.described.operations.saturating_add(other.described.operations);
        self
    }

    pub(crate) fn finish(self) -> (Router<SharedState>, Described) {
        (self.router, self.described)
    }
}
