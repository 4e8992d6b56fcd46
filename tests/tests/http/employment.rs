//! Where customers work, through the activities and from files.

mod batch;

use crate::desk::Desk;
use kredo_tests::api::Answered;
use serde_json::{Value, json};

const NOBODY: &str = "b17f77dc-53e4-4205-bff7-7150b3b6ea54";

async fn customer(desk: &Desk, login: &str) -> Value {
    desk.execute("CustomerActivity#create", json!([login])).await.json[0].clone()
}

fn facts() -> Value {
    json!({
        "position": "Кассир", "positionType": "householder", "companyName": "ООО «Юность»",
        "companyScope": "construction_real_estate", "salary": 3_600_000, "salaryCurrency": "RUB",
        "extraSalary": 1_000_000, "extraSalaryCurrency": "RUB",
        "currentPositionDuration": "3_6_MONTHS", "additionalData": { "phone": "…01" },
        "sourceId": "5493", "sourceName": "customer",
    })
}

fn of(customer: &Value, mut facts: Value) -> Value {
    facts["customerGuid"] = customer["guid"].clone();
    json!([facts])
}

async fn found(desk: &Desk, customer: &Value) -> Answered {
    let method = "EmploymentActivityV2#findByCustomerGuid";
    desk.execute(method, json!([customer["guid"]])).await
}

#[tokio::test]
async fn an_employment_is_added_once_and_found_under_both_names() {
    let desk = Desk::open().await;
    let customer = customer(&desk, "79010000001").await;
    let missing = found(&desk, &customer).await;
    assert_eq!(missing.refusal(), (404, "EMPLOYMENT_NOT_FOUND"));
    for _ in 0..2 {
        let added = desk.execute("EmploymentActivity#add", of(&customer, facts())).await;
        assert_eq!((added.status.as_u16(), added.json), (200, json!([])), "nothing is answered");
    }
    let known = found(&desk, &customer).await.json;
    let mut expected = facts();
    expected["guid"] = known[0]["guid"].clone();
    assert_eq!(known, json!([expected]));
    let guid = json!([customer["guid"]]);
    let older = desk.execute("EmploymentActivity#findByCustomerGuid", guid).await;
    assert_eq!(older.json, known);
    let mut other = facts();
    other["salary"] = json!(1);
    let refused = desk.execute("EmploymentActivity#add", of(&customer, other)).await;
    assert_eq!(refused.refusal(), (409, "EMPLOYMENT_FOR_CUSTOMER_ALREADY_EXIST"));
    assert_eq!(found(&desk, &customer).await.json, known);
}

#[tokio::test]
async fn an_update_takes_the_place_of_everything_that_was_known() {
    let desk = Desk::open().await;
    let customer = customer(&desk, "79010000001").await;
    desk.execute("EmploymentActivity#add", of(&customer, facts())).await;
    let guid = found(&desk, &customer).await.json[0]["guid"].clone();
    let less = json!({
        "positionType": "EMPLOYEE", "companyScope": "RETAIL", "salary": 0, "salaryCurrency": "USD",
        "extraSalary": null,
    });
    let updated = desk.execute("EmploymentActivity#update", json!([guid, less])).await.json;
    let expected = json!([{
        "guid": guid, "position": null, "positionType": "EMPLOYEE", "companyName": null,
        "companyScope": "RETAIL", "salary": 0, "salaryCurrency": "USD", "extraSalary": null,
        "extraSalaryCurrency": null, "currentPositionDuration": null, "additionalData": {},
        "sourceId": null, "sourceName": null,
    }]);
    assert_eq!(updated, expected);
    assert_eq!(found(&desk, &customer).await.json, expected);
    let again = desk.execute("EmploymentActivity#update", json!([guid, less])).await.json;
    assert_eq!(again, expected);
}

#[tokio::test]
async fn whatever_is_not_there_or_not_said_is_refused() {
    let desk = Desk::open().await;
    let nobody = json!({ "guid": NOBODY });
    let refused = desk.execute("EmploymentActivity#add", of(&nobody, facts())).await;
    assert_eq!(refused.refusal(), (404, "CUSTOMER_NOT_FOUND"));
    let jobless = customer(&desk, "79010000001").await;
    for activity in ["EmploymentActivity", "EmploymentActivityV2"] {
        let find = async |of: &Value| {
            let method = format!("{activity}#findByCustomerGuid");
            desk.execute(&method, json!([of["guid"]])).await
        };
        assert_eq!(find(&nobody).await.refusal(), (404, "CUSTOMER_NOT_FOUND"), "{activity}");
        assert_eq!(find(&jobless).await.refusal(), (404, "EMPLOYMENT_NOT_FOUND"), "{activity}");
    }
    let refused = desk.execute("EmploymentActivity#update", json!([NOBODY, facts()])).await;
    assert_eq!(refused.refusal(), (404, "EMPLOYMENT_NOT_FOUND"));
    let bad = json!({ "salary": -1, "salaryCurrency": 1, "extraSalary": 0.5 });
    let refused = desk.execute("EmploymentActivity#update", json!([NOBODY, bad])).await;
    let expected = ["companyScope", "extraSalary", "positionType", "salary", "salaryCurrency"]
        .map(|name| format!("args[1].{name}"));
    assert_eq!(refused.faults(), expected);
    let refused = desk.execute("EmploymentActivity#add", json!([{ "salary": 1 }])).await;
    let expected = ["companyScope", "customerGuid", "positionType", "salaryCurrency"]
        .map(|name| format!("args[0].{name}"));
    assert_eq!(refused.faults(), expected);
}
