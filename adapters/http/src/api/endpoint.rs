//! Handlers whose types describe them.

use super::Description;
use crate::state::SharedState;
use axum::extract::State;
use http::HeaderMap;

/// A type that a handler takes.
pub(crate) trait DescribeInput {
    /// Says what of the request it reads and what it refuses.
    fn describe(description: &mut Description);
}

/// A type that a handler answers with.
pub(crate) trait DescribeAnswer {
    /// Says its statuses and bodies.
    fn describe(description: &mut Description);
}

impl DescribeInput for State<SharedState> {
    fn describe(_: &mut Description) {}
}

impl DescribeInput for HeaderMap {
    fn describe(_: &mut Description) {}
}

/// An async function of inputs to an answer.
pub(crate) trait Endpoint<Inputs> {
    /// Asks every type.
    fn describe(description: &mut Description);
}

macro_rules! endpoint {
    ($($input:ident),*) => {
        impl<F, A, Answer, $($input),*> Endpoint<($($input,)*)> for F
        where
            F: Fn($($input),*) -> A,
            A: Future<Output = Answer>,
            Answer: DescribeAnswer,
            $($input: DescribeInput),*
        {
            fn describe(description: &mut Description) {
                $($input::describe(description);)*
                Answer::describe(description);
            }
        }
    };
}

endpoint!();
endpoint!(I1);
endpoint!(I1, I2);
endpoint!(I1, I2, I3);
endpoint!(I1, I2, I3, I4);
endpoint!(I1, I2, I3, I4, I5);
