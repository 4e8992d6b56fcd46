//! The reference of error codes, made of the codes and of the routes that declare them.

use crate::{api::Described, failure};
use kredo_domain::ErrorCode;
use std::{collections::BTreeMap, fmt::Write};

const HEAD: &str = "# Error codes\n\n\
    Every refusal has the body `{\"traceId\", \"timestamp\", \"message\", \"type\"}`, and `fields` where the\n\
    request itself is wrong; `type` is one of these codes. Made by `kredo errors` from the codes and\n\
    the routes' error tables; a test compares.\n";

/// Code → status → operations.
type Uses = BTreeMap<ErrorCode, BTreeMap<u16, Vec<&'static str>>>;

fn uses(described: &Described) -> Uses {
    let mut uses = Uses::new();
    for (operation, status, code) in &described.refusals {
        uses.entry(*code).or_default().entry(*status).or_default().push(operation);
    }
    uses
}

/// Contexts with their codes, in the order of the page.
fn contexts() -> Vec<(&'static str, &'static [ErrorCode])> {
    let mut contexts = vec![
        ("The interface", failure::code::ALL),
        ("Every context", kredo_application::code::ALL),
        ("Activities", kredo_application::activity::code::ALL),
        ("Files", kredo_application::file::code::ALL),
    ];
    contexts.extend(kredo_domain::CODES);
    contexts
}

/// The page, as Markdown.
pub(crate) fn page(described: &Described) -> String {
    let uses = uses(described);
    let routes = described.operations;
    let mut page = HEAD.to_owned();
    for (context, codes) in contexts() {
        // Writing into a text cannot fail.
        let _ = write!(page, "\n## {context}\n\n| code | meaning | where |\n|---|---|---|\n");
        for code in codes {
            let places = uses.get(code).map_or_else(String::new, |uses| places(uses, routes));
            let _ = writeln!(page, "| `{code}` | {} | {places} |", code.meaning());
        }
    }
    page
}

fn places(uses: &BTreeMap<u16, Vec<&'static str>>, routes: usize) -> String {
    let place = |(status, operations): (&u16, &Vec<&str>)| {
        let most = operations.len() * 2 > routes;
        let names = if most { "most operations".to_owned() } else { operations.join(", ") };
        format!("{status}: {names}")
    };
    uses.iter().map(place).collect::<Vec<_>>().join("; ")
}
