//! The database goes away and comes back.

use crate::{APPLICATION, tally::Tally, tally::everything_is_published, with_systems};
use kredo_tests::{
    backend::Postgres,
    program::{Around, Installation, Proxy, SteadfastPartner},
};
use rustix::process::{Pid, Signal, kill_process};
use sea_orm::{ConnectionTrait, Database, DatabaseConnection, Statement};
use serde_json::json;
use std::{env, time::Duration};

/// The port in `postgres://user:password@127.0.0.1:PORT/…`.
fn port_of(url: &str) -> u16 {
    let (_, rest) = url.rsplit_once("127.0.0.1:").unwrap();
    rest.split(['/', '?']).next().unwrap().parse().unwrap()
}

/// While the database is out of reach nobody is told that something was done: requests are refused
/// with a code and a time to come again, and all of it works as soon as it is back.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_unreachable_database_is_told_and_waited_for() {
    let around = Around::start().await;
    let schema = Postgres::empty().await;
    let proxy = Proxy::to(port_of(schema.url())).await;
    let url = schema.url().replace(&port_of(schema.url()).to_string(), &proxy.port().to_string());
    let installation = with_systems(Installation::on_database(&url), &around)
        .with("KREDO_DATABASE_WAIT_SECONDS", "1");
    let partner = SteadfastPartner::new(&installation, "shop");
    partner.begin(APPLICATION).await;

    proxy.cut();
    let (status, retry_after, json) = partner.once("GET", &format!("{APPLICATION}/status")).await;
    assert_eq!((status, json["type"].as_str()), (503, Some("STORE_UNAVAILABLE")), "{json}");
    assert!(retry_after.unwrap() >= 1);
    let select = format!("{APPLICATION}/select_offer");
    let (status, retry_after, json) = partner.once("POST", &select).await;
    assert_eq!((status, json["type"].as_str()), (503, Some("STORE_UNAVAILABLE")), "{json}");
    assert!(retry_after.unwrap() >= 1);
    let (status, _, _) = partner.once_at("/health/ready").await;
    assert_eq!(status, 503);
    let (status, _, _) = partner.once_at("/health/live").await;
    assert_eq!(status, 200, "it lives, and need not be started again");

    proxy.mend();
    partner.finish(APPLICATION, async || around.code()).await;
    everything_is_published(&installation, &partner).await;
    partner.stop_server().await;
    assert_eq!(partner.deaths(), 0);
    let tally = Tally::of(&installation, &around).await;
    assert_eq!((tally.loans, tally.payouts, tally.messages), (1, 1, 1));
}

/// Connected to a server that may be starting.
async fn connected(url: &str) -> DatabaseConnection {
    loop {
        if let Ok(database) = Database::connect(url).await {
            return database;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// Crashes the server: it drops every connection, recovers from its log and starts again.
async fn crash(url: &str) {
    let (bystander, its_process) = working(url).await;
    let (_victim, process) = working(url).await;
    kill_process(Pid::from_raw(process).unwrap(), Signal::KILL).unwrap();
    // Until the server has noticed, connections to it work as if nothing was.
    while backend(&bystander).await == Some(its_process) {}
    working(url).await;
}

/// A connection that works, and the process behind it.
async fn working(url: &str) -> (DatabaseConnection, i32) {
    loop {
        let database = connected(url).await;
        if let Some(process) = backend(&database).await {
            return (database, process);
        }
    }
}

/// The process behind a connection; none of one that is broken.
async fn backend(database: &DatabaseConnection) -> Option<i32> {
    let sql = "SELECT pg_backend_pid() AS pid".to_owned();
    let query = Statement::from_string(database.get_database_backend(), sql);
    let row = database.query_one_raw(query).await.ok()??;
    Some(row.try_get("", "pid").unwrap())
}

/// The database's own server is crashed in the middle of every action of a journey.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_that_restarts_loses_nothing_that_was_acknowledged() {
    let url = env::var("TEST_POSTGRES_CRASH_URL")
        .expect("TEST_POSTGRES_CRASH_URL names a server: run `cargo xtask test`");
    let around = Around::start().await;
    let installation = with_systems(Installation::on_database(&url), &around)
        .with("KREDO_DATABASE_WAIT_SECONDS", "2");
    let partner = SteadfastPartner::new(&installation, "shop");
    tokio::join!(partner.create(APPLICATION), crash(&url));
    partner.expect(APPLICATION, "APPROVED", "").await;
    for (action, message) in [("select_offer", "Request OTP code"), ("send_otp", "Enter OTP code")]
    {
        tokio::join!(partner.act(APPLICATION, action, None), crash(&url));
        partner.expect(APPLICATION, "CONFIRMATION", message).await;
    }
    let code = json!({ "code": around.code() });
    tokio::join!(partner.act(APPLICATION, "sign", Some(&code)), crash(&url));
    let signed = "Contract is signed. Transfer of product";
    partner.expect(APPLICATION, "CONFIRMATION", signed).await;
    let confirm = json!({ "confirm_date": "2024-11-22" });
    tokio::join!(partner.act(APPLICATION, "confirm", Some(&confirm)), crash(&url));
    partner.expect(APPLICATION, "COMPLETED", "").await;
    everything_is_published(&installation, &partner).await;
    partner.stop_server().await;
    assert_eq!(partner.deaths(), 0, "the program itself never ended");
    let tally = Tally::of(&installation, &around).await;
    assert_eq!((tally.loans, tally.orders, tally.payouts, tally.messages), (1, 1, 1, 1));
}
