//! Accounts, a stop in mid-journey, another start.

use crate::APPLICATION;
use kredo_application::Store;
use kredo_tests::program::{Installation, SteadfastPartner};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_journey_outlives_a_restart() {
    let installation = Installation::on_sqlite();
    let partner = SteadfastPartner::new(&installation, "demo");
    partner.create(APPLICATION).await;
    let approved = partner.seen(APPLICATION).await;
    assert_eq!(approved["status"], "APPROVED", "{approved}");
    partner.stop_server().await;

    assert_eq!(partner.seen(APPLICATION).await, approved);
    partner.act(APPLICATION, "select_offer", None).await;
    partner.expect(APPLICATION, "CONFIRMATION", "Request OTP code").await;
    partner.stop_server().await;
}

/// How many events wait in the database of a server that has stopped.
/// Names of the events that nobody has published.
async fn waiting_events(installation: &Installation) -> Vec<String> {
    let store = installation.store().await;
    let waiting = store.reader().await.unwrap().outbox().pending(1_000).await.unwrap();
    store.close().await.unwrap();
    waiting.into_iter().map(|event| event.name).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_stops_has_published_everything() {
    let installation = Installation::on_sqlite();
    let partner = SteadfastPartner::new(&installation, "demo");
    let waiting = waiting_events(&installation).await;
    assert_eq!(waiting.last().unwrap(), "kredo.account.opened.v1", "it waits for a server");
    partner.create(APPLICATION).await;
    assert_eq!(partner.seen(APPLICATION).await["status"], "APPROVED");
    partner.stop_server().await;
    assert_eq!(waiting_events(&installation).await, [""; 0]);

    let log = installation.log();
    let events: Vec<_> = log.lines().filter(|line| line.contains(" event id=")).collect();
    let about = |text: &str| events.iter().filter(|line| line.contains(text)).count();
    assert_eq!(about("kredo.account.opened.v1"), 1, "{log}");
    for what in ["created", "customer-attached", "approved"] {
        let line = format!("type=kredo.loan-application.{what}.v1 subject={APPLICATION}");
        assert_eq!(about(&line), 1);
    }
}

#[test]
fn an_account_is_added_once() {
    let installation = Installation::on_sqlite();
    let first = installation.credentials(&["user", "add", "Anna", "--role", "employee"]);
    assert_eq!(first["username"], "anna");
    assert!(first["password"].as_str().unwrap().len() >= 20);
    let second = installation.command(&["partner", "add", "anna"]).output().unwrap();
    assert!(!second.status.success());
    let told = String::from_utf8(second.stderr).unwrap();
    assert!(told.contains("an account with this name exists"), "{told}");
    assert!(second.stdout.is_empty(), "no credentials of an account that was not made");
}
