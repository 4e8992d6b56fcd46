//! Events as log lines.

use crate::stage::{event, source};
use kredo_application::event_bus::CloudEvent;
use kredo_messaging::{EventSubscriber, LogSubscriber};
use serde_json::{Value, json};
use std::{
    io,
    sync::{Arc, Mutex},
};

#[derive(Clone, Default)]
struct Paper(Arc<Mutex<Vec<u8>>>);

impl io::Write for Paper {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn a_line_has_id_type_and_subject_and_no_data() {
    let paper = Paper::default();
    let on_paper = paper.clone();
    let log = tracing_subscriber::fmt()
        .json()
        .flatten_event(true)
        .with_writer(move || on_paper.clone())
        .finish();
    let _log = tracing::subscriber::set_default(log);
    LogSubscriber.receive(&CloudEvent::of(&source(), event(7))).await.unwrap();
    let written = String::from_utf8(paper.0.lock().unwrap().clone()).unwrap();
    assert_eq!(written.lines().count(), 1);
    let mut line: Value = serde_json::from_str(&written).unwrap();
    line.as_object_mut().unwrap().remove("timestamp").unwrap();
    let expected = json!({
        "level": "INFO", "target": "kredo_messaging::log", "message": "event",
        "id": "00000000-0000-0000-0000-000000000007",
        "type": "kredo.test.happened.v1",
        "subject": "00000000-0000-0000-0000-000000000001",
    });
    assert_eq!(line, expected);
}
