//! Looking for customers among a great many.

use super::people::{Person, drawn, person};
use crate::client::{Http, send};
use anyhow::{Context, ensure};
use serde_json::Value;
use std::time::{Duration, Instant};

/// Requests of each kind before the clock starts: connections, statements and caches are there then.
const WARM_UP: u32 = 50;

/// One way to look.
#[derive(Clone, Copy)]
pub(crate) struct Kind {
    pub(crate) name: &'static str,
    parameters: fn(&Person) -> Vec<(&'static str, String)>,
}

/// How long searches took.
pub(crate) struct Searched {
    pub(crate) name: &'static str,
    /// Sorted.
    pub(crate) times: Vec<Duration>,
    /// Customers found, on average.
    pub(crate) found: u64,
}

fn start(text: &str, letters: usize) -> String {
    text.chars().take(letters).collect()
}

pub(crate) const KINDS: [Kind; 11] = [
    Kind { name: "phone", parameters: |p| vec![("phone", p.phone.clone())] },
    Kind {
        name: "passport",
        parameters: |p| vec![("passportNumber", format!("{} {}", p.passport.0, p.passport.1))],
    },
    Kind {
        name: "passport number",
        parameters: |p| vec![("passportNumber", p.passport.1.clone())],
    },
    Kind {
        name: "whole name",
        parameters: |p| {
            vec![
                ("lastName", p.last_name.to_uppercase().replace('Ё', "Е")),
                ("firstName", p.first_name.to_lowercase()),
                ("middleName", p.middle_name.clone()),
            ]
        },
    },
    Kind { name: "surname", parameters: |p| vec![("lastName", p.last_name.clone())] },
    Kind { name: "3 letters", parameters: |p| vec![("lastName", start(&p.last_name, 3))] },
    Kind { name: "1 letter", parameters: |p| vec![("lastName", start(&p.last_name, 1))] },
    Kind {
        name: "1 letter and patronymic",
        parameters: |p| {
            let letter = start(&p.last_name, 1);
            vec![("lastName", letter), ("middleName", p.middle_name.clone())]
        },
    },
    Kind { name: "first name", parameters: |p| vec![("firstName", p.first_name.to_owned())] },
    Kind {
        name: "first name and patronymic",
        parameters: |p| {
            vec![("firstName", p.first_name.to_owned()), ("middleName", p.middle_name.clone())]
        },
    },
    Kind {
        name: "3 letters, sorted by age, page 5",
        parameters: |p| {
            let sorted = [("sort", "birthDate,desc".to_owned()), ("page", "5".to_owned())];
            [vec![("lastName", start(&p.last_name, 3))], sorted.to_vec()].concat()
        },
    },
];

pub(super) async fn log_in(http: &Http, address: &str, account: &Value) -> anyhow::Result<String> {
    let text = |name: &str| account[name].as_str().context("an account has credentials");
    let form = format!(
        "grant_type=password&client_id=back-office&username={}&password={}",
        text("username")?,
        text("password")?
    );
    let tokens = format!("{address}/auth/employees");
    let (status, json) = send(http, "POST", &tokens, None, Some(form)).await?;
    ensure!(status == 200, "{json}");
    Ok(json["access_token"].as_str().context("a token comes")?.to_owned())
}

pub(super) async fn measure(
    http: &Http,
    (address, token): (&str, &str),
    kind: Kind,
    (customers, searches): (u32, u32),
) -> anyhow::Result<Searched> {
    let mut times = Vec::new();
    let mut found = 0;
    for n in 0..WARM_UP + searches {
        let parameters = (kind.parameters)(&person(drawn(n, 70, customers)));
        let query = serde_urlencoded::to_string(parameters)?;
        let address = format!("{address}/crs/internal/v1/customers/parameters?{query}");
        let begun = Instant::now();
        let (status, json) = send(http, "GET", &address, Some(token), None).await?;
        let took = begun.elapsed();
        let total = json["_meta"]["total"].as_u64().unwrap_or_default();
        ensure!(status == 200 && total > 0, "{} finds nobody: {status} {json}", kind.name);
        if n >= WARM_UP {
            times.push(took);
            found += total;
        }
    }
    times.sort_unstable();
    Ok(Searched { name: kind.name, times, found: found / u64::from(searches) })
}
