//! The files of the contract, as far as they are replayed.

use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize)]
pub(crate) struct Service {
    #[serde(rename = "service")]
    pub(crate) name: String,
    pub(crate) prefix: String,
    pub(crate) operations: Vec<Operation>,
}

#[derive(Deserialize, Clone)]
pub(crate) struct Operation {
    pub(crate) id: String,
    pub(crate) audience: String,
    pub(crate) method: Option<String>,
    pub(crate) path: Option<String>,
    /// Name of the activity; none for an address.
    pub(crate) activity: Option<String>,
    pub(crate) headers: Vec<Field>,
    pub(crate) query: Vec<Field>,
    pub(crate) body: Vec<Field>,
    pub(crate) request_example: Option<Value>,
    pub(crate) responses: Vec<Response>,
    /// What is documented to be refused.
    pub(crate) errors: Vec<Value>,
}

#[derive(Deserialize, Clone)]
pub(crate) struct Field {
    pub(crate) name: String,
    pub(crate) r#type: String,
    pub(crate) required: bool,
    #[serde(default)]
    pub(crate) description: String,
}

#[derive(Deserialize, Clone)]
pub(crate) struct Response {
    /// A number, or `ok` for an activity.
    pub(crate) status: Value,
    pub(crate) example: Option<Value>,
}

impl Service {
    pub(crate) fn read(text: &str) -> Self {
        serde_json::from_str(text).unwrap()
    }
}

impl Operation {
    /// Whether the body is a form.
    pub(crate) fn takes_form(&self) -> bool {
        let form = "application/x-www-form-urlencoded";
        self.headers.iter().any(|h| h.name == "Content-Type" && h.description.starts_with(form))
    }
    /// Headers of its own that must be there.
    pub(crate) fn own_headers(&self) -> impl Iterator<Item = &Field> {
        let of_every = ["content-type", "authorization", "x-azp"];
        self.headers
            .iter()
            .filter(move |h| h.required && !of_every.contains(&h.name.to_lowercase().as_str()))
    }
    /// Status, where it is said, and code of each documented refusal.
    pub(crate) fn refusals(&self) -> impl Iterator<Item = (Option<u16>, &str)> {
        let status = |error: &Value| u16::try_from(error["status"].as_u64()?).ok();
        let refusals = self.errors.iter();
        refusals.filter_map(move |error| Some((status(error), error["type"].as_str()?)))
    }
    /// Those of what does not exist.
    pub(crate) fn not_found(&self) -> Vec<(Option<u16>, &str)> {
        self.refusals().filter(|(_, code)| code.ends_with("_NOT_FOUND")).collect()
    }
    /// Whether an answer of that status is documented.
    pub(crate) fn answers(&self, status: u16) -> bool {
        self.responses.iter().any(|response| response.is(status))
    }
}

impl Response {
    pub(crate) fn is(&self, status: u16) -> bool {
        self.status == status || (self.status == "ok" && status == 200)
    }
}
