//! Any sequence of commands, against a model that is too simple to be wrong.

use super::{
    Document, DocumentEvent, DocumentFile, DocumentInfo, DocumentStatus, FileVersion, Statement,
    tests::passport,
};
use crate::Id;
use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;
use uuid::Uuid;

#[derive(Debug, Clone)]
enum Command {
    Judge(DocumentStatus),
    Correct(Option<String>),
    Reject(&'static str),
    Remove,
    AddAgain,
}

fn command() -> impl Strategy<Value = Command> {
    prop_oneof![
        prop::sample::select(&DocumentStatus::ALL[..]).prop_map(Command::Judge),
        prop::option::of("[0-9]{1,3}").prop_map(Command::Correct),
        prop::sample::select(vec!["BLURRED", "DARK"]).prop_map(Command::Reject),
        Just(Command::Remove),
        Just(Command::AddAgain),
    ]
}

/// What is known after some commands.
#[derive(Debug, Clone, PartialEq)]
struct Model {
    status: DocumentStatus,
    number: Option<String>,
    reason: Option<&'static str>,
    removed: bool,
}

impl Model {
    fn after(&self, command: &Command) -> Self {
        let mut model = self.clone();
        match command {
            Command::Judge(status) => model.status = *status,
            Command::Correct(number) => model.number.clone_from(number),
            Command::Reject(reason) => model.reason = Some(reason),
            Command::Remove => model.removed = true,
            Command::AddAgain => model.removed = false,
        }
        model
    }
}

struct Things {
    document: Document,
    info: DocumentInfo,
    file: DocumentFile,
}

impl Things {
    fn new(at: DateTime<Utc>) -> Self {
        fn id<K>(n: u128) -> Id<K> {
            Id::new(Uuid::from_u128(n))
        }
        let status = DocumentStatus::NotChecked;
        let document = Document::add(id(1), id(2), &passport(), status, at).0;
        let info = DocumentInfo::add(id(3), &document, Statement::default(), at).0;
        let shown_by = FileVersion { file: Uuid::nil(), version: 0 };
        let file = DocumentFile::add(id(4), &document, shown_by, (String::new(), None), at).0;
        Self { document, info, file }
    }

    fn run(&mut self, command: &Command, now: DateTime<Utc>) -> Vec<DocumentEvent> {
        match command {
            Command::Judge(status) => self.document.change_status(*status, now),
            Command::Correct(number) => {
                let number = number.clone();
                self.info.correct(Statement { number, ..Statement::default() }, now)
            }
            Command::Reject(reason) => self.file.reject(reason, now),
            Command::Remove => self.file.remove(now),
            Command::AddAgain => self.file.add_again(now),
        }
    }

    fn times(&self) -> [Option<DateTime<Utc>>; 3] {
        let (info, file) = (self.info.state().updated_at, self.file.state().updated_at);
        [Some(self.document.state().updated_at), info, file]
    }
}

proptest! {
    #[test]
    fn any_sequence_of_commands_leaves_what_was_said_last(
        commands in prop::collection::vec(command(), 0..20),
    ) {
        let begun = DateTime::UNIX_EPOCH;
        let mut things = Things::new(begun);
        let (number, reason, removed) = (None, None, false);
        let mut model = Model { status: DocumentStatus::NotChecked, number, reason, removed };
        for (hours, command) in (1..).zip(&commands) {
            let (now, before, times) = (begun + TimeDelta::hours(hours), model, things.times());
            model = before.after(command);
            let events = things.run(command, now);
            prop_assert_eq!(events.len(), usize::from(model != before), "a change is told once");
            let touched = things.times().iter().zip(&times).filter(|(one, other)| one != other).count();
            prop_assert_eq!(touched, events.len(), "and one thing has the instant of it");
            let (document, file) = (things.document.state(), things.file.state());
            prop_assert_eq!(document.status, model.status);
            prop_assert_eq!(&things.info.state().statement.number, &model.number);
            prop_assert_eq!(file.invalidity_reason.as_deref(), model.reason);
            prop_assert_eq!(file.removed, model.removed);
            prop_assert_eq!(things.file.status() == DocumentStatus::NotValid, model.reason.is_some());
            prop_assert_eq!(document.created_at, begun);
        }
    }
}
