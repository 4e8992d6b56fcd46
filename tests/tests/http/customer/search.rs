//! Looking for customers.

use super::{CUSTOMERS, new_customer};
use crate::desk::Desk;
use kredo_tests::api::Answered;
use serde_json::{Value, json};

const SEARCH: &str = "/crs/internal/v1/customers/parameters";

struct Found {
    desk: Desk,
    /// Guids of Семёнова, Семенов and Ли.
    guids: [String; 3],
}

impl Found {
    async fn open() -> Self {
        let desk = Desk::open().await;
        let mut guids = Vec::new();
        for (n, last, first, middle, born) in [
            (1, "Семёнова", "Анна", "Ильинична", "1990-02-03"),
            (2, "СЕМЕНОВ", "Пётр", "Ильич", "1990-02-03"),
            (3, "Ли", "Анна", "", "1991-05-06"),
        ] {
            let guid = new_customer(&desk, &format!("7901000000{n}")).await;
            let person = json!({
                "guid": guid, "lastName": last, "firstName": first, "birthDate": born,
                "middleName": middle, "additionalData": { "children": n },
            });
            done(&desk.execute("CustomerActivity#patch", json!([person])).await);
            for (kind, owner, value) in [
                ("PHONE", "CUSTOMER", format!("7901000000{n}")),
                ("PHONE", "FATHER", "79010000009".to_owned()),
                ("EMAIL", "CUSTOMER", format!("a{n}@example.org")),
            ] {
                let contact =
                    json!({ "type": kind, "owner": owner, "value": value, "active": true });
                let args = json!([guid, contact]);
                done(&desk.execute("CustomerContactActivity#create", args).await);
            }
            guids.push(guid);
        }
        let [first, second, _] = &guids[..] else { unreachable!() };
        let passport = |series: &str| {
            json!({
                "series": series, "number": "000101", "issueDate": "2010-10-10",
                "additionalData": { "birthplace": "ГОР. КАРАГАНДА", "authorityCode": "420-018" },
            })
        };
        for (guid, type_name, info) in [
            (first, "PASSPORT", passport("3232")),
            (second, "PASSPORT", passport("3233")),
            (second, "INN", json!({ "number": "500100732259" })),
        ] {
            let document = json!({
                "typeName": type_name, "status": "NOT_CHECKED", "customerGuid": guid,
                "documentInfo": info,
            });
            done(&desk.execute("DocumentActivity#createV2", json!([document])).await);
        }
        Self { desk, guids: guids.try_into().unwrap() }
    }

    async fn get(&self, parameters: &[(&str, &str)]) -> Answered {
        let query = serde_urlencoded::to_string(parameters).unwrap();
        self.desk.get(&format!("{SEARCH}?{query}")).await
    }

    async fn search(&self, by: &str, request: Value) -> Answered {
        let activity = format!("CustomerSearchActivity#findByCustomer{by}");
        self.desk.execute(&activity, json!([request])).await
    }

    /// Which of the three were found, by their place in the list of guids.
    fn which(&self, answered: &Value, key: &str) -> Vec<usize> {
        let data = answered["_data"].as_array().unwrap();
        let place = |found: &Value| self.guids.iter().position(|guid| found[key] == json!(guid));
        data.iter().map(|found| place(found).unwrap()).collect()
    }
}

fn done(answered: &Answered) {
    assert_eq!(answered.status, 200, "{answered:?}");
}

#[tokio::test]
async fn customers_are_found_by_every_parameter_and_shown_with_their_flags() {
    let found = Found::open().await;
    let guid = &found.guids[0];
    let flag = json!({ "typeName": "BLACK_LIST", "reasonName": "TERRORIST" });
    done(&found.desk.post(&format!("{CUSTOMERS}/{guid}/flags"), &flag).await);
    let address = json!({ "isPrimary": true, "additionalData": { "subject": "г Москва" } });
    let args = json!([guid, [address]]);
    done(&found.desk.execute("CustomerAddressActivity#add", args).await);

    let answered = found.get(&[("lastName", "семенова")]).await.json;
    let shown = &answered["_data"][0];
    let expected = json!({
        "customerGuid": guid, "firstName": "Анна", "middleName": "Ильинична",
        "lastName": "Семёнова", "birthDate": "1990-02-03", "addressSubject": "г Москва",
        "registrationDate": shown["registrationDate"],
        "flags": [{ "name": "BLACK_LIST", "reason": "TERRORIST", "active": true }],
    });
    assert_eq!(shown, &expected);
    let day = &shown["registrationDate"].as_str().unwrap()[..10];
    for (parameters, expected) in [
        (&[("lastName", "СЕМЕН")][..], &[1, 0][..]),
        (&[("lastName", "семён"), ("firstName", "ПЕТР")], &[1]),
        (&[("middleName", "ильич")], &[1]),
        (&[("firstName", "анна"), ("sort", "lastName,desc")], &[0, 2]),
        (&[("inn", "500100732259")], &[1]),
        (&[("passportNumber", "000101")], &[1, 0]),
        (&[("passportNumber", "3232 000101")], &[0]),
        (&[("phone", "+7 (901) 000-00-03")], &[2]),
        (&[("phone", "79010000009")], &[]),
        (&[("email", "A2@example.org")], &[1]),
        (&[("registrationDate", day)], &[2, 1, 0]),
        (&[("registrationDate", "2001-01-01")], &[]),
        (&[("phone", "79010000003"), ("lastName", "Сем")], &[]),
        (&[("firstName", " "), ("lastName", "ли")], &[2]),
        (&[("getCustomersByParametersRequest", "{\"lastName\":\"ли\"}")], &[2]),
    ] {
        let answered = found.get(parameters).await.json;
        assert_eq!(found.which(&answered, "customerGuid"), expected, "{parameters:?}");
        assert_eq!(answered["_meta"]["total"], json!(expected.len()));
    }
    let second = found.get(&[("firstName", "анна"), ("size", "1"), ("page", "1")]).await.json;
    assert_eq!(found.which(&second, "customerGuid"), [0]);
    assert_eq!((&second["_meta"]["total"], &second["_meta"]["offset"]), (&json!(2), &json!(1)));
}

