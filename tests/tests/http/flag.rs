//! Flags on customers, through their activities, and the addresses beside them.

mod directory;
mod on_customer;

use crate::desk::Desk;
use kredo_tests::api::Answered;
use serde_json::{Value, json};

/// The flag activities of one customer.
struct OfCustomer {
    desk: Desk,
    customer: Value,
}

impl OfCustomer {
    async fn open() -> Self {
        let desk = Desk::open().await;
        let created = desk.execute("CustomerActivity#create", json!(["79010000001"])).await;
        let customer = created.json[0]["guid"].clone();
        Self { desk, customer }
    }
    async fn run(&self, method: &str, arguments: &[&str]) -> Answered {
        let mut args = vec![self.customer.clone()];
        args.extend(arguments.iter().map(|argument| json!(argument)));
        self.desk.execute(&format!("FlagActivity#{method}"), args.into()).await
    }
    async fn restricted(&self) -> bool {
        self.run("findRestrictions", &[]).await.json[0]["hasRestrictions"].as_bool().unwrap()
    }
    /// Type, reason, and whether it is on, of each flag.
    async fn found(&self, arguments: &[&str]) -> Vec<(String, String, bool)> {
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let found = self.run("find", arguments).await;
        let flags = found.json[0].as_array().unwrap().iter();
        flags
            .map(|f| (text(&f["flagType"]), text(&f["flagReason"]), f["active"].as_bool().unwrap()))
            .collect()
    }
}

fn flag(flag_type: &str, reason: &str, active: bool) -> (String, String, bool) {
    (flag_type.to_owned(), reason.to_owned(), active)
}

const FRAUD: [&str; 2] = ["BLACK_LIST", "FRAUD"];

#[tokio::test]
async fn a_flag_is_put_on_found_and_taken_off_and_stays_as_history() {
    let desk = OfCustomer::open().await;
    assert_eq!(desk.found(&[]).await, []);
    assert_eq!(desk.run("add", &FRAUD).await.json, json!([]), "nothing is answered");
    assert_eq!(desk.found(&["black_list"]).await, [flag("BLACK_LIST", "FRAUD", true)]);
    let scope = desk.run("find", &["BLACK_LIST"]).await.json[0][0]["scope"].clone();
    assert_eq!(scope, "EXTERNAL");
    assert_eq!(desk.found(&["BANKRUPTCY"]).await, []);
    assert_eq!(desk.run("remove", &FRAUD).await.json, json!([]));
    assert_eq!(desk.found(&[]).await, [flag("BLACK_LIST", "FRAUD", false)]);
    assert_eq!(desk.run("remove", &FRAUD).await.json, json!([]), "off is off");
    desk.run("add", &FRAUD).await;
    let both = [flag("BLACK_LIST", "FRAUD", false), flag("BLACK_LIST", "FRAUD", true)];
    assert_eq!(desk.found(&[]).await, both);
}

#[tokio::test]
async fn a_flag_is_on_once_for_a_reason() {
    let desk = OfCustomer::open().await;
    desk.run("add", &FRAUD).await;
    assert_eq!(desk.run("add", &FRAUD).await.refusal(), (409, "INVALID_FLAG_STATE"));
    assert_eq!(desk.run("add", &["BLACK_LIST", "TERRORIST"]).await.status, 200);
    assert_eq!(desk.found(&[]).await.len(), 2);
}

#[tokio::test]
async fn a_customer_is_restricted_while_a_flag_that_restricts_is_on() {
    let desk = OfCustomer::open().await;
    desk.run("add", &["REGISTRATION_COMPLETED", "CUSTOMER_REGISTRATION_IS_COMPLETED"]).await;
    assert!(!desk.restricted().await);
    desk.run("add", &["BANKRUPTCY", "COURT_RULING"]).await;
    assert!(desk.restricted().await);
    desk.run("remove", &["BANKRUPTCY", "COURT_RULING"]).await;
    assert!(!desk.restricted().await);
}

#[tokio::test]
async fn what_is_not_known_is_refused_by_its_code() {
    let desk = OfCustomer::open().await;
    for method in ["add", "remove"] {
        for (arguments, refusal) in [
            (["BLACKLIST", "FRAUD"], (404, "FLAG_TYPE_NOT_FOUND")),
            (["BLACK_LIST", "PIRATE"], (404, "FLAG_REASON_NOT_FOUND")),
            (["BLACK_LIST", "COURT_RULING"], (409, "FLAG_REASON_INCOMPATIBLE_WITH_TYPE")),
        ] {
            assert_eq!(desk.run(method, &arguments).await.refusal(), refusal, "{method}");
        }
    }
    let nobody = OfCustomer { customer: json!("b17f77dc-53e4-4205-bff7-7150b3b6ea54"), ..desk };
    for (method, arguments) in
        [("add", &FRAUD[..]), ("remove", &FRAUD), ("find", &[]), ("findRestrictions", &[])]
    {
        let refused = nobody.run(method, arguments).await;
        assert_eq!(refused.refusal(), (404, "CUSTOMER_NOT_FOUND"), "{method}");
    }
}
