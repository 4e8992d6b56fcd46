//! Addresses of customers.

use crate::desk::Desk;
use kredo_domain::identity::Role;
use serde_json::{Value, json};

const NOBODY: &str = "b17f77dc-53e4-4205-bff7-7150b3b6ea54";

async fn new_customer(desk: &Desk) -> String {
    let created = desk.execute("CustomerActivity#create", json!(["79010000001"])).await;
    created.json[0]["guid"].as_str().unwrap().to_owned()
}

fn address(primary: bool, house: &str) -> Value {
    let data = json!({ "regionId": 77, "city": "г Москва", "house": house, "isSigned": true });
    json!({ "isPrimary": primary, "additionalData": data })
}

async fn listed(desk: &Desk, customer: &str) -> Vec<Value> {
    let path = format!("/crs/internal/v1/customers/{customer}/addresses");
    desk.get(&path).await.json["addresses"].as_array().unwrap().clone()
}

#[tokio::test]
async fn addresses_are_added_once_and_one_is_where_the_customer_is_registered() {
    let desk = Desk::open().await;
    let customer = new_customer(&desk).await;
    let args = json!([customer, [address(true, "3"), address(false, "3")]]);
    for _ in 0..2 {
        let added = desk.execute("CustomerAddressActivity#add", args.clone()).await;
        assert_eq!((added.status.as_u16(), added.json), (200, json!([])));
    }
    let both = listed(&desk, &customer).await;
    let primary =
        |all: &[Value]| all.iter().map(|a| a["isPrimary"].as_bool().unwrap()).collect::<Vec<_>>();
    assert_eq!(primary(&both), [true, false]);
    assert_eq!(both[0]["data"], address(true, "3")["additionalData"], "as it was sent");
    let moved = json!([customer, [address(true, "5")]]);
    desk.execute("CustomerAddressActivity#add", moved).await;
    let all = listed(&desk, &customer).await;
    assert_eq!(primary(&all), [false, false, true], "a new registration takes the mark");

    let found = desk.execute("CustomerAddressActivity#findAll", json!([customer])).await.json;
    let mut expected = all;
    for address in &mut expected {
        let fields = address.as_object_mut().unwrap();
        assert!(fields.remove("createdAt").unwrap().is_string());
        assert!(fields.remove("updatedAt").unwrap().is_string());
    }
    assert_eq!(found, json!([{ "addresses": expected }]));
}

#[tokio::test]
async fn the_parts_of_an_address_are_changed_by_name() {
    let desk = Desk::open().await;
    let customer = new_customer(&desk).await;
    desk.execute("CustomerAddressActivity#add", json!([customer, [address(true, "3")]])).await;
    let known = listed(&desk, &customer).await.remove(0);
    let change = json!([known["guid"], { "house": "4", "flat": "125" }]);
    let changed = desk.execute("CustomerAddressActivity#update", change).await.json[0].clone();
    let expected = json!({
        "guid": known["guid"], "customerGuid": customer, "isPrimary": true,
        "data": { "regionId": 77, "city": "г Москва", "house": "4", "flat": "125", "isSigned": true },
    });
    assert_eq!(changed, expected);
    assert_eq!(listed(&desk, &customer).await[0]["data"], changed["data"]);
    let nobody = desk.execute("CustomerAddressActivity#update", json!([NOBODY, {}])).await;
    assert_eq!(nobody.refusal(), (404, "ADDRESS_NOT_FOUND"));
}

#[tokio::test]
async fn nobody_has_no_addresses() {
    let desk = Desk::open().await;
    for (activity, args) in [
        ("CustomerAddressActivity#add", json!([NOBODY, []])),
        ("CustomerAddressActivity#findAll", json!([NOBODY])),
    ] {
        assert_eq!(desk.execute(activity, args).await.refusal(), (404, "CUSTOMER_NOT_FOUND"));
    }
    let path = format!("/crs/internal/v1/customers/{NOBODY}/addresses");
    assert_eq!(desk.get(&path).await.refusal(), (409, "CUSTOMER_NOT_FOUND"));
    let partner = desk.api.token("shop", Role::Partner).await;
    let refused = desk.api.with_token("GET", &path, &partner).await;
    assert_eq!(refused.refusal(), (403, "ROLE_MISSING"));
}