#[tokio::test]
async fn a_search_for_nothing_is_refused_and_a_bad_one_says_where() {
    let found = Found::open().await;
    for nothing in [
        &[][..],
        &[("firstName", " "), ("phone", ""), ("page", "0")],
        &[("getCustomersByParametersRequest", "{}")],
        &[("getCustomersByParametersRequest", "{\"inn\":null}")],
    ] {
        let refused = found.get(nothing).await;
        assert_eq!(refused.refusal(), (409, "INPUT_PARAMETERS_ARE_EMPTY"), "{nothing:?}");
    }
    for (parameters, place) in [
        (("registrationDate", "03.02.2001"), "registrationDate"),
        (("getCustomersByParametersRequest", "[]"), "getCustomersByParametersRequest"),
        (("getCustomersByParametersRequest", "{\"lastName\":5}"), "lastName"),
        (("getCustomersByParametersRequest", "{\"lastName\":\"\\u0000\"}"), "lastName"),
        (("lastName", "4111111111111111"), "lastName"),
        (("sort", "login"), "sort"),
    ] {
        let refused = found.get(&[parameters]).await;
        assert_eq!((refused.refusal().0, refused.faults()), (400, vec![place]), "{parameters:?}");
    }
}

#[tokio::test]
async fn flows_find_customers_by_who_they_are() {
    let found = Found::open().await;
    let data = |first: &str| json!({ "firstName": first, "birthDate": "1990-02-03" });
    let anna = found.search("Data", json!({ "customerDataFilter": data("АННА") })).await;
    let anna = &anna.json[0];
    let shown = &anna["_data"][0];
    let expected = json!({
        "id": shown["id"], "guid": found.guids[0], "version": 2, "firstName": "Анна",
        "middleName": "Ильинична", "lastName": "Семёнова", "gender": null,
        "birthDate": "1990-02-03", "additionalData": { "children": 1 },
        "createdAt": shown["createdAt"], "updatedAt": shown["updatedAt"],
    });
    assert_eq!((shown, &anna["_meta"]["total"]), (&expected, &json!(1)));

    let refused = found.search(
        "Data",
        json!({
            "customerDataFilter": { "lastName": "Ли" },
            "pageable": { "size": 201, "sort": { "property": "login", "direction": "UP" } },
        }),
    );
    let expected = [
        "args[0].customerDataFilter.birthDate",
        "args[0].customerDataFilter.firstName",
        "args[0].pageable.size",
        "args[0].pageable.sort.direction",
        "args[0].pageable.sort.property",
    ];
    let refused = refused.await;
    let mut faults = refused.faults();
    faults.sort_unstable();
    assert_eq!(faults, expected);
}

#[tokio::test]
async fn flows_find_customers_by_contact_and_document() {
    let found = Found::open().await;
    let father = json!({ "type": "phone", "contact": "+7 901 000-00-09", "owner": "FATHER" });
    let (own, idle) = (json!({ "owner": "CUSTOMER" }), json!({ "isActive": false }));
    let primary = json!({ "isPrimary": true });
    let with = |more: &Value| {
        let mut contact = father.clone();
        contact.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        contact
    };
    let page = |property: &str, direction: &str| {
        let sort = json!({ "property": property, "direction": direction });
        json!({ "page": 0, "size": 2, "sort": sort })
    };
    for (contact, pageable, expected) in [
        (father.clone(), Value::Null, &[2, 1, 0][..]),
        (father.clone(), page("birth_date", "ASC"), &[1, 0]),
        (father.clone(), page("birthDate", "desc"), &[2, 1]),
        (father.clone(), page("lastName", "DESC"), &[0, 1]),
        (with(&own), Value::Null, &[]),
        (with(&idle), Value::Null, &[]),
        (with(&primary), Value::Null, &[]),
    ] {
        let mut request = json!({ "customerContactFilter": contact });
        if !pageable.is_null() {
            request["pageable"] = pageable;
        }
        for by in ["Contact", "Document"] {
            let answered = found.search(by, request.clone()).await;
            assert_eq!(found.which(&answered.json[0], "guid"), expected, "{by}: {request}");
        }
    }

    let document = |said: Value| json!({ "customerDocumentFilter": said });
    for (request, expected) in [
        (document(json!({ "number": "000101" })), &[1, 0][..]),
        (document(json!({ "type": "passport", "series": "3233", "number": "000101" })), &[1]),
        (document(json!({ "type": "INN", "number": "000101" })), &[]),
    ] {
        let answered = found.search("Document", request.clone()).await;
        assert_eq!(found.which(&answered.json[0], "guid"), expected, "{request}");
    }
    let nothing = found.search("Document", json!({})).await;
    assert_eq!(nothing.refusal(), (400, "INPUT_PARAMETERS_ARE_EMPTY"));
}
