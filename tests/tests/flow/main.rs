//! The embedded flow engine, on every store.
#![expect(clippy::indexing_slicing, clippy::unwrap_used, reason = "a failing test panics")]

mod along;
mod case;
mod toy;

use kredo_tests::backend::{Backend, Memory, Postgres, Sqlite};

macro_rules! on_every_store {
    ($($module:ident::$case:ident),+ $(,)?) => {
        mod memory { use super::*; on_every_store!(@one Memory, $($module::$case),+); }
        mod sqlite { use super::*; on_every_store!(@one Sqlite, $($module::$case),+); }
        mod postgres { use super::*; on_every_store!(@one Postgres, $($module::$case),+); }
    };
    (@one $backend:ty, $($module:ident::$case:ident),+) => { $(
        #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn $case() {
            let backend = <$backend>::start().await;
            $module::$case(backend.store()).await;
        }
    )+ };
}

on_every_store!(
    case::a_flow_runs_its_steps_waits_for_its_task_and_ends,
    case::a_call_that_did_not_reach_is_repeated_with_the_same_key,
    case::a_call_is_given_up_after_enough_tries,
    case::a_refused_call_is_told_to_the_program,
    case::a_refused_local_step_keeps_the_steps_before_it,
    case::a_killed_engines_flow_goes_on_elsewhere_and_its_late_answer_counts_no_more,
    case::what_is_told_during_a_call_is_heard_after_it,
    case::a_slow_call_keeps_no_other_flow_waiting,
    case::a_call_that_never_ends_is_given_up_and_repeated,
    case::a_deadline_is_told_when_it_has_passed,
    case::a_flow_that_has_ended_hears_nothing,
    case::a_flow_without_its_program_is_left_for_an_operator,
    case::engines_share_the_flows,
    along::a_flow_goes_along_with_whoever_tells_it_something,
    along::an_engine_that_dies_after_the_commit_leaves_the_flow_to_another,
    along::a_flow_that_cannot_go_along_is_left_to_its_engine,
    along::a_flow_that_an_engine_works_on_does_not_go_along,
    along::an_engine_without_a_free_seat_leaves_the_call_to_whoever_looks,
    along::a_question_is_asked_before_what_led_to_it_is_kept,
    along::an_answer_is_for_the_question_that_was_asked,
    along::a_question_that_is_not_answered_is_kept_and_asked_again,
    along::what_is_handed_over_is_driven_while_the_engine_works,
);
