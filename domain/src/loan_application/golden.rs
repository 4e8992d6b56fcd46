//! States as they are stored: this JSON must be read for ever.

use super::fixture::Journey;
use super::{Action, StageName, State};
use serde_json::{Map, Value};

fn states() -> Vec<(String, State)> {
    let open = StageName::ALL.map(|stage| (stage.as_str(), Journey::to(stage)));
    let checking = Journey::to(StageName::Checking);
    let ended = [
        ("COMPLETED", Journey::to_the_end()),
        ("DECLINED", checking.declined()),
        ("CANCELLING", Journey::to(StageName::Signed).then(Action::Cancel)),
        ("CANCELLED", Journey::to(StageName::Approved).then(Action::Cancel)),
        ("EXPIRED", Journey::to(StageName::Approved).expired()),
        ("FAILING", Journey::refused_payout()),
        ("FAILED", Journey::refused_payout().undone()),
        ("FAILED while it was cancelled", checking.then(Action::Cancel).failed()),
    ];
    let all = open.into_iter().chain(ended);
    all.map(|(name, journey)| (name.to_owned(), journey.application.state().clone())).collect()
}

#[test]
fn every_state_is_kept_as_this_json() {
    let golden: Map<String, Value> = serde_json::from_str(include_str!("golden.json")).unwrap();
    let states = states();
    assert_eq!(golden.len(), states.len());
    for (name, state) in states {
        assert_eq!(serde_json::to_value(&state).unwrap(), golden[&name], "{name}");
        let read: State = serde_json::from_value(golden[&name].clone()).unwrap();
        assert_eq!(read, state, "{name}");
    }
}

#[test]
fn a_stage_without_what_belongs_to_it_is_not_read() {
    let mut stored =
        serde_json::to_value(Journey::to(StageName::Signing).application.state()).unwrap();
    stored["code"].take();
    assert!(serde_json::from_value::<State>(stored).is_err());
}
