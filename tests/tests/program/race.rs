//! A hundred of the same at once.

use crate::{
    APPLICATION, On, installation,
    tally::{Tally, everything_is_published},
};
use futures_util::future::join_all;
use kredo_tests::program::{Around, SteadfastPartner};
use serde_json::{Value, json};

const EXAMPLE: &str = include_str!("../../data/demo/create.json");
const MANY: usize = 100;

/// Sends the same a hundred times at once; how often each status came.
async fn many(partner: &SteadfastPartner<'_>, action: &str, body: Option<&Value>) {
    let path = match action {
        "create" => "create".to_owned(),
        action => format!("{APPLICATION}/{action}"),
    };
    let answers = join_all((0..MANY).map(|_| partner.send("POST", &path, body))).await;
    for (status, json) in answers {
        assert_eq!(status, 200, "{action}: {json}");
    }
}

async fn every_action_many_times_at_once(on: On) {
    let around = Around::start().await;
    let installation = installation(on, &around).await;
    let partner = SteadfastPartner::new(&installation, "shop");
    let mut wants: Value = serde_json::from_str(EXAMPLE).unwrap();
    wants["application_guid"] = json!(APPLICATION);
    many(&partner, "create", Some(&wants)).await;
    partner.expect(APPLICATION, "APPROVED", "").await;
    many(&partner, "select_offer", None).await;
    partner.expect(APPLICATION, "CONFIRMATION", "Request OTP code").await;
    many(&partner, "send_otp", None).await;
    partner.expect(APPLICATION, "CONFIRMATION", "Enter OTP code").await;
    many(&partner, "sign", Some(&json!({ "code": around.code() }))).await;
    partner.expect(APPLICATION, "CONFIRMATION", "Contract is signed. Transfer of product").await;
    many(&partner, "confirm", Some(&json!({ "confirm_date": "2024-11-22" }))).await;
    partner.expect(APPLICATION, "COMPLETED", "").await;
    everything_is_published(&installation, &partner).await;
    partner.stop_server().await;

    let tally = Tally::of(&installation, &around).await;
    let once = (tally.loans, tally.orders, tally.contracts, tally.customers);
    assert_eq!(once, (1, 1, 1, 1));
    assert_eq!((tally.payouts, tally.messages), (1, 1));
    for (event, count) in tally.events {
        // Consents are several, and so is what comes with the program.
        let several = ["consent", ".flag-", ".document-type", ".document-attribute"];
        let several = several.iter().any(|name| event.contains(name));
        assert!(count == 1 || several, "{event}: {count}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_action_many_times_at_once_on_sqlite() {
    every_action_many_times_at_once(On::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_action_many_times_at_once_on_postgres() {
    every_action_many_times_at_once(On::Postgres).await;
}

/// Some confirm, some cancel: one of both happens, and the money is where it belongs.
async fn confirmed_or_cancelled(on: On) {
    let around = Around::start().await;
    let installation = installation(on, &around).await;
    let partner = SteadfastPartner::new(&installation, "shop");
    partner.begin(APPLICATION).await;
    partner.act(APPLICATION, "sign", Some(&json!({ "code": around.code() }))).await;
    partner.expect(APPLICATION, "CONFIRMATION", "Contract is signed. Transfer of product").await;
    let (confirm, cancel) = (json!({ "confirm_date": "2024-11-22" }), json!({ "reason": "no" }));
    let answers = join_all((0..MANY).map(|n| {
        let (action, body) = if n % 2 == 0 { ("confirm", &confirm) } else { ("cancel", &cancel) };
        let (partner, path) = (&partner, format!("{APPLICATION}/{action}"));
        async move { (action, partner.send("POST", &path, Some(body)).await) }
    }));
    let answers = answers.await;
    let done =
        |action| answers.iter().filter(|(a, (status, _))| *a == action && *status == 200).count();
    let (confirmed, cancelled) = (done("confirm"), done("cancel"));
    assert!(answers.iter().all(|(_, (status, _))| matches!(status, 200 | 409)), "{answers:?}");
    let seen = loop {
        let seen = partner.seen(APPLICATION).await;
        if seen["status"] == "COMPLETED" || seen["status"] == "CANCELLED" {
            break seen;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    };
    let half = MANY / 2;
    if seen["status"] == "COMPLETED" {
        assert_eq!((confirmed, cancelled, around.payouts()), (half, 0, 1));
    } else {
        assert_eq!((confirmed, cancelled, around.payouts()), (0, half, 0));
    }
    partner.stop_server().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn confirmed_or_cancelled_and_never_both() {
    confirmed_or_cancelled(On::Sqlite).await;
    confirmed_or_cancelled(On::Postgres).await;
}
