//! What the log of a whole journey does not say.

use crate::{APPLICATION, On, installation};
use kredo_tests::program::{Around, SteadfastPartner};
use serde_json::Value;

const EXAMPLE: &str = include_str!("../../data/demo/create.json");

/// Fields whose values are words of the interface and tell nothing of anybody.
const WORDS: [&str; 11] = [
    "another_property",
    "company_scope",
    "extra_salary_currency",
    "family_status",
    "gender",
    "owner",
    "position_type",
    "property_type",
    "salary_currency",
    "type",
    "work_experience",
];

/// Personal values of the example: everything in it that could name or find somebody.
fn personal() -> Vec<String> {
    let example: Value = serde_json::from_str(EXAMPLE).unwrap();
    let mut values = Vec::new();
    for part in ["customer", "customer_documents", "customer_employment", "customer_contacts"] {
        collect(&example[part], &mut values);
    }
    values
}

fn collect(value: &Value, into: &mut Vec<String>) {
    match value {
        Value::String(text) => into.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| collect(item, into)),
        Value::Object(fields) => {
            let telling = fields.iter().filter(|(name, _)| !WORDS.contains(&name.as_str()));
            telling.for_each(|(_, field)| collect(field, into));
        }
        Value::Number(number) if number.to_string().len() > 4 => into.push(number.to_string()),
        Value::Number(_) | Value::Bool(_) | Value::Null => {}
    }
}

/// Whether a line says it: as a word of its own, not by chance within a guid or a hash.
fn says(line: &str, secret: &str) -> bool {
    line.match_indices(secret).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = line[at + secret.len()..].chars().next();
        ![before, after].into_iter().flatten().any(|c| c.is_ascii_alphanumeric() || c == '-')
    })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_log_of_a_journey_holds_no_code_secret_or_personal_value() {
    let around = Around::start().await;
    // The most that an operator can ask for, of our own modules and of the libraries.
    let installation = installation(On::Sqlite, &around)
        .await
        .with("KREDO_LOG_FILTER", "trace")
        .with("KREDO_LOG_FORMAT", "json");
    let partner = SteadfastPartner::new(&installation, "shop");
    partner.begin(APPLICATION).await;
    partner.act_wrongly(APPLICATION, "sign", &serde_json::json!({ "code": "000000" })).await;
    partner.finish(APPLICATION, async || around.code()).await;
    partner.stop_server().await;
    let log = installation.log();
    let mut secrets = personal();
    assert!(secrets.len() > 20, "{secrets:?}");
    secrets.push(around.code());
    secrets.push(partner.account()["client_secret"].as_str().unwrap().to_owned());
    secrets.push(partner.token().await);
    for secret in &secrets {
        let line = log.lines().find(|line| says(line, secret));
        assert_eq!(line, None, "{secret}");
    }
    let traced = log.lines().filter(|line| line.contains("\"trace_id\""));
    assert!(traced.count() > 10, "{log}");
    assert!(log.lines().all(|line| serde_json::from_str::<Value>(line).is_ok()), "JSON lines");
}
