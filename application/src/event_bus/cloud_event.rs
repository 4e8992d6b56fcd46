//! The envelope of an event outside of Kredo.

use super::EventSource;
use crate::outbox::OutboxEvent;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

/// An event in the structured JSON mode of [CloudEvents](https://cloudevents.io) 1.0.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CloudEvent {
    /// The version of the envelope.
    #[serde(rename = "specversion")]
    pub spec_version: SpecVersion,
    /// The event's own guid. Source and id together name it for ever: a consumer that has seen
    /// them may skip it.
    pub id: Uuid,
    /// Which installation it comes from.
    pub source: EventSource,
    /// What happened, with the version of `data`: `kredo.customer.registered.v1`.
    #[serde(rename = "type")]
    pub event_type: String,
    /// Guid of the aggregate it is about.
    pub subject: String,
    /// When it happened, UTC.
    pub time: DateTime<Utc>,
    /// The form of `data`.
    #[serde(rename = "datacontenttype")]
    pub content_type: ContentType,
    /// The facts: guids, codes and instants, no personal data.
    pub data: Value,
}

impl CloudEvent {
    /// Puts an event of the outbox into its envelope.
    #[must_use]
    pub fn of(source: &EventSource, event: OutboxEvent) -> Self {
        let OutboxEvent { id, name, subject, time, data, .. } = event;
        Self {
            spec_version: SpecVersion::V1_0,
            id,
            source: source.clone(),
            event_type: name,
            subject,
            time,
            content_type: ContentType::Json,
            data,
        }
    }
}

/// Versions of the envelope that Kredo writes and reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum SpecVersion {
    /// `1.0`
    #[serde(rename = "1.0")]
    V1_0,
}

/// Forms of an event's data that Kredo writes and reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ContentType {
    /// `application/json`
    #[serde(rename = "application/json")]
    Json,
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeDelta;
    use serde_json::json;

    const GOLDEN: &str = r#"{
  "specversion": "1.0",
  "id": "0193507c-7c00-7000-8000-000000000001",
  "source": "https://lender.example/kredo",
  "type": "kredo.customer.registered.v1",
  "subject": "0193507c-7c00-7000-8000-000000000002",
  "time": "2024-11-22T07:30:00.123456Z",
  "datacontenttype": "application/json",
  "data": {
    "customerGuid": "0193507c-7c00-7000-8000-000000000002",
    "customerId": 42
  }
}"#;

    fn event() -> CloudEvent {
        let subject = "0193507c-7c00-7000-8000-000000000002";
        let moscow: DateTime<chrono::FixedOffset> = "2024-11-22T10:30:00+03:00".parse().unwrap();
        let happened = OutboxEvent {
            id: "0193507c-7c00-7000-8000-000000000001".parse().unwrap(),
            name: "kredo.customer.registered.v1".to_owned(),
            actor: crate::audit::Actor::UNIDENTIFIED,
            trace: String::new(),
            subject: subject.to_owned(),
            time: moscow.to_utc() + TimeDelta::microseconds(123_456),
            data: json!({ "customerGuid": subject, "customerId": 42 }),
        };
        CloudEvent::of(&"https://lender.example/kredo".parse().unwrap(), happened)
    }

    #[test]
    fn the_envelope_is_written_as_the_specification_says() {
        assert_eq!(serde_json::to_string_pretty(&event()).unwrap(), GOLDEN);
    }

    #[test]
    fn the_envelope_reads_back_equal() {
        assert_eq!(serde_json::from_str::<CloudEvent>(GOLDEN).unwrap(), event());
    }

    #[test]
    fn other_versions_and_forms_are_not_read() {
        for (from, to) in [
            ("\"1.0\"", "\"0.3\""),
            ("application/json", "application/xml"),
            ("https://lender.example/kredo", ""),
        ] {
            let other = GOLDEN.replacen(from, to, 1);
            assert!(serde_json::from_str::<CloudEvent>(&other).is_err(), "{other}");
        }
    }
}
