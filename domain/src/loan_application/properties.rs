//! What holds whatever partner, flow and time do, in whatever order.

use super::fixture::{act, application, instant, report};
use super::{
    Action, LoanApplication, LoanApplicationError, LoanApplicationEvent, PartnerStatus, Stage,
    StageName, State, Step,
};
use crate::DomainEvent;
use chrono::{DateTime, FixedOffset, TimeDelta, Utc};
use proptest::prelude::*;

#[derive(Debug, Clone)]
enum Deed {
    /// Whatever leads on from where the application stands.
    GoOn,
    Wait(i64),
    Act(Action, bool),
    Report(Step, bool),
}

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    // What ends a journey early is drawn seldom, or few would come far.
    let actions = [&Action::ALL[..], &[Action::SendOtp, Action::Sign, Action::Confirm]].concat();
    let ends = [Step::Decline, Step::Fail];
    let going = Step::ALL.into_iter().filter(|step| !ends.contains(step)).collect::<Vec<_>>();
    let steps = [&going[..], &[Step::PayoutRefused, Step::PayoutRefused], &going, &ends].concat();
    let (action, step) = (prop::sample::select(actions), prop::sample::select(steps));
    let otherwise = || prop::bool::weighted(0.3);
    let deed = prop_oneof![
        12 => Just(Deed::GoOn),
        1 => (0..120_i64).prop_map(Deed::Wait),
        3 => (action, otherwise()).prop_map(|(action, other)| Deed::Act(action, other)),
        4 => (step, otherwise()).prop_map(|(step, other)| Deed::Report(step, other)),
    ];
    prop::collection::vec(deed, 0..40)
}

fn what_leads_on(application: &LoanApplication, now: DateTime<Utc>) -> Deed {
    let step = match application.state() {
        State::Open(Stage::CoolingOff { until, .. }) if now < *until => {
            return Deed::Wait((*until - now).num_hours() + 1);
        }
        State::Open(Stage::Checking) if application.record().customer.is_none() => {
            Step::AttachCustomer
        }
        State::Open(stage) => match stage.name() {
            StageName::Checking => Step::Approve,
            StageName::Approved => return Deed::Act(Action::SelectOffer, false),
            StageName::Identifying => Step::Identified,
            StageName::AwaitingOtpRequest => return Deed::Act(Action::SendOtp, false),
            StageName::SendingOtp => Step::OtpSent,
            StageName::AwaitingOtp => return Deed::Act(Action::Sign, false),
            StageName::Signing => Step::ContractSigned,
            StageName::CoolingOff => Step::CoolingOffOver,
            StageName::PayingOut => Step::PaidOut,
            StageName::Signed => return Deed::Act(Action::Confirm, false),
            StageName::Confirming => Step::Completed,
        },
        State::Cancelling { .. } | State::Failing { .. } => Step::Undone,
        State::Completed { .. }
        | State::Declined { .. }
        | State::Cancelled { .. }
        | State::Expired { .. }
        | State::Failed { .. } => return Deed::Wait(1),
    };
    Deed::Report(step, false)
}

fn perform(
    application: &mut LoanApplication,
    deed: &Deed,
    now: DateTime<Utc>,
) -> Result<Vec<LoanApplicationEvent>, LoanApplicationError> {
    match deed {
        Deed::Wait(_) | Deed::GoOn => Ok(Vec::new()),
        Deed::Act(action, other) => act(application, *action, *other, now).map(|o| o.events),
        Deed::Report(step, other) => report(application, *step, *other, now),
    }
}

/// How far it has come: nothing ever goes back.
fn reached(state: &State) -> usize {
    StageName::ALL.iter().filter(|stage| state.is_past(**stage)).count()
}

fn check_told(events: &[LoanApplicationEvent]) {
    for event in events {
        let told = serde_json::to_string(event).unwrap();
        for secret in ["Зайцев", "7901", "fault", "body", "2411220000", "abab", "storage-1"] {
            assert!(!told.contains(secret), "{} tells {told}", event.name());
        }
        assert!(told.contains("applicationGuid"), "{told}");
    }
}

/// What the partner sees agrees with the state.
fn check_view(application: &LoanApplication) {
    let view = application.partner_view(FixedOffset::east_opt(0).unwrap());
    let state = application.state();
    assert_eq!(view.status == PartnerStatus::Completed, matches!(state, State::Completed { .. }));
    if state.is_terminal() {
        assert_ne!(view.status, PartnerStatus::Processing);
    }
    let awaited = [PartnerStatus::Approved, PartnerStatus::Confirmation].contains(&view.status);
    let expects = state.open().and_then(|stage| stage.name().expects());
    assert_eq!(awaited, expects.is_some(), "{}", state.name());
    assert!(view.contract_number.is_none() || view.confirmed_product.is_some());
    assert!(!view.shows_contract || view.contract_number.is_some());
    assert!(
        view.confirmed_product.is_none_or(|terms| terms.credit_info.out_of_credit.minor() >= 0)
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]
    #[test]
    fn any_course_of_events_keeps_the_rules(deeds in deeds()) {
        let mut now = instant("2024-11-22T10:00:00Z");
        let mut application = application();
        let mut folded = application.clone();
        for deed in deeds {
            let deed = if let Deed::GoOn = deed { what_leads_on(&application, now) } else { deed };
            if let Deed::Wait(hours) = deed {
                now += TimeDelta::hours(hours);
            }
            let before = application.clone();
            let result = perform(&mut application, &deed, now);
            let events = result.unwrap_or_default();
            for event in &events {
                folded.evolve(&event.happening);
            }
            prop_assert_eq!(&folded, &application, "events fold into the state");
            prop_assert_eq!(events.is_empty(), application == before, "no events, no change");
            prop_assert!(!before.state().is_terminal() || application == before, "{:?}", deed);
            prop_assert!(reached(application.state()) >= reached(before.state()));
            let undoes = |state: &State| state.cancel_reason().is_some();
            prop_assert!(!undoes(before.state()) || undoes(application.state()), "{:?}", deed);
            let stored = serde_json::to_value(application.state()).unwrap();
            prop_assert_eq!(&serde_json::from_value::<State>(stored).unwrap(), application.state());
            check_told(&events);
            check_view(&application);
            // Delivered twice, by an engine or by a partner, it does nothing the second time.
            let once = application.clone();
            let again = perform(&mut application, &deed, now).unwrap_or_default();
            prop_assert_eq!((again.len(), &application), (0, &once), "{:?}", deed);
        }
    }
}
