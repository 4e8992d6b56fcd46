//! Every state with everything that can be done in it: run, and compared with the documentation.

use super::fixture::{Journey, act, file, in_time, report, too_late};
use super::{Action, Answer, LoanApplication, PartnerView, StageName, Step};
use crate::Coded;
use chrono::{DateTime, FixedOffset, Utc};
use std::{collections::BTreeSet, fmt::Write, fs, path::Path};

/// A state with every way to come to it that matters.
struct Row {
    title: String,
    now: DateTime<Utc>,
    journeys: Vec<Journey>,
}

fn rows() -> Vec<Row> {
    let open = StageName::ALL.map(|stage| (stage.as_str().to_owned(), in_time(), to(&[stage])));
    let waiting = to(&WAITING);
    let late = waiting.iter().map(|journey| {
        let title = format!("{} after `expires_at`", journey.application.state().name());
        (title, too_late(), vec![journey.clone()])
    });
    let running = to(&[StageName::Checking, StageName::Identifying, StageName::SendingOtp]);
    let signed =
        to(&[StageName::Signing, StageName::CoolingOff, StageName::PayingOut, StageName::Signed]);
    let failing = vec![Journey::refused_payout()];
    let cancel = |journeys: &[Journey]| map(journeys, |journey| journey.then(Action::Cancel));
    let cancelling = [cancel(&running), cancel(&signed), cancel(&failing)].concat();
    let cancelled = [cancel(&waiting), map(&cancelling, Journey::undone)].concat();
    let failed = [
        map(&to(&StageName::ALL), Journey::failed),
        map(&cancelling, Journey::failed),
        map(&failing, Journey::failed),
        map(&failing, Journey::undone),
    ];
    let ended = [
        ("COMPLETED", vec![Journey::to_the_end()]),
        ("DECLINED", map(&running, Journey::declined)),
        ("CANCELLING", cancelling),
        ("CANCELLED", cancelled),
        ("EXPIRED", map(&waiting, Journey::expired)),
        ("FAILING", failing),
        ("FAILED", failed.concat()),
    ];
    let ended = ended.map(|(title, journeys)| (title.to_owned(), in_time(), journeys));
    let rows = open.into_iter().chain(late).chain(ended);
    rows.map(|(title, now, journeys)| Row { title, now, journeys }).collect()
}

/// Where the partner is awaited and the offer can still expire.
const WAITING: [StageName; 3] =
    [StageName::Approved, StageName::AwaitingOtpRequest, StageName::AwaitingOtp];

fn to(stages: &[StageName]) -> Vec<Journey> {
    stages.iter().map(|stage| Journey::to(*stage)).collect()
}

fn map(journeys: &[Journey], next: impl Fn(&Journey) -> Journey) -> Vec<Journey> {
    journeys.iter().map(next).collect()
}

/// How an action comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Manner {
    First,
    SameAgain,
    OtherAgain,
}

const MANNERS: [(Manner, &str); 3] = [
    (Manner::First, "The first time"),
    (Manner::SameAgain, "Again, with the same body"),
    (Manner::OtherAgain, "Again, with another body"),
];

impl Row {
    /// What becomes of an action: the same on every way to the state. `None` where it cannot come
    /// in this manner.
    fn outcome(&self, action: Action, manner: Manner) -> Option<String> {
        let has_body = !matches!(action, Action::SelectOffer | Action::SendOtp);
        let fits = |journey: &&Journey| {
            let taken = journey.taken.contains(action.name());
            taken == (manner != Manner::First) && (has_body || manner != Manner::OtherAgain)
        };
        // A file can have been uploaded before any state.
        let uploaded = action == Action::UploadFile && manner != Manner::First;
        let journeys: Vec<_> = if uploaded {
            self.journeys.iter().map(with_file).collect()
        } else {
            self.journeys.iter().filter(fits).cloned().collect()
        };
        let run = |journey: &Journey| self.run(journey, action, manner == Manner::OtherAgain);
        let outcomes: BTreeSet<_> = journeys.iter().map(run).collect();
        assert!(outcomes.len() <= 1, "{} {action:?} {manner:?}: {outcomes:?}", self.title);
        outcomes.into_iter().next()
    }
    fn run(&self, journey: &Journey, action: Action, otherwise: bool) -> String {
        let mut application = journey.application.clone();
        let result = act(&mut application, action, otherwise, self.now);
        let state = application.state().name();
        let changed = application != journey.application;
        match result {
            Err(refusal) => {
                assert!(!changed, "{} {action:?}: a refusal changed something", self.title);
                refusal.code().name().to_owned()
            }
            Ok(outcome) => {
                assert_eq!(outcome.events.is_empty(), !changed, "{} {action:?}", self.title);
                match outcome.answer {
                    Answer::Accepted if action == Action::UploadFile => "kept".to_owned(),
                    Answer::Accepted => format!("→ {state}"),
                    Answer::Repeated => "no effect".to_owned(),
                    Answer::ResendRequested => "another code".to_owned(),
                    Answer::OfferExpired => {
                        let code = outcome.answer.refusal().unwrap().code();
                        format!("{code} → {state}")
                    }
                }
            }
        }
    }
}

/// The same journey with a file that was uploaded before.
fn with_file(journey: &Journey) -> Journey {
    let mut record = journey.application.record().clone();
    record.files.push(file("the usual body"));
    Journey { application: LoanApplication::restore(record), taken: journey.taken.clone() }
}

