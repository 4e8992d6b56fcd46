//! The bus inside the program.

use crate::stage::{event, source};
use async_trait::async_trait;
use kredo_application::event_bus::{CloudEvent, EventBus};
use kredo_messaging::{EventSubscriber, InProcessBus, InProcessSettings, SubscriberError};
use std::{
    collections::VecDeque,
    future::pending,
    sync::{Arc, Mutex},
};

#[derive(Clone, Copy)]
enum Mood {
    Well,
    Fails,
    Panics,
    NeverAnswers,
}

/// Remembers what it took; in a bad mood it takes nothing.
#[derive(Clone, Default)]
struct Listener {
    moods: Arc<Mutex<VecDeque<Mood>>>,
    taken: Arc<Mutex<Vec<u128>>>,
}

impl Listener {
    fn in_moods(moods: impl IntoIterator<Item = Mood>) -> Self {
        let listener = Self::default();
        listener.moods.lock().unwrap().extend(moods);
        listener
    }
    fn taken(&self) -> Vec<u128> {
        self.taken.lock().unwrap().clone()
    }
}

#[async_trait]
impl EventSubscriber for Listener {
    fn name(&self) -> &'static str {
        "listener"
    }
    async fn receive(&self, event: &CloudEvent) -> Result<(), SubscriberError> {
        let mood = self.moods.lock().unwrap().pop_front();
        match mood.unwrap_or(Mood::Well) {
            Mood::Well => self.taken.lock().unwrap().push(event.id.as_u128()),
            Mood::Fails => return Err("not now".into()),
            Mood::Panics => std::panic::resume_unwind(Box::new("out of order")),
            Mood::NeverAnswers => pending().await,
        }
        Ok(())
    }
}

fn events(numbers: &[u128]) -> Vec<CloudEvent> {
    numbers.iter().map(|n| CloudEvent::of(&source(), event(*n))).collect()
}

fn named(n: u128, name: &str) -> CloudEvent {
    CloudEvent { event_type: name.to_owned(), ..CloudEvent::of(&source(), event(n)) }
}

#[tokio::test]
async fn each_subscriber_gets_the_types_it_asked_for_in_order() {
    let (all, loans) = (Listener::default(), Listener::default());
    let bus = InProcessBus::new(InProcessSettings::default())
        .with("", all.clone())
        .with("kredo.loan.", loans.clone());
    let happened = [
        named(3, "kredo.loan.opened.v1"),
        named(2, "kredo.loan-application.created.v1"),
        named(1, "kredo.loan.closed.v1"),
        named(4, "other.kredo.loan.v1"),
    ];
    bus.publish(&happened).await.unwrap();
    assert_eq!(all.taken(), [3, 2, 1, 4]);
    assert_eq!(loans.taken(), [3, 1]);
}

#[tokio::test]
async fn a_bus_without_subscribers_takes_everything() {
    InProcessBus::default().publish(&events(&[1])).await.unwrap();
}

/// One subscriber takes the first event and then shows the mood; the other is well.
async fn one_of_two(mood: Mood) {
    let (bad, well) = (Listener::in_moods([Mood::Well, mood]), Listener::default());
    let bus = InProcessBus::new(InProcessSettings::default())
        .with("", bad.clone())
        .with("", well.clone());
    bus.publish(&events(&[1, 2, 3])).await.unwrap_err();
    assert_eq!(bad.taken(), [1], "nothing overtakes the event that was not taken");
    assert_eq!(well.taken(), [1, 2, 3], "the other is given everything");
    // The relay comes again, first with less.
    for again in [&[1][..], &[2, 3], &[4]] {
        bus.publish(&events(again)).await.unwrap();
    }
    assert_eq!(bad.taken(), [1, 2, 3, 4]);
    assert_eq!(well.taken(), [1, 2, 3, 4], "nothing twice");
}

#[tokio::test]
async fn a_subscriber_that_fails_is_given_its_events_again_and_alone() {
    one_of_two(Mood::Fails).await;
}

#[tokio::test]
async fn a_subscriber_that_panics_is_given_its_events_again_and_alone() {
    one_of_two(Mood::Panics).await;
}

#[tokio::test(start_paused = true)]
async fn a_subscriber_that_does_not_answer_is_given_its_events_again_and_alone() {
    one_of_two(Mood::NeverAnswers).await;
}

#[tokio::test]
async fn the_failure_names_subscriber_and_event() {
    let bus = InProcessBus::default().with("", Listener::in_moods([Mood::Fails]));
    let failure = bus.publish(&events(&[7])).await.unwrap_err();
    let cause = std::error::Error::source(&failure).unwrap().to_string();
    assert_eq!(
        cause,
        "subscriber listener did not take event 00000000-0000-0000-0000-000000000007"
    );
}

#[tokio::test]
async fn what_everybody_took_is_delivered_again_when_it_is_published_again() {
    let listener = Listener::default();
    let bus = InProcessBus::default().with("", listener.clone());
    for _ in 0..2 {
        bus.publish(&events(&[1, 2])).await.unwrap();
    }
    assert_eq!(listener.taken(), [1, 2, 1, 2], "ids are not kept for ever");
}
