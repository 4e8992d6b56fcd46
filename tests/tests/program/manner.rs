//! Systems that time out after acting, answer late, or answer nonsense.

use crate::{APPLICATION, On, installation, tally::Tally};
use kredo_tests::program::{Around, Asked, Manner, SteadfastPartner};

async fn played(around: &Around) -> Tally {
    let installation = installation(On::Sqlite, around).await;
    let partner = SteadfastPartner::new(&installation, "shop");
    partner.journey(APPLICATION, async || around.code()).await;
    partner.stop_server().await;
    Tally::of(&installation, around).await
}

fn whats(asked: &[Asked]) -> Vec<&str> {
    asked.iter().map(|asked| asked.what).collect()
}

/// After an answer that tells nothing the truth is asked for before anything is done again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_truth_is_asked_for_before_anything_is_done_again() {
    for manner in
        [Manner::ActAndHang, Manner::ActLate(800), Manner::ActAndFail, Manner::ActAndBabble]
    {
        let around = Around::start().await;
        around.payment_will([manner]);
        around.sms_will([manner]);
        let tally = played(&around).await;
        assert_eq!((tally.loans, tally.payouts, tally.messages), (1, 1, 1), "{manner:?}");
        assert_eq!(whats(&around.asked_of_payment()), ["place", "find"], "{manner:?}");
        assert_eq!(whats(&around.asked_of_sms()), ["send", "ask"], "{manner:?}");
    }
}

/// Whoever did nothing is asked again under the same key.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_not_done_is_done_under_the_same_key() {
    let around = Around::start().await;
    around.payment_will([Manner::Busy, Manner::ActAndHang]);
    around.sms_will([Manner::Busy, Manner::ActAndHang]);
    let tally = played(&around).await;
    assert_eq!((tally.loans, tally.payouts, tally.messages), (1, 1, 1));
    for asked in [around.asked_of_payment(), around.asked_of_sms()] {
        assert!(asked.iter().all(|one| one.key == asked[0].key), "{asked:?}");
    }
}

/// A provider that has not decided is asked until it has.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_order_that_is_pondered_on_is_asked_after() {
    let around = Around::start().await;
    around.payment_will([Manner::Ponder]);
    let tally = played(&around).await;
    assert_eq!((tally.loans, tally.payouts), (1, 1));
    assert_eq!(whats(&around.asked_of_payment()), ["place", "find", "find"]);
}

/// Systems are where their addresses say: what is sent to them is for nobody in between.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_proxy_that_the_environment_names_is_not_used() {
    let around = Around::start().await;
    let installation = ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"]
        .into_iter()
        .fold(installation(On::Sqlite, &around).await, |on, name| {
            on.with(name, "http://127.0.0.1:1")
        });
    let partner = SteadfastPartner::new(&installation, "shop");
    partner.begin(APPLICATION).await;
    partner.stop_server().await;
    assert_eq!(whats(&around.asked_of_sms()), ["send"]);
}
