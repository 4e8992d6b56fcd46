//! Killed at every point, the program goes on where it was: nothing is lost, nothing done twice.

mod report;

use crate::{
    APPLICATION, On, installation,
    tally::{Tally, everything_is_published, published},
};
use kredo_tests::program::{Around, SteadfastPartner};
use report::Report;
use serde_json::json;
use std::{collections::BTreeSet, fs};

/// What came of one journey.
struct Played {
    tally: Tally,
    /// Publications beyond the first of an event.
    repeated_events: usize,
    /// Requests to the provider and to the gateway.
    calls: usize,
    /// The points that were passed, in order.
    points: Vec<String>,
}

/// What the partner does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Course {
    /// From the application to the loan that runs.
    Loan,
    /// From the application to the signature, and back.
    Cancelled,
}

impl Course {
    async fn play(self, partner: &SteadfastPartner<'_>, around: &Around) {
        match self {
            Self::Loan => {
                partner.journey(APPLICATION, async || around.code()).await;
            }
            Self::Cancelled => {
                partner.begin(APPLICATION).await;
                let code = json!({ "code": around.code() });
                partner.act(APPLICATION, "sign", Some(&code)).await;
                let signed = "Contract is signed. Transfer of product";
                partner.expect(APPLICATION, "CONFIRMATION", signed).await;
                partner.act(APPLICATION, "cancel", Some(&json!({ "reason": "no" }))).await;
                partner.expect(APPLICATION, "CANCELLED", "").await;
            }
        }
    }
}

/// Plays a course; the server dies at that point and is started again.
async fn play(on: On, course: Course, kill: Option<&str>) -> Played {
    let around = Around::start().await;
    let installation = installation(on, &around).await;
    let partner = SteadfastPartner::new(&installation, "shop");
    let trace = installation.folder().join("points.txt");
    let mut variables = vec![("FAULT_TRACE", trace.to_str().unwrap())];
    variables.extend(kill.map(|point| ("FAULT_KILL", point)));
    partner.turn_to(installation.serve_with(&variables)).await;
    course.play(&partner, &around).await;
    everything_is_published(&installation, &partner).await;
    partner.stop_server().await;
    let expected = u32::from(kill.is_some());
    assert_eq!(partner.deaths(), expected, "{kill:?} is a point of the journey");
    let tally = Tally::of(&installation, &around).await;
    let distinct: usize = tally.events.values().sum();
    let points = fs::read_to_string(trace).unwrap();
    Played {
        repeated_events: published(&installation.log()).saturating_sub(distinct),
        calls: around.asked_of_payment().len() + around.asked_of_sms().len(),
        points: points.lines().map(str::to_owned).collect(),
        tally,
    }
}

/// One of each kind: before and after an acknowledgement, in the middle of the flow, around each
/// call that acts, around the bus.
const SAMPLE: [(Course, &[&str]); 2] = [
    (
        Course::Loan,
        &[
            "before commit begun at save_customer",
            "after commit told select_offer",
            "after commit lease",
            "before sms send",
            "after sms send",
            "before commit at submit_order",
            "after payment place",
            "after publish",
        ],
    ),
    (Course::Cancelled, &["after commit told cancel", "after payment undo"]),
];

async fn a_sample(on: On) {
    for (course, points) in SAMPLE {
        let whole = play(on, course, None).await;
        for point in points {
            let killed = play(on, course, Some(point)).await;
            assert_eq!(killed.tally, whole.tally, "killed {point}");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_killed_server_loses_and_doubles_nothing_on_sqlite() {
    a_sample(On::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_killed_server_loses_and_doubles_nothing_on_postgres() {
    a_sample(On::Postgres).await;
}

/// Every point that a course passes: `cargo xtask soak`. How often the relay looks in the meantime
/// is not foreseen, so its later turns are no points of their own.
async fn every_point(on: On, report: &mut Report) {
    let mut known = BTreeSet::new();
    for course in [Course::Loan, Course::Cancelled] {
        let whole = play(on, course, None).await;
        report.whole(on, course, &whole);
        let points: BTreeSet<_> = whole.points.iter().cloned().collect();
        // What the first course has in common with the second is killed once.
        let new: Vec<_> = points.difference(&known).filter(|p| !is_a_later_turn(p)).collect();
        for (nth, point) in new.iter().enumerate() {
            let killed = play(on, course, Some(point)).await;
            eprintln!("{on:?}, {course:?} {}/{}: killed {point}", nth + 1, new.len());
            report.note(on, point, &killed, killed.tally == whole.tally);
        }
        known.extend(points);
    }
}

fn is_a_later_turn(point: &str) -> bool {
    let is_relays = point.contains("commit outbox") || point.contains("publish");
    let first = !point.contains('#') || point.ends_with("outbox #2");
    is_relays && !first
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "takes ten minutes: `cargo xtask soak`"]
async fn at_every_point() {
    let (mut sqlite, mut postgres) = (Report::default(), Report::default());
    tokio::join!(every_point(On::Sqlite, &mut sqlite), every_point(On::Postgres, &mut postgres));
    let report = sqlite.and(postgres);
    report.write();
    assert_eq!(report.failures(), [""; 0]);
}
