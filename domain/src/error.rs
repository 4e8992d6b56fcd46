//! What every refusal has in common: a stable code, a kind, and the faulty fields.

use serde::Serialize;
use std::fmt;

/// What a caller can do about a refusal. Transports map kinds to their own statuses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ErrorKind {
    /// The request itself is wrong: mend it and send it again.
    Invalid,
    /// The caller did not prove who it is.
    Unauthenticated,
    /// The caller is known and may not do this.
    Forbidden,
    /// There is no such thing, or not for this caller.
    NotFound,
    /// The state of things forbids it now.
    Conflict,
    /// Too often; the same request may pass later.
    TooMany,
    /// A part that is needed cannot be reached; the same request may pass later.
    Unavailable,
    /// A fault on our side.
    Internal,
}

/// A refusal's name, which clients branch on. Never renamed once published.
///
/// Made by [`error_codes!`](crate::error_codes), so that a code is spelled once in the whole
/// project, and listed in `docs/errors.md` with its meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ErrorCode {
    name: &'static str,
    kind: ErrorKind,
    meaning: &'static str,
}

impl ErrorCode {
    /// For [`error_codes!`](crate::error_codes).
    #[must_use]
    pub const fn new(name: &'static str, kind: ErrorKind, meaning: &'static str) -> Self {
        Self { name, kind, meaning }
    }
    /// As on the wire: `CUSTOMER_NOT_FOUND`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.name
    }
    /// The kind that decides the status where a route declares none of its own.
    #[must_use]
    pub const fn kind(self) -> ErrorKind {
        self.kind
    }
    /// One sentence for the person who meets the code.
    #[must_use]
    pub const fn meaning(self) -> &'static str {
        self.meaning
    }
}

impl fmt::Display for ErrorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

/// A fault of one field of a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldFault {
    /// Where, from the root: `customer.birth_date`, `cart.items[0].price`; empty for the whole.
    pub path: String,
    /// What is wrong and what would be right. Never repeats the value: it may be personal.
    pub message: String,
}

impl FieldFault {
    /// Names a fault.
    pub fn new(path: impl Into<String>, message: impl Into<String>) -> Self {
        Self { path: path.into(), message: message.into() }
    }
}

/// An error that has a code.
pub trait Coded: std::error::Error {
    /// The code of this very error.
    fn code(&self) -> ErrorCode;
    /// The fields at fault, all of them, where the error is about fields.
    fn fields(&self) -> Vec<FieldFault> {
        Vec::new()
    }
}

/// Declares the codes of one context: `NAME: Kind = "meaning";`, and `ALL`, the list of them.
#[macro_export]
macro_rules! error_codes {
    ($($name:ident: $kind:ident = $meaning:literal;)+) => {
        $(
            #[doc = $meaning]
            pub const $name: $crate::error::ErrorCode = $crate::error::ErrorCode::new(
                stringify!($name),
                $crate::error::ErrorKind::$kind,
                $meaning,
            );
        )+
        /// Every code of this context, in the order of its declaration.
        pub const ALL: &[$crate::error::ErrorCode] = &[$($name),+];
    };
}
