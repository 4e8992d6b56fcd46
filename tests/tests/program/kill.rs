//! Killed at every point, the program goes on where it was: nothing is lost, nothing done twice.

mod report;

use crate::{
    APPLICATION, On, installation,
    tally::{Tally, everything_is_published, published},
};
use kredo_tests::program::{Around, Installation, SteadfastPartner};
use report::Report;
use serde_json::json;
use std::{collections::BTreeSet, fs, path::PathBuf};

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
    /// From the application to a payout that the provider refuses each time.
    Refused,
    /// From the application to an offer that nobody takes up in time.
    Expired,
}

/// Where a course is played.
struct Stage<'a> {
    installation: &'a Installation,
    partner: SteadfastPartner<'a>,
    around: &'a Around,
    trace: PathBuf,
    kill: Option<&'a str>,
}

impl Stage<'_> {
    /// A server that dies at the point, if none has yet.
    async fn serve(&self) {
        let mut variables = vec![("FAULT_TRACE", self.trace.to_str().unwrap())];
        let kill = self.kill.filter(|_| self.partner.deaths() == 0);
        variables.extend(kill.map(|point| ("FAULT_KILL", point)));
        self.partner.turn_to(self.installation.serve_with(&variables)).await;
    }

    async fn sign(&self) {
        self.partner.begin(APPLICATION).await;
        let code = json!({ "code": self.around.code() });
        self.partner.act(APPLICATION, "sign", Some(&code)).await;
    }

    async fn play(&self, course: Course) {
        let partner = &self.partner;
        match course {
            Course::Loan => {
                partner.journey(APPLICATION, async || self.around.code()).await;
            }
            Course::Cancelled => {
                self.sign().await;
                let signed = "Contract is signed. Transfer of product";
                partner.expect(APPLICATION, "CONFIRMATION", signed).await;
                partner.act(APPLICATION, "cancel", Some(&json!({ "reason": "no" }))).await;
                partner.expect(APPLICATION, "CANCELLED", "").await;
            }
            Course::Refused => {
                self.around.payment_refuses();
                self.sign().await;
                partner.expect(APPLICATION, "ERROR", "").await;
            }
            Course::Expired => {
                partner.create(APPLICATION).await;
                partner.expect(APPLICATION, "APPROVED", "").await;
                partner.stop_server().await;
                self.installation.turn_to_day("2024-12-10");
                self.serve().await;
                partner.act_wrongly(APPLICATION, "select_offer", &json!({})).await;
                partner.expect(APPLICATION, "EXPIRED", "").await;
            }
        }
    }
}

/// Plays a course; the server dies at that point and is started again.
async fn play(on: On, course: Course, kill: Option<&str>) -> Played {
    let around = Around::start().await;
    let installation = installation(on, &around).await;
    let installation = installation.with("KREDO_FLOWS_ORDER_PAUSE_SECONDS", "1");
    let trace = installation.folder().join("points.txt");
    let partner = SteadfastPartner::new(&installation, "shop");
    let stage = Stage { installation: &installation, partner, around: &around, trace, kill };
    stage.serve().await;
    stage.play(course).await;
    everything_is_published(&installation, &stage.partner).await;
    stage.partner.stop_server().await;
    let expected = u32::from(kill.is_some());
    assert_eq!(stage.partner.deaths(), expected, "{kill:?} is a point of the journey");
    let tally = Tally::of(&installation, &around).await;
    let distinct: usize = tally.events.values().sum();
    let points = fs::read_to_string(&stage.trace).unwrap();
    Played {
        repeated_events: published(&installation.log()).saturating_sub(distinct),
        calls: around.asked_of_payment().len() + around.asked_of_sms().len(),
        points: points.lines().map(str::to_owned).collect(),
        tally,
    }
}

/// One of each kind: before and after an acknowledgement, in the middle of the flow, around each
/// call that acts, around the bus.
const SAMPLE: [(Course, &[&str]); 4] = [
    (
        Course::Loan,
        &[
            "before commit at gather_reports",
            "after scoring",
            "after commit at identify",
            "before sms send",
            "after sms send",
            "before commit at submit_order",
            "after payment place",
            "after publish",
        ],
    ),
    (Course::Cancelled, &["after commit at undo_payout", "after payment undo"]),
    (Course::Refused, &["after commit at await_retry"]),
    (Course::Expired, &["before commit at end"]),
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
    for course in [Course::Loan, Course::Cancelled, Course::Refused, Course::Expired] {
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
