//! The contract, replayed: every operation's own example against the interface, on every store.
#![expect(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a failing test panics"
)]

mod contract;
mod customer_registry_customers;
mod customer_registry_documents;
mod gateway;
mod identification_service;
mod overrides;
mod partner_facade_service;
mod produced;
mod replay;
mod shape;

use contract::Service;
use overrides::Overrides;
use std::collections::BTreeSet;

macro_rules! read {
    ($file:literal) => {
        Service::read(include_str!(concat!("../../data/contract/", $file)))
    };
}

/// The replays of services on one store.
macro_rules! replays {
    ($store:ident: $backend:ident, $($service:ident: $file:literal;)+) => {
        mod $store {
            use crate::{contract::Service, replay::Replay};
            use kredo_tests::backend::{$backend, Backend};

            $(
                #[tokio::test]
                async fn $service() {
                    let backend = $backend::start().await;
                    let mut replay = Replay::of(read!($file), backend.store()).await;
                    crate::$service::play(&mut replay).await;
                    replay.finish();
                }
            )+
        }
    };
}

/// A service's file, and the module of its name that brings about what its operations need.
macro_rules! services {
    ($($service:ident: $file:literal;)+) => {
        replays! { memory: Memory, $($service: $file;)+ }
        replays! { sqlite: Sqlite, $($service: $file;)+ }
        replays! { postgres: Postgres, $($service: $file;)+ }

        fn services() -> Vec<Service> {
            vec![$(read!($file)),+]
        }
    };
}

services! {
    customer_registry_customers: "customer-registry-customers.json";
    customer_registry_documents: "customer-registry-documents.json";
    gateway: "gateway.json";
    identification_service: "identification-service.json";
    partner_facade_service: "partner-facade-service.json";
}

#[test]
fn overrides_are_as_many_as_the_file_says_each_with_a_reason_and_an_operation() {
    let overrides = Overrides::read();
    assert_eq!(overrides.all().count(), overrides.count, "say in the file how many there are");
    let services = services();
    let known: BTreeSet<_> =
        services.iter().flat_map(|s| &s.operations).map(|o| o.id.as_str()).collect();
    for (operation, path, why) in overrides.all() {
        assert!(known.contains(operation), "{operation} is no operation that is replayed");
        assert!(why.split(' ').count() >= 3, "{operation} {path}: why?");
    }
}
