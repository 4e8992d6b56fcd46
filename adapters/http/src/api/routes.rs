//! The routes of a context.

use super::{Described, Description, Endpoint};
use crate::state::SharedState;
use axum::{
    Router,
    handler::Handler,
    routing::{MethodFilter, on},
};
use kredo_domain::ErrorCode;
use std::mem;
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
    operations: Vec<Operation>,
    further: Vec<ErrorCode>,
}

/// A route that can be asked what it says of itself. A server that nobody asks does not need to
/// know.
pub(crate) struct Operation {
    tag: &'static str,
    method: HttpMethod,
    path: String,
    id: &'static str,
    summary: &'static str,
    /// Codes that its types cannot know.
    further: Vec<ErrorCode>,
    types: fn(&mut Description),
}

impl Operation {
    pub(super) fn describe(&self, into: &mut Described) {
        let mut description = Description::default();
        (self.types)(&mut description);
        description.refuses_as_usual(&self.further);
        description.finish(&self.method, &self.path, (self.tag, self.id, self.summary), into);
    }
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
        self.operations.push(Operation {
            tag: self.tag,
            method,
            path: path.to_owned(),
            id,
            summary,
            further: mem::take(&mut self.further),
            types: <H as Endpoint<I>>::describe,
        });
        // A trailing slash is the same address.
        let handler = on(filter, handler);
        self.router = self.router.route(path, handler.clone());
        self.router = self.router.route(&format!("{path}/"), handler);
        self
    }

    /// Takes another context's routes in.
    pub(crate) fn with(mut self, other: Self) -> Self {
        self.router = self.router.merge(other.router);
        self.operations.extend(other.operations);
        self
    }

    pub(crate) fn finish(self) -> (Router<SharedState>, Vec<Operation>) {
        (self.router, self.operations)
    }
}
