//! Proof that the store contract bites: each store here has one planted fault, and the contract
//! must fail on it. A fault that no case notices is a case to write.
//!
//! On SQLite the faults are triggers and missing indexes, one for every column and every unique
//! key that the tables have; the faults of a unit's life are wrappers around the store in memory.
#![expect(clippy::unwrap_used, reason = "a failing test panics")]

mod schema;
mod unit;

use kredo_tests::{backend::Backend, store_contract_cases};
use std::{panic, pin::Pin, time::Duration};
use tokio::{task::LocalSet, time::timeout};

type Case<B> = (&'static str, for<'a> fn(&'a B) -> Pin<Box<dyn Future<Output = ()> + 'a>>);

macro_rules! case_list {
    ($backend:ty, $($case:ident),+ $(,)?) => {
        vec![$((stringify!($case), |b: &$backend| Box::pin(kredo_tests::contract::$case(b)))),+]
    };
}
pub(crate) use case_list;

/// Runs cases until one fails and names it; `None` when the fault survives them all.
async fn first_failure<B: Backend + 'static>(
    cases: Vec<Case<B>>,
    start: impl AsyncFn() -> B,
) -> Option<&'static str> {
    for (name, case) in cases {
        let backend = start().await;
        let local = LocalSet::new();
        let run = local.run_until(async move {
            let task = tokio::task::spawn_local(async move { case(&backend).await });
            // A fault can make a case wait for ever; that is a failure as well.
            timeout(Duration::from_secs(30), task).await
        });
        if !matches!(run.await, Ok(Ok(()))) {
            return Some(name);
        }
    }
    None
}

/// The failures are wanted: their messages would only bury the one that matters.
fn silence_panics() {
    panic::set_hook(Box::new(|_| {}));
}

/// Judges a whole group of faults and names those that nobody noticed.
fn report(verdicts: &[(String, Option<&'static str>)]) {
    for (fault, noticed) in verdicts {
        eprintln!("{fault}: {}", noticed.unwrap_or("NOT NOTICED"));
    }
    let survivors: Vec<_> = verdicts.iter().filter(|v| v.1.is_none()).map(|v| &v.0).collect();
    let _default_hook = panic::take_hook();
    assert!(!verdicts.is_empty(), "there are faults to judge");
    assert!(survivors.is_empty(), "the contract does not notice {survivors:#?}");
}
