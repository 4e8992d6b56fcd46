//! The outbox relay on every store, and the bus inside the program.
#![expect(clippy::indexing_slicing, clippy::unwrap_used, reason = "a failing test panics")]

mod bus;
mod journey;
mod log;
mod pace;
mod relay;
mod stage;
mod trail;

use kredo_tests::backend::{Backend, Memory, Postgres, Sqlite};

macro_rules! on_every_store {
    ($($module:ident::$case:ident),+ $(,)?) => {
        mod on_memory { use super::*; on_every_store!(@one Memory, $($module::$case),+); }
        mod on_sqlite { use super::*; on_every_store!(@one Sqlite, $($module::$case),+); }
        mod on_postgres { use super::*; on_every_store!(@one Postgres, $($module::$case),+); }
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
    relay::events_are_published_in_order_and_leave_the_outbox,
    relay::what_the_bus_did_not_take_stays_and_comes_again,
    relay::a_relay_killed_before_it_marks_loses_nothing,
    relay::relays_take_turns,
    relay::relays_at_work_together_publish_each_event_once_and_in_order,
    trail::an_event_gets_into_the_trail_once_and_before_it_is_published,
    journey::the_events_of_a_journey_are_delivered_once_and_in_order,
);
