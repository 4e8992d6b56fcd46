//! The embedded flow engine, on every store.
#![expect(clippy::indexing_slicing, clippy::unwrap_used, reason = "a failing test panics")]

mod case;
mod toy;

use kredo_tests::backend::{Backend, Memory, Postgres, Sqlite};

macro_rules! on_every_store {
    ($($case:ident),+ $(,)?) => {
        mod memory { use super::*; on_every_store!(@one Memory, $($case),+); }
        mod sqlite { use super::*; on_every_store!(@one Sqlite, $($case),+); }
        mod postgres { use super::*; on_every_store!(@one Postgres, $($case),+); }
    };
    (@one $backend:ty, $($case:ident),+) => { $(
        #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn $case() {
            let backend = <$backend>::start().await;
            case::$case(backend.store()).await;
        }
    )+ };
}

on_every_store!(
    a_flow_runs_its_steps_waits_for_its_task_and_ends,
    a_call_that_did_not_reach_is_repeated_with_the_same_key,
    a_call_is_given_up_after_enough_tries,
    a_refused_call_is_told_to_the_program,
    a_refused_local_step_keeps_the_steps_before_it,
    a_killed_engines_flow_goes_on_elsewhere_and_its_late_answer_counts_no_more,
    what_is_told_during_a_call_is_heard_after_it,
    a_slow_call_keeps_no_other_flow_waiting,
    a_call_that_never_ends_is_given_up_and_repeated,
    a_deadline_is_told_when_it_has_passed,
    a_flow_that_has_ended_hears_nothing,
    a_flow_without_its_program_is_left_for_an_operator,
    engines_share_the_flows,
);
