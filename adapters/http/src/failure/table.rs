//! Which codes a route refuses with, and under which status.

use kredo_domain::ErrorCode;

/// Declared once a route with [`errors!`]; feeds the status at run time and the OpenAPI document.
pub(crate) trait RouteErrors {
    /// Status and code, for every code that the route's use case refuses with.
    const TABLE: &'static [(u16, ErrorCode)];
    /// Whether bodies also carry the fields of OAuth 2.0.
    const OAUTH: bool = false;
}

/// A route that refuses with nothing of its own.
pub(crate) struct NoErrors;

impl RouteErrors for NoErrors {
    const TABLE: &'static [(u16, ErrorCode)] = &[];
}

/// `errors! { CreateErrors: 409 => CUSTOMER_ALREADY_EXISTS, 404 => … }`
macro_rules! errors {
    ($(#[$oauth:ident])? $name:ident: $($status:literal => $code:path),* $(,)?) => {
        pub(crate) struct $name;
        impl $crate::failure::RouteErrors for $name {
            const TABLE: &'static [(u16, kredo_domain::ErrorCode)] = &[$(($status, $code)),*];
            $(const OAUTH: bool = { stringify!($oauth); true };)?
        }
    };
}
pub(crate) use errors;
