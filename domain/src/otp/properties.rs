//! What holds for every course of a challenge.

use super::*;
use crate::{Phone, loan_application::DocumentHash};
use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;
use uuid::Uuid;

#[derive(Debug, Clone)]
enum Deed {
    Wait(i64),
    Resend,
    Enter { matches: bool, own_phone: bool, same_document: bool },
}

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let deed = prop_oneof![
        (-30..400_i64).prop_map(Deed::Wait),
        Just(Deed::Resend),
        // Mostly a guess: few codes are right.
        (prop::bool::weighted(0.1), prop::bool::weighted(0.9), prop::bool::weighted(0.9)).prop_map(
            |(matches, own_phone, same_document)| Deed::Enter { matches, own_phone, same_document }
        ),
    ];
    prop::collection::vec(deed, 0..80)
}

fn policies() -> impl Strategy<Value = OtpPolicy> {
    (1..=5_u32, 0..=3_u32, 0..=90_u32).prop_map(|(attempts, resends, resend_pause_seconds)| {
        let rules = OtpRules { attempts, resend_pause_seconds, resends, ..OtpRules::default() };
        OtpPolicy::try_new(rules).unwrap()
    })
}

/// Does it, and answers the events.
fn perform(challenge: &mut OtpChallenge, deed: &Deed, now: DateTime<Utc>) -> Vec<OtpEvent> {
    match deed {
        Deed::Wait(_) => Vec::new(),
        Deed::Resend => challenge.resend(CodeHash::new(now.to_string()), now).1,
        Deed::Enter { matches, own_phone, same_document } => {
            let phone = if *own_phone { "79010000001" } else { "79010000002" };
            let phone = Phone::restore(phone.to_owned());
            let document = DocumentHash::new(if *same_document { "ab" } else { "cd" }.to_owned());
            let attempt = Attempt { matches: *matches, phone: &phone, document: Some(&document) };
            let (outcome, events) = challenge.check(attempt, now);
            let accepted = matches!(outcome, CheckOutcome::Accepted | CheckOutcome::Repeated);
            assert!(!accepted || (*matches && *own_phone && *same_document), "{deed:?}");
            events
        }
    }
}

proptest! {
    #[test]
    fn whatever_is_done_guesses_are_bounded_and_events_fold_into_the_state(
        policy in policies(), deeds in deeds(),
    ) {
        let mut now = DateTime::<Utc>::UNIX_EPOCH;
        let (mut challenge, issued) = OtpChallenge::issue(
            NewOtpChallenge {
                id: OtpChallengeId::new(Uuid::from_u128(1)),
                purpose: OtpPurpose::ClientLogin,
                phone: Phone::restore("79010000001".to_owned()),
                document: Some(DocumentHash::new("ab".to_owned())),
                code: CodeHash::new("first".to_owned()),
                policy,
            },
            now,
        );
        prop_assert_eq!(issued.len(), 1);
        let mut folded = challenge.clone();
        for deed in &deeds {
            if let Deed::Wait(seconds) = deed {
                now += TimeDelta::seconds(*seconds);
            }
            let before = challenge.clone();
            let events = perform(&mut challenge, deed, now);
            for event in &events {
                folded.evolve(&event.happening);
            }
            prop_assert_eq!(&folded, &challenge);
            if events.is_empty() {
                prop_assert_eq!(&challenge, &before);
            }
            let was_accepted = matches!(before.record().state, OtpState::Accepted { .. });
            prop_assert!(!was_accepted || challenge == before, "accepted is the end");
            let record = challenge.record();
            prop_assert!(record.attempts <= policy.rules().attempts);
            prop_assert!(record.resends <= policy.rules().resends);
            prop_assert!(u64::from(record.attempts_in_all) <= policy.most_guesses());
        }
    }
}
