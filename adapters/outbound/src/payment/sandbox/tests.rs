use super::*;
use kredo_domain::Money;
use uuid::Uuid;

fn key(step: i64) -> CallKey {
    CallKey::of_step(Uuid::nil(), step)
}

fn order(minor: i64) -> TransactionOrder {
    TransactionOrder {
        amount: Money::kopecks(minor),
        receiver: Uuid::from_u128(9),
        purpose: "Оплата товара".to_owned(),
    }
}

fn provider(settings: &str) -> SandboxPayment {
    SandboxPayment::new(toml::from_str(settings).unwrap())
}

fn always(behaviour: &str) -> SandboxPayment {
    provider(&format!("otherwise = {behaviour}"))
}

fn accepted(number: u32) -> OrderState {
    OrderState::Accepted { reference: format!("sandbox-{number}") }
}

fn pending(number: u32) -> OrderState {
    OrderState::Pending { reference: format!("sandbox-{number}") }
}

fn directions(provider: &SandboxPayment) -> Vec<Direction> {
    provider.transfers().iter().map(|transfer| transfer.direction).collect()
}

#[tokio::test]
async fn one_key_pays_once() {
    let provider = SandboxPayment::default();
    assert_eq!(provider.find(&key(1)).await.unwrap(), None);
    for _ in 0..3 {
        assert_eq!(provider.place(&key(1), &order(100)).await.unwrap(), accepted(1));
    }
    assert_eq!(provider.find(&key(1)).await.unwrap(), Some(accepted(1)));
    let (amount, receiver) = (Money::kopecks(100), Uuid::from_u128(9));
    let paid = Transfer { key: key(1), direction: Direction::Paid, amount, receiver };
    assert_eq!(provider.transfers(), [paid]);
    assert_eq!(provider.calls().len(), 5);
    assert_eq!(provider.place(&key(2), &order(100)).await.unwrap(), accepted(2));
    assert_eq!(provider.transfers().len(), 2);
}

#[tokio::test]
async fn another_order_under_a_known_key_is_refused() {
    let provider = SandboxPayment::default();
    provider.place(&key(1), &order(100)).await.unwrap();
    let other = provider.place(&key(1), &order(101)).await;
    assert!(matches!(other, Err(OutsideError::Refused { .. })), "{other:?}");
    let nothing = provider.place(&key(2), &order(0)).await;
    assert!(matches!(nothing, Err(OutsideError::Refused { .. })), "{nothing:?}");
    assert_eq!(provider.transfers().len(), 1);
}

#[tokio::test]
async fn a_refused_order_moves_nothing_and_stays_refused() {
    let provider =
        provider("rules = [{ call = 1, behaviour = { refuse = { reason = 'LIMIT' } } }]");
    let refused = OrderState::Refused { reason: "LIMIT".to_owned() };
    assert_eq!(provider.place(&key(1), &order(100)).await.unwrap(), refused);
    assert_eq!(provider.place(&key(1), &order(100)).await.unwrap(), refused);
    assert_eq!(provider.undo(&key(1)).await.unwrap(), refused);
    assert_eq!(provider.transfers(), []);
    assert_eq!(provider.place(&key(2), &order(100)).await.unwrap(), accepted(2));
}

#[tokio::test]
async fn a_time_out_after_acting_leaves_the_truth_to_be_asked() {
    for kind in ["time_out", "nonsense"] {
        for (acting, truth) in [(true, Some(accepted(1))), (false, None)] {
            let provider = always(&format!("{{ {kind} = {{ acting = {acting} }} }}"));
            let answer = provider.place(&key(1), &order(100)).await;
            assert!(matches!(answer, Err(OutsideError::Unknown { .. })), "{answer:?}");
            assert_eq!(provider.transfers().len(), usize::from(acting));
            assert_eq!(provider.find(&key(1)).await.unwrap(), truth);
        }
    }
}

#[tokio::test]
async fn an_unavailable_provider_does_nothing() {
    let provider = always("'unavailable'");
    let answer = provider.place(&key(1), &order(100)).await;
    assert!(matches!(answer, Err(OutsideError::Unavailable { .. })), "{answer:?}");
    assert_eq!((provider.find(&key(1)).await.unwrap(), provider.transfers().len()), (None, 0));
}

#[tokio::test]
async fn a_late_answer_comes_with_the_question_it_was_scripted_for() {
    let provider = always("{ answer_late = { finds = 2 } }");
    assert_eq!(provider.place(&key(1), &order(100)).await.unwrap(), pending(1));
    assert_eq!(provider.place(&key(1), &order(100)).await.unwrap(), pending(1));
    assert_eq!(provider.find(&key(1)).await.unwrap(), Some(pending(1)));
    assert_eq!((provider.transfers().len(), provider.take_notices().len()), (0, 0));
    assert_eq!(provider.find(&key(1)).await.unwrap(), Some(accepted(1)));
    assert_eq!(provider.find(&key(1)).await.unwrap(), Some(accepted(1)));
    let state = accepted(1);
    assert_eq!(provider.take_notices(), [Notice { key: key(1), state }]);
    assert_eq!(provider.transfers().len(), 1);
}

