//! Two servers on one database.

use crate::{APPLICATION, On, installation, tally::Tally};
use kredo_tests::program::{Around, Manner, SteadfastPartner};
use std::time::Duration;

/// One dies while it waits for the provider's answer; the other, which stood still until then, asks
/// what became of the order and brings the flow on.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_takes_over_what_another_one_left() {
    let around = Around::start().await;
    around.payment_will([Manner::ActAndHang]);
    let installation = installation(On::Postgres, &around).await;
    let partner = SteadfastPartner::new(&installation, "shop");
    let (first, second) = (installation.serve(), installation.serve());
    second.pause();
    partner.turn_to(Some(first)).await;
    partner.may_turn_to(second).await;
    let death = async {
        while around.asked_of_payment().is_empty() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        partner.kill_server().await;
    };
    tokio::join!(partner.journey(APPLICATION, async || around.code()), death);
    partner.stop_server().await;
    assert_eq!(partner.deaths(), 1, "the second server lives to the end");
    let asked: Vec<_> = around.asked_of_payment().iter().map(|asked| asked.what).collect();
    assert_eq!(asked, ["place", "find"]);
    let tally = Tally::of(&installation, &around).await;
    assert_eq!((tally.loans, tally.orders, tally.payouts, tally.messages), (1, 1, 1, 1));
}
