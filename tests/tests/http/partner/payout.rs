//! The payout: once, whatever the provider does.

use super::{SIGNED, Shop, example, told};
use chrono::TimeDelta;
use kredo_domain::{loan::LoanState, payment::OrderStanding};
use kredo_outbound::payment::{
    Behaviour, Direction, Operation, SandboxPaymentSettings, SandboxRule,
};
use kredo_tests::api::World;

fn world(rules: Vec<SandboxRule>) -> World {
    let payment = SandboxPaymentSettings { rules, otherwise: Behaviour::Accept };
    World { payment, ..World::default() }
}

fn nth(operation: Operation, call: u64, behaviour: Behaviour) -> SandboxRule {
    SandboxRule { operation, call: Some(call), amount: None, behaviour }
}

fn always(operation: Operation, behaviour: Behaviour) -> SandboxRule {
    SandboxRule { operation, call: None, amount: None, behaviour }
}

fn calls(shop: &Shop, operation: Operation) -> usize {
    shop.api.payment.calls().iter().filter(|call| call.operation == operation).count()
}

#[tokio::test]
async fn a_payout_whose_answer_was_lost_is_asked_for_and_not_made_twice() {
    for (behaviour, places) in [
        (Behaviour::TimeOut { acting: true }, 1),
        (Behaviour::Nonsense { acting: true }, 1),
        (Behaviour::TimeOut { acting: false }, 2),
        (Behaviour::Nonsense { acting: false }, 2),
        (Behaviour::Unavailable, 2),
    ] {
        let shop = Shop::in_world(world(vec![nth(Operation::Place, 1, behaviour.clone())])).await;
        let guid = shop.signed(&example()).await;
        assert_eq!(shop.seen(&guid).await, told("PROCESSING", ""), "{behaviour:?}");
        shop.pass(TimeDelta::seconds(1)).await;
        assert_eq!(shop.seen(&guid).await, told("CONFIRMATION", SIGNED), "{behaviour:?}");
        assert_eq!(shop.api.payment.transfers().len(), 1, "{behaviour:?}");
        let counted = (calls(&shop, Operation::Place), calls(&shop, Operation::Find));
        assert_eq!(counted, (places, 1), "{behaviour:?}");
    }
}

#[tokio::test]
async fn a_payout_that_the_provider_has_not_decided_is_waited_for() {
    let late = Behaviour::AnswerLate { finds: 3 };
    let shop = Shop::in_world(world(vec![nth(Operation::Place, 1, late)])).await;
    let guid = shop.signed(&example()).await;
    for pause in [1, 2] {
        assert_eq!(shop.seen(&guid).await.0, "PROCESSING");
        shop.pass(TimeDelta::seconds(pause)).await;
    }
    assert_eq!(shop.seen(&guid).await.0, "PROCESSING", "asked twice, decided the third time");
    shop.pass(TimeDelta::seconds(4)).await;
    assert_eq!(shop.seen(&guid).await, told("CONFIRMATION", SIGNED));
    assert_eq!(shop.api.payment.transfers().len(), 1);
    assert_eq!(calls(&shop, Operation::Place), 1);
}

#[tokio::test]
async fn a_provider_that_is_away_for_hours_is_asked_and_never_paid_through_twice() {
    let lost = nth(Operation::Place, 1, Behaviour::TimeOut { acting: true });
    let away = (1..=25).map(|call| nth(Operation::Find, call, Behaviour::Unavailable));
    let rules = [lost].into_iter().chain(away).collect();
    let shop = Shop::in_world(world(rules)).await;
    let guid = shop.signed(&example()).await;
    for _ in 0..40 {
        shop.pass(TimeDelta::minutes(10)).await;
    }
    let shop = shop.renewed().await;
    assert_eq!(shop.seen(&guid).await, told("CONFIRMATION", SIGNED));
    assert_eq!((shop.api.payment.transfers().len(), calls(&shop, Operation::Place)), (1, 1));
}

#[tokio::test]
async fn a_refused_payout_is_tried_again_with_a_new_order() {
    let refusal = Behaviour::Refuse { reason: "LIMIT".to_owned() };
    let shop = Shop::in_world(world(vec![nth(Operation::Place, 1, refusal)])).await;
    let guid = shop.signed(&example()).await;
    assert_eq!(shop.seen(&guid).await.0, "PROCESSING");
    shop.pass(TimeDelta::seconds(59)).await;
    assert_eq!(calls(&shop, Operation::Place), 1, "not before the pause is over");
    shop.pass(TimeDelta::seconds(1)).await;
    assert_eq!(shop.seen(&guid).await, told("CONFIRMATION", SIGNED));
    let keys: Vec<_> = shop.api.payment.calls().into_iter().map(|call| call.key).collect();
    assert_eq!(keys.len(), 2);
    assert_ne!(keys[0], keys[1], "a refused order stays refused");
    assert_eq!(shop.api.payment.transfers().len(), 1);
}

#[tokio::test]
async fn a_payout_that_is_refused_for_good_is_undone_and_left_for_an_operator() {
    let refusal = Behaviour::Refuse { reason: "LIMIT".to_owned() };
    let shop = Shop::in_world(world(vec![always(Operation::Place, refusal)])).await;
    let guid = shop.signed(&example()).await;
    for _ in 0..5 {
        shop.pass(TimeDelta::minutes(1)).await;
    }
    let (status, message) = shop.seen(&guid).await;
    assert_eq!(status, "ERROR");
    assert!(!message.contains("LIMIT"), "{message}");
    assert_eq!(calls(&shop, Operation::Place), 3);
    assert_eq!(shop.api.payment.transfers(), []);
    assert_eq!(shop.loan(&guid).await.unwrap().record().state, LoanState::Annulled);
    let late = shop.confirm(&guid).await;
    assert_eq!(late.refusal(), (409, "ACTION_OUT_OF_TURN"));
}

#[tokio::test]
async fn the_order_and_its_bank_reference_are_kept_as_evidence() {
    let shop = Shop::open().await;
    shop.signed(&example()).await;
    let [call] = &shop.api.payment.calls()[..] else { panic!("one call") };
    let mut unit = shop.api.store().reader().await.unwrap();
    let order = unit.transaction_orders().get(call.key.as_str().parse().unwrap()).await.unwrap();
    let record = order.unwrap().value.record().clone();
    let OrderStanding::Accepted { reference } = record.standing else { panic!("{record:?}") };
    assert!(!reference.is_empty());
    let partner = unit.partners().by_name(&"demo".parse_name()).await.unwrap().unwrap().value;
    assert_eq!(record.receiver, partner.id());
    let transfers = shop.api.payment.transfers();
    assert_eq!(
        (transfers[0].direction, transfers[0].receiver),
        (Direction::Paid, partner.id().guid())
    );
}

trait ParseName {
    fn parse_name(&self) -> kredo_domain::identity::AccountName;
}

impl ParseName for str {
    fn parse_name(&self) -> kredo_domain::identity::AccountName {
        kredo_domain::identity::AccountName::try_new(self).unwrap()
    }
}