#[tokio::test]
async fn an_answer_that_comes_twice_pays_once() {
    let provider = always("'answer_twice'");
    assert_eq!(provider.place(&key(1), &order(100)).await.unwrap(), accepted(1));
    let notice = Notice { key: key(1), state: accepted(1) };
    assert_eq!(provider.take_notices(), [notice.clone(), notice]);
    assert_eq!(provider.take_notices(), []);
    assert_eq!(provider.transfers().len(), 1);
}

#[tokio::test]
async fn an_undone_order_returns_the_money_once_and_its_key_is_dead() {
    let provider = SandboxPayment::default();
    provider.place(&key(1), &order(100)).await.unwrap();
    assert_eq!(provider.undo(&key(1)).await.unwrap(), OrderState::Undone);
    assert_eq!(provider.undo(&key(1)).await.unwrap(), OrderState::Undone);
    assert_eq!(provider.place(&key(1), &order(100)).await.unwrap(), OrderState::Undone);
    assert_eq!(directions(&provider), [Direction::Paid, Direction::Returned]);

    assert_eq!(provider.undo(&key(2)).await.unwrap(), OrderState::Undone);
    assert_eq!(provider.place(&key(2), &order(100)).await.unwrap(), OrderState::Undone);
    assert_eq!(provider.transfers().len(), 2);
}

#[tokio::test]
async fn an_order_undone_while_pending_never_pays() {
    let provider = provider("rules = [{ behaviour = { answer_late = { finds = 1 } } }]");
    provider.place(&key(1), &order(100)).await.unwrap();
    assert_eq!(provider.undo(&key(1)).await.unwrap(), OrderState::Undone);
    assert_eq!(provider.find(&key(1)).await.unwrap(), Some(OrderState::Undone));
    assert_eq!(provider.transfers(), []);
}

#[tokio::test]
async fn undoing_can_fail_as_scripted() {
    let scripted = |behaviour| {
        provider(&format!("rules = [{{ operation = 'undo', call = 1, behaviour = {behaviour} }}]"))
    };
    let refusing = scripted("{ refuse = { reason = 'SETTLED' } }");
    refusing.place(&key(1), &order(100)).await.unwrap();
    let refused = refusing.undo(&key(1)).await;
    assert!(matches!(refused, Err(OutsideError::Refused { .. })), "{refused:?}");
    assert_eq!(refusing.find(&key(1)).await.unwrap(), Some(accepted(1)));

    let lost = scripted("{ time_out = { acting = true } }");
    lost.place(&key(1), &order(100)).await.unwrap();
    let unknown = lost.undo(&key(1)).await;
    assert!(matches!(unknown, Err(OutsideError::Unknown { .. })), "{unknown:?}");
    assert_eq!(lost.find(&key(1)).await.unwrap(), Some(OrderState::Undone));

    let late = scripted("{ answer_late = { finds = 1 } }");
    late.place(&key(1), &order(100)).await.unwrap();
    assert_eq!(late.undo(&key(1)).await.unwrap(), pending(1));
    assert_eq!(late.find(&key(1)).await.unwrap(), Some(OrderState::Undone));
    assert_eq!(directions(&late), [Direction::Paid, Direction::Returned]);
}

#[tokio::test]
async fn rules_choose_by_number_and_by_amount_and_the_first_that_fits_counts() {
    let provider = provider(
        "rules = [
            { call = 2, behaviour = 'unavailable' },
            { amount = { minor = 666, currency = 'RUB' }, behaviour = { refuse = { reason = 'A' } } },
            { operation = 'find', call = 1, behaviour = { time_out = { acting = true } } },
        ]",
    );
    assert_eq!(provider.place(&key(1), &order(100)).await.unwrap(), accepted(1));
    let second = provider.place(&key(2), &order(666)).await;
    assert!(matches!(second, Err(OutsideError::Unavailable { .. })), "{second:?}");
    let third = provider.place(&key(2), &order(666)).await.unwrap();
    assert_eq!(third, OrderState::Refused { reason: "A".to_owned() });
    let lost = provider.find(&key(1)).await;
    assert!(matches!(lost, Err(OutsideError::Unknown { .. })), "{lost:?}");
    assert_eq!(provider.find(&key(1)).await.unwrap(), Some(accepted(1)));
}

#[test]
fn an_unknown_setting_is_refused() {
    for wrong in [
        "rule = []",
        "otherwise = { accept = { reason = 'a' } }",
        "otherwise = 'time_out'",
        "rules = [{ calls = 1, behaviour = 'accept' }]",
    ] {
        assert!(toml::from_str::<SandboxPaymentSettings>(wrong).is_err(), "{wrong}");
    }
}
