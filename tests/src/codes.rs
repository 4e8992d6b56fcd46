//! Which codes operations document, and which of them a run of tests has seen.

use kredo_application::code;
use kredo_domain::{ErrorCode, identity::code as identity};
use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet},
    env,
    fs::{self, OpenOptions},
    io::Write,
    path::Path,
    process,
    sync::Mutex,
};

/// Names the folder in which a run collects what it saw. Every process has a file of its own there,
/// since the runner gives each test a process; where it is not set, nothing is kept.
pub const FOLDER: &str = "CODES_SEEN";

/// Stands for an operation where there is none.
pub const NO_OPERATION: &str = "no-operation";

/// The operation that runs activities.
const EXECUTE: &str = "gw.activity.execute";

/// Where a response of the OpenAPI document names its codes.
const NAMES: &str = "/content/application~1json/schema/allOf/0/properties/type/enum";

/// What every operation, or everyone that needs a token, refuses with beside its own codes.
const GENERAL: &[ErrorCode] = &[
    code::ARGUMENT_INVALID,
    code::INTERNAL_ERROR,
    code::STORE_UNAVAILABLE,
    identity::TOKEN_MISSING,
    identity::TOKEN_INVALID,
    identity::ROLE_MISSING,
];

/// Whether that code is none of a single operation.
#[must_use]
pub fn is_general(code: &str) -> bool {
    GENERAL.iter().chain(kredo_http::code::ALL).any(|general| general.name() == code)
}

/// Status and code of refusals by operation; an activity is one, under its name.
#[derive(Debug, Default)]
pub struct Codes(BTreeMap<String, BTreeSet<(u16, String)>>);

impl Codes {
    /// What the OpenAPI document and the list of activities promise.
    #[must_use]
    pub fn documented(openapi: &Value, activities: &Value) -> Self {
        let mut all = Self::default();
        all.insert(NO_OPERATION, 404, kredo_http::code::ROUTE_NOT_FOUND.name());
        all.insert(NO_OPERATION, 405, kredo_http::code::METHOD_NOT_ALLOWED.name());
        let paths = openapi["paths"].as_object().unwrap().values();
        for operation in paths.flat_map(|path| path.as_object().unwrap().values()) {
            let id = operation["operationId"].as_str().unwrap();
            for (status, response) in operation["responses"].as_object().unwrap() {
                let names = response.pointer(NAMES).and_then(Value::as_array);
                for name in names.into_iter().flatten() {
                    all.insert(id, status.parse().unwrap(), name.as_str().unwrap());
                }
            }
        }
        all.share_out(activities.as_array().unwrap());
        all
    }

    /// Gives each activity its part of what the operation that runs it refuses with.
    fn share_out(&mut self, activities: &[Value]) {
        let mut whole = self.0.remove(EXECUTE).unwrap();
        let mut shared_out = BTreeSet::new();
        for activity in activities {
            let errors = activity["errors"].as_array().unwrap();
            let (name, mut part) = (activity["name"].as_str().unwrap(), whole.clone());
            part.retain(|(_, code)| errors.iter().any(|own| own == code));
            shared_out.extend(part.iter().cloned());
            part.extend(whole.iter().filter(|(_, code)| is_general(code)).cloned());
            self.0.insert(name.to_owned(), part);
        }
        whole.retain(|outcome| !shared_out.contains(outcome));
        self.0.insert(EXECUTE.to_owned(), whole);
    }

    /// What the processes of a run saw.
    #[must_use]
    pub fn seen(folder: &Path) -> Self {
        let mut all = Self::default();
        for file in fs::read_dir(folder).unwrap() {
            for line in fs::read_to_string(file.unwrap().path()).unwrap().lines() {
                let words: Vec<_> = line.split(' ').collect();
                all.insert(words[0], words[1].parse().unwrap(), words[2]);
            }
        }
        all
    }

    /// Adds one.
    pub fn insert(&mut self, operation: &str, status: u16, code: &str) {
        self.0.entry(operation.to_owned()).or_default().insert((status, code.to_owned()));
    }

    /// Operation, status and code of each.
    pub fn all(&self) -> impl Iterator<Item = (&str, u16, &str)> {
        self.0.iter().flat_map(|(operation, of)| {
            of.iter().map(|(status, code)| (operation.as_str(), *status, code.as_str()))
        })
    }

    /// Whether the operation has that code, under that status where one is given.
    #[must_use]
    pub fn has(&self, operation: &str, status: Option<u16>, code: &str) -> bool {
        let mut of = self.0.get(operation).into_iter().flatten();
        of.any(|(under, own)| own == code && status.is_none_or(|status| status == *under))
    }

    /// Whether there is such an operation.
    #[must_use]
    pub fn has_operation(&self, operation: &str) -> bool {
        self.0.contains_key(operation)
    }
}

/// Keeps a refusal for the comparison at the end of a whole run, once a process.
pub(crate) fn saw(operation: &str, status: u16, code: &str) {
    static LINES: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());
    let Some(folder) = env::var_os(FOLDER) else { return };
    let line = format!("{operation} {status} {code}\n");
    if LINES.lock().unwrap().insert(line.clone()) {
        let path = Path::new(&folder).join(process::id().to_string());
        let mut file = OpenOptions::new().create(true).append(true).open(path).unwrap();
        file.write_all(line.as_bytes()).unwrap();
    }
}
