//! Cancelling, from the contract on, and the time to think.

use super::{SIGNED, Shop, cancel, example, told};
use chrono::TimeDelta;
use kredo_domain::{identity::Role, loan::LoanState};
use kredo_outbound::payment::{
    Behaviour, Direction, Operation, SandboxPaymentSettings, SandboxRule,
};
use kredo_tests::api::World;
use serde_json::json;

fn undoing(behaviour: Behaviour) -> World {
    let rule = SandboxRule { operation: Operation::Undo, call: Some(1), amount: None, behaviour };
    let payment = SandboxPaymentSettings { rules: vec![rule], otherwise: Behaviour::Accept };
    World { payment, ..World::default() }
}

async fn cancelled(shop: &Shop, guid: &str) {
    let answered = shop.act(guid, "cancel", Some(cancel())).await;
    assert_eq!(answered.status, 200, "{answered:?}");
    shop.api.settle().await;
}

fn directions(shop: &Shop) -> Vec<Direction> {
    shop.api.payment.transfers().iter().map(|transfer| transfer.direction).collect()
}

#[tokio::test]
async fn before_the_signature_there_is_nothing_to_undo() {
    let shop = Shop::open().await;
    let guid = shop.asked_for_code(&example()).await;
    let code = shop.code().await;
    cancelled(&shop, &guid).await;
    assert_eq!(shop.seen(&guid).await.0, "CANCELLED");
    assert_eq!(shop.sign(&guid, &code).await.refusal(), (409, "ACTION_OUT_OF_TURN"));
    assert_eq!(shop.loan(&guid).await, None);
    assert_eq!(directions(&shop), []);
}

#[tokio::test]
async fn after_the_payout_the_money_comes_back() {
    let shop = Shop::open().await;
    let guid = shop.signed(&example()).await;
    assert_eq!(shop.seen(&guid).await, told("CONFIRMATION", SIGNED));
    cancelled(&shop, &guid).await;
    assert_eq!(shop.seen(&guid).await.0, "CANCELLED");
    assert_eq!(directions(&shop), [Direction::Paid, Direction::Returned]);
    assert_eq!(shop.loan(&guid).await.unwrap().record().state, LoanState::Annulled);
    assert_eq!(shop.confirm(&guid).await.refusal(), (409, "ACTION_OUT_OF_TURN"));
}

#[tokio::test]
async fn after_the_confirmation_nothing_is_cancelled() {
    let shop = Shop::open().await;
    let guid = shop.signed(&example()).await;
    shop.confirm(&guid).await;
    let refused = shop.act(&guid, "cancel", Some(cancel())).await;
    assert_eq!(refused.refusal(), (409, "POINT_OF_NO_RETURN"));
    assert_eq!(shop.seen(&guid).await.0, "COMPLETED");
    assert_eq!(shop.confirm(&guid).await.status, 200, "the same confirmation again");
    let other = json!({ "confirm_date": "2024-11-23" });
    let refused = shop.act(&guid, "confirm", Some(other)).await;
    assert_eq!(refused.refusal(), (409, "TASK_ALREADY_COMPLETED"));
    assert_eq!(directions(&shop), [Direction::Paid]);
}

#[tokio::test]
async fn a_reversal_whose_answer_was_lost_is_asked_for() {
    for behaviour in [
        Behaviour::TimeOut { acting: true },
        Behaviour::TimeOut { acting: false },
        Behaviour::Nonsense { acting: true },
        Behaviour::Unavailable,
        Behaviour::AnswerLate { finds: 1 },
    ] {
        let shop = Shop::in_world(undoing(behaviour.clone())).await;
        let guid = shop.signed(&example()).await;
        cancelled(&shop, &guid).await;
        assert_eq!(shop.seen(&guid).await.0, "PROCESSING", "{behaviour:?}");
        shop.pass(TimeDelta::seconds(2)).await;
        assert_eq!(shop.seen(&guid).await.0, "CANCELLED", "{behaviour:?}");
        assert_eq!(directions(&shop), [Direction::Paid, Direction::Returned], "{behaviour:?}");
    }
}

#[tokio::test]
async fn a_reversal_that_is_refused_is_left_for_an_operator() {
    let refusal = Behaviour::Refuse { reason: "TOO_LATE".to_owned() };
    let shop = Shop::in_world(undoing(refusal)).await;
    let guid = shop.signed(&example()).await;
    cancelled(&shop, &guid).await;
    assert_eq!(shop.seen(&guid).await.0, "ERROR");
    assert_eq!(directions(&shop), [Direction::Paid]);
    let state = shop.loan(&guid).await.unwrap().record().state.clone();
    assert!(matches!(state, LoanState::Disbursed { .. }), "the money is still out: {state:?}");
}

#[tokio::test]
async fn a_payout_that_may_be_on_its_way_is_stopped_by_its_key() {
    let lost = Behaviour::TimeOut { acting: true };
    let rule =
        SandboxRule { operation: Operation::Place, call: Some(1), amount: None, behaviour: lost };
    let payment = SandboxPaymentSettings { rules: vec![rule], otherwise: Behaviour::Accept };
    let shop = Shop::in_world(World { payment, ..World::default() }).await;
    let guid = shop.signed(&example()).await;
    cancelled(&shop, &guid).await;
    shop.pass(TimeDelta::seconds(1)).await;
    assert_eq!(shop.seen(&guid).await.0, "CANCELLED");
    assert_eq!(directions(&shop), [Direction::Paid, Direction::Returned]);
}

/// The law of 2025 lets no money go for four hours, unless the customer stands in the shop.
async fn shop_of_2025() -> Shop {
    let shop = Shop::open().await;
    shop.api.clock.set("2025-10-01T09:00:00Z".parse().unwrap());
    shop.renewed().await
}

#[tokio::test]
async fn no_money_goes_before_the_time_to_think_is_over() {
    let shop = shop_of_2025().await;
    let guid = shop.signed(&example()).await;
    let waiting = "Идёт период охлаждения, деньги будут перечислены не раньше \
                   2025-10-01T16:00:00+03:00.";
    assert_eq!(shop.seen(&guid).await, told("PROCESSING", waiting));
    let employee = shop.api.token("anna", Role::Employee).await;
    let step = "LoanApplicationActivity#endCoolingOff";
    let early = shop.api.execute(&employee, step, json!([guid])).await;
    assert_eq!(early.refusal(), (409, "COOLING_OFF_RUNNING"), "not by hand either");
    shop.pass(TimeDelta::hours(4) - TimeDelta::seconds(1)).await;
    assert_eq!(directions(&shop), []);
    shop.pass(TimeDelta::seconds(1)).await;
    let shop = shop.renewed().await;
    assert_eq!(shop.seen(&guid).await, told("CONFIRMATION", SIGNED));
    assert_eq!(directions(&shop), [Direction::Paid]);
}

#[tokio::test]
async fn whoever_thinks_better_of_it_owes_nothing() {
    let shop = shop_of_2025().await;
    let guid = shop.signed(&example()).await;
    cancelled(&shop, &guid).await;
    assert_eq!(shop.seen(&guid).await.0, "CANCELLED");
    shop.pass(TimeDelta::hours(5)).await;
    assert_eq!(directions(&shop), []);
    assert_eq!(shop.loan(&guid).await.unwrap().record().state, LoanState::Annulled);
}

#[tokio::test]
async fn in_the_shop_the_money_goes_at_once() {
    let shop = shop_of_2025().await;
    let mut body = example();
    body["mode"] = "offline".into();
    let guid = shop.signed(&body).await;
    assert_eq!(shop.seen(&guid).await, told("CONFIRMATION", SIGNED));
}