/// What becomes of a step, by all the ways to a state.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Reported {
    LeadsTo(&'static str),
    Changes,
    NoEffect,
    Refused,
}

impl Row {
    fn reported(&self, step: Step) -> BTreeSet<Reported> {
        let run = |journey: &Journey| {
            let mut application = journey.application.clone();
            let (before, result) =
                (application.state().name(), report(&mut application, step, false, self.now));
            let changed = application != journey.application;
            let after = application.state().name();
            match result {
                Ok(events) if events.is_empty() => {
                    assert!(!changed, "{} {step:?}", self.title);
                    Reported::NoEffect
                }
                Ok(_) if before == after => Reported::Changes,
                Ok(_) => Reported::LeadsTo(after),
                Err(refusal) => {
                    assert!(!changed, "{} {step:?}", self.title);
                    assert_eq!(refusal.code().name(), "LOAN_APPLICATION_STAGE_MISMATCH");
                    Reported::Refused
                }
            }
        };
        self.journeys.iter().map(run).collect()
    }
}

fn actions_table(rows: &[Row], manner: Manner) -> String {
    let shown = Action::ALL
        .into_iter()
        .filter(|action| rows.iter().any(|row| row.outcome(*action, manner).is_some()));
    let shown: Vec<_> = shown.collect();
    let heads: Vec<_> = shown.iter().map(|action| format!("`{}`", action.name())).collect();
    let mut table = table(&["state".to_owned()], &heads);
    for row in rows {
        let outcome = |action: &Action| row.outcome(*action, manner).unwrap_or("—".to_owned());
        let cells: Vec<_> = shown.iter().map(outcome).collect();
        if cells.iter().any(|cell| cell != "—") {
            writeln!(table, "| {} | {} |", row.title, cells.join(" | ")).unwrap();
        }
    }
    table
}

fn steps_table(rows: &[Row]) -> String {
    let heads =
        ["leads on", "no effect", "no effect if it was done before, else refused", "refused"];
    let mut table = table(&["state".to_owned()], &heads.map(ToOwned::to_owned));
    for row in rows {
        let mut cells = [const { Vec::new() }; 4];
        for step in Step::ALL {
            let name = format!("`{}`", step.name());
            match row.reported(step).into_iter().collect::<Vec<_>>()[..] {
                [Reported::LeadsTo(state)] => cells[0].push(format!("{name} → {state}")),
                [Reported::Changes] => cells[0].push(name),
                [Reported::NoEffect] => cells[1].push(name),
                [Reported::NoEffect, Reported::Refused] => cells[2].push(name),
                [Reported::Refused] => cells[3].push(name),
                ref mixed => panic!("{} {step:?}: {mixed:?}", row.title),
            }
        }
        let cells: Vec<_> = cells.iter().map(|names| names.join(", ")).collect();
        writeln!(table, "| {} | {} |", row.title, cells.join(" | ")).unwrap();
    }
    table
}

fn views_table(rows: &[Row]) -> String {
    let heads = ["status", "message", "confirmedProduct", "contractNumber", "contract_pdf"];
    let mut table = table(&["state".to_owned()], &heads.map(ToOwned::to_owned));
    let yes = |shown: bool| if shown { "yes" } else { "" };
    for row in rows.iter().filter(|row| row.now == in_time()) {
        let moscow = FixedOffset::east_opt(3 * 3_600).unwrap();
        let views: Vec<_> =
            row.journeys.iter().map(|journey| journey.application.partner_view(moscow)).collect();
        let shows = |which: fn(&PartnerView) -> bool| {
            let shown = views.iter().filter(|view| which(view)).count();
            if shown > 0 && shown < views.len() { "if there is one" } else { yes(shown > 0) }
        };
        let first = &views[0];
        assert!(views.iter().all(|v| v.status == first.status && v.message == first.message));
        let cells = [
            first.status.name(),
            &first.message,
            shows(|view| view.confirmed_product.is_some()),
            shows(|view| view.contract_number.is_some()),
            shows(|view| view.shows_contract),
        ];
        writeln!(table, "| {} | {} |", row.title, cells.join(" | ")).unwrap();
    }
    table
}

fn table(first: &[String], heads: &[String]) -> String {
    let columns = [first, heads].concat();
    format!("| {} |\n|{}\n", columns.join(" | "), "---|".repeat(columns.len()))
}

fn tables() -> String {
    let rows = rows();
    let mut text = String::new();
    for (manner, title) in MANNERS {
        write!(text, "### {title}\n\n{}\n", actions_table(&rows, manner)).unwrap();
    }
    write!(text, "### What the flow reports\n\n{}\n", steps_table(&rows)).unwrap();
    write!(text, "### What the partner sees\n\n{}", views_table(&rows)).unwrap();
    text
}

#[test]
fn the_documented_tables_are_what_the_commands_do() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/loan-application.md");
    let document = fs::read_to_string(path).unwrap();
    let (begin, end) = ("<!-- made by a test: begin -->\n", "<!-- made by a test: end -->\n");
    let written = document.split_once(begin).and_then(|(_, rest)| rest.split_once(end));
    let tables = tables();
    assert!(
        written.is_some_and(|(tables_written, _)| tables_written == tables),
        "docs/loan-application.md is out of date; between its marks belongs\n{tables}"
    );
}
