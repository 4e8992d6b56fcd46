use super::{CREATE, Shop, cancel, example, told};
use axum::body::Body;
use chrono::{DateTime, TimeDelta, Utc};
use http::{Request, header};
use kredo_application::ports::Clock;
use kredo_domain::{document::DocumentStatus::NotChecked, identity::Role};
use serde_json::{Value, json};

#[tokio::test]
async fn the_manuals_example_is_approved_and_goes_on_to_the_code() {
    let shop = Shop::open().await;
    let answered = shop.create(&example()).await;
    assert_eq!(answered.json["application_guid"], example()["application_guid"]);
    let guid = example()["application_guid"].as_str().unwrap().to_owned();
    assert_eq!(shop.seen(&guid).await, told("PROCESSING", ""));
    shop.api.settle().await;

    let approved = shop.status(&guid).await;
    assert_eq!(approved["status"], "APPROVED");
    let product = &approved["payload"]["confirmedProduct"];
    assert_eq!(product["partnerProductCode"], "1800");
    assert_eq!(product["interestRate"], json!(17.3));
    let credit = json!({
        "cost": 208_990.5, "firstPay": 0, "period": 6,
        "totalSumInCredit": 80500.5, "totalSumOutOfCredit": 128_490,
    });
    assert_eq!(product["creditInfo"], credit);
    assert!(product["payment"].as_f64().is_some_and(|payment| payment > 13_416.75));
    assert!(approved["payload"].get("contractNumber").is_none());

    assert_eq!(shop.act(&guid, "select_offer", None).await.status, 200);
    shop.api.settle().await;
    assert_eq!(shop.seen(&guid).await, told("CONFIRMATION", "Request OTP code"));
}

#[tokio::test]
async fn what_the_questionnaire_says_is_in_the_registry() {
    let shop = Shop::open().await;
    shop.created(&example()).await;
    let mut unit = shop.api.store().reader().await.unwrap();
    let login = kredo_domain::customer::Login::try_new("79010000001").unwrap();
    let customer = unit.customers().by_login(&login).await.unwrap().unwrap().value;
    let person = &customer.state().person;
    assert_eq!(person.last_name.as_deref(), Some("Зайцев"));
    assert_eq!(person.birth_date.map(|day| day.to_string()).as_deref(), Some("2000-06-28"));
    let contacts = unit.contacts().of(customer.id()).await.unwrap();
    let mut values: Vec<_> = contacts.iter().map(|c| c.value.state().value.as_str()).collect();
    values.sort_unstable();
    assert_eq!(values, ["79010000001", "79991234567", "v.zaitsev@example.com"]);
    let addresses = unit.addresses().of(customer.id()).await.unwrap();
    let registered: Vec<_> = addresses.iter().filter(|a| a.value.is_primary()).collect();
    assert_eq!((addresses.len(), registered.len()), (2, 1));
    assert_eq!(registered[0].value.data()["address"], "Миллерово, Ленина 1");
    let job = unit.employments().of(customer.id()).await.unwrap();
    assert_eq!(job[0].value.details().salary, 5_000_050);
    let documents = unit.documents().of(customer.id()).await.unwrap();
    let passport = documents[0].value.state();
    assert_eq!((passport.type_name.as_str(), passport.status), ("PASSPORT", NotChecked));
    let infos = unit.document_infos().of(customer.id()).await.unwrap();
    assert_eq!(infos[0].value.state().document, passport.id);
    let passport = &infos[0].value.state().statement;
    assert_eq!(passport.number.as_deref(), Some("621234"));
    assert_eq!(passport.additional_data["authorityCode"], "123-001");
}

#[tokio::test]
async fn a_known_customer_applies_again_and_is_registered_once() {
    let shop = Shop::open().await;
    shop.created(&example()).await;
    let mut again = example();
    again["application_guid"] = Value::Null;
    again["customer"]["last_name"] = json!("ЗАЙЦЕВ");
    let guid = shop.created(&again).await;
    assert_eq!(shop.seen(&guid).await.0, "APPROVED");
    let mut unit = shop.api.store().reader().await.unwrap();
    let login = kredo_domain::customer::Login::try_new("79010000001").unwrap();
    let customer = unit.customers().by_login(&login).await.unwrap().unwrap().value;
    assert_eq!(customer.state().person.last_name.as_deref(), Some("Зайцев"), "as it was known");
    assert_eq!(unit.documents().of(customer.id()).await.unwrap().len(), 1);
    assert_eq!(unit.addresses().of(customer.id()).await.unwrap().len(), 2);
    assert_eq!(unit.contacts().of(customer.id()).await.unwrap().len(), 3);
}

#[tokio::test]
async fn the_same_request_gets_the_same_application_and_another_one_does_not() {
    let shop = Shop::open().await;
    let first = shop.create(&example()).await;
    let again = shop.create(&example()).await;
    assert_eq!((again.status, &again.json), (first.status, &first.json));
    let mut other = example();
    other["loan_term"] = json!(7);
    let refused = shop.create(&other).await;
    assert_eq!(refused.refusal(), (409, "LOAN_APPLICATION_ALREADY_EXISTS"));
    let rival = shop.api.token("rival", Role::Partner).await;
    let refused = shop.api.post(CREATE, &rival, &example()).await;
    assert_eq!(refused.refusal(), (409, "LOAN_APPLICATION_ALREADY_EXISTS"));
    let mut fresh = example();
    fresh.as_object_mut().unwrap().remove("application_guid");
    let (one, two) = (shop.create(&fresh).await, shop.create(&fresh).await);
    assert_ne!(one.json["application_guid"], two.json["application_guid"]);
}

#[tokio::test]
async fn another_partners_application_is_not_there() {
    let shop = Shop::open().await;
    let guid = shop.created(&example()).await;
    let rival = Shop { token: shop.api.token("rival", Role::Partner).await, api: shop.api };
    let nobody = "b17f77dc-53e4-4205-bff7-7150b3b6ea54";
    for guid in [guid.as_str(), nobody] {
        let path = format!("/pfs/partner/api/v1/applications/{guid}/status");
        let status = rival.api.with_token("GET", &path, &rival.token).await;
        assert_eq!(status.refusal(), (404, "LOAN_APPLICATION_NOT_FOUND"));
        let confirm = Some(json!({ "confirm_date": "2024-03-04" }));
        for (action, body) in [
            ("select_offer", None),
            ("send_otp", None),
            ("sign", Some(json!({ "code": "1111" }))),
            ("cancel", Some(cancel())),
            ("confirm", confirm),
        ] {
            let answered = rival.act(guid, action, body).await;
            assert_eq!(answered.refusal(), (404, "LOAN_APPLICATION_NOT_FOUND"), "{action}");
        }
    }
    let answered = rival.act("no-guid", "select_offer", None).await;
    assert_eq!(
        (answered.refusal(), answered.faults()),
        ((400, "ARGUMENT_INVALID"), vec!["applicationGuid"])
    );
}

#[tokio::test]
async fn an_action_out_of_turn_is_refused_and_a_repeated_one_is_not() {
    let shop = Shop::open().await;
    let answered = shop.create(&example()).await;
    let guid = answered.json["application_guid"].as_str().unwrap().to_owned();
    for action in ["select_offer", "select-offer"] {
        let early = shop.act(&guid, action, None).await;
        assert_eq!(early.refusal(), (409, "ACTION_OUT_OF_TURN"), "{action}");
    }
    shop.api.settle().await;
    let confirm = Some(json!({ "confirm_date": "2024-11-22T10:00:00.52Z" }));
    assert_eq!(shop.act(&guid, "confirm", confirm).await.refusal(), (409, "ACTION_OUT_OF_TURN"));
    for action in ["select_offer", "select-offer", "select_offer"] {
        assert_eq!(shop.act(&guid, action, None).await.status, 200, "{action}");
    }
    shop.api.settle().await;
    assert_eq!(shop.act(&guid, "select_offer", None).await.status, 200, "later on as well");
    assert_eq!(shop.seen(&guid).await, told("CONFIRMATION", "Request OTP code"));
}

#[tokio::test]
async fn an_application_is_cancelled_at_once_where_it_waits_and_between_steps_where_it_does_not() {
    let shop = Shop::open().await;
    let guid = shop.created(&example()).await;
    assert_eq!(shop.act(&guid, "cancel", Some(cancel())).await.status, 200);
    assert_eq!(shop.seen(&guid).await.0, "CANCELLED");
    assert_eq!(shop.act(&guid, "cancel", Some(cancel())).await.status, 200, "again");
    let other = Some(json!({ "reason": "other" }));
    assert_eq!(shop.act(&guid, "cancel", other).await.refusal(), (409, "TASK_ALREADY_COMPLETED"));
    assert_eq!(shop.act(&guid, "select_offer", None).await.refusal(), (409, "ACTION_OUT_OF_TURN"));

    let mut body = example();
    body["application_guid"] = Value::Null;
    let answered = shop.create(&body).await;
    let guid = answered.json["application_guid"].as_str().unwrap().to_owned();
    assert_eq!(shop.act(&guid, "cancel", Some(cancel())).await.status, 200);
    assert_eq!(shop.seen(&guid).await.0, "PROCESSING", "what has begun is undone first");
    shop.api.settle().await;
    assert_eq!(shop.seen(&guid).await, told("CANCELLED", "Заявка отменена."));
}

fn wait_until(shop: &Shop, at: &str) {
    let at: DateTime<Utc> = at.parse().unwrap();
    assert!(shop.api.clock.now() < at);
    shop.api.clock.set(at);
}

#[tokio::test]
async fn an_offer_stands_for_five_working_days() {
    // Created on Friday, 2024-10-04; the fifth working day is Friday, 2024-10-11, in Moscow.
    let shop = Shop::open().await;
    let guid = shop.created(&example()).await;
    wait_until(&shop, "2024-10-11T20:59:59Z");
    shop.api.settle().await;
    let shop = Shop { token: renewed(&shop).await, api: shop.api };
    assert_eq!(shop.seen(&guid).await.0, "APPROVED");
    shop.api.clock.set(shop.api.clock.now() + TimeDelta::seconds(1));
    let late = shop.act(&guid, "select_offer", None).await;
    assert_eq!(late.refusal(), (409, "OFFER_EXPIRED"));
    assert_eq!(shop.seen(&guid).await.0, "EXPIRED", "that is remembered");
    let later = shop.act(&guid, "select-offer", None).await;
    assert_eq!(later.refusal(), (409, "OFFER_EXPIRED"));
    let cancelled = shop.act(&guid, "cancel", Some(cancel())).await;
    assert_eq!(cancelled.refusal(), (409, "ACTION_OUT_OF_TURN"), "it has ended already");
    shop.api.settle().await;
    assert_eq!(shop.seen(&guid).await.0, "EXPIRED");
}

/// The partner logs in again, since its token has ended.
async fn renewed(shop: &Shop) -> String {
    shop.api.renewed_token("demo").await
}

#[tokio::test]
async fn an_offer_that_nobody_takes_up_expires_by_itself() {
    let shop = Shop::open().await;
    let guid = shop.created(&example()).await;
    wait_until(&shop, "2024-10-11T21:00:00Z");
    shop.api.settle().await;
    let shop = Shop { token: renewed(&shop).await, api: shop.api };
    assert_eq!(shop.seen(&guid).await, told("EXPIRED", "Срок действия предложения истёк."));
}

#[tokio::test]
async fn a_status_that_is_known_is_not_sent_again() {
    let shop = Shop::open().await;
    let guid = shop.created(&example()).await;
    let path = format!("/pfs/partner/api/v1/applications/{guid}/status");
    let get = async |tag: &str| {
        let request = Request::get(&path)
            .header(header::AUTHORIZATION, format!("Bearer {}", shop.token))
            .header(header::IF_NONE_MATCH, tag)
            .body(Body::empty());
        shop.api.send(request.unwrap()).await
    };
    let first = get("\"0\"").await;
    let tag = first.headers[header::ETAG].to_str().unwrap().to_owned();
    assert_eq!(first.status, 200);
    for known in [tag.clone(), format!("W/{tag}"), format!("\"x\", {tag}"), "*".to_owned()] {
        let second = get(&known).await;
        assert_eq!((second.status.as_u16(), &second.json), (304, &Value::Null), "{known}");
    }
    shop.act(&guid, "select_offer", None).await;
    assert_eq!(get(&tag).await.status, 200);
}

#[tokio::test]
async fn the_cart_is_for_the_lenders_systems() {
    let shop = Shop::open().await;
    let guid = shop.created(&example()).await;
    let path = format!("/pfs/internal/v1/carts/{guid}");
    let service = shop.api.token("crm", Role::Service).await;
    let cart = shop.api.with_token("GET", &path, &service).await.json;
    assert_eq!((&cart["type"], &cart["application_guid"]), (&json!("online"), &json!(guid)));
    assert_eq!(cart["goods"][0]["price"], json!(208_990.5));
    assert_eq!(cart["goods"][0]["goods_type"], "Мобильный телефон");
    let refused = shop.api.with_token("GET", &path, &shop.token).await;
    assert_eq!(refused.refusal(), (403, "ROLE_MISSING"));
    let path = "/pfs/internal/v1/carts/b17f77dc-53e4-4205-bff7-7150b3b6ea54";
    let nobody = shop.api.with_token("GET", path, &service).await;
    assert_eq!(nobody.refusal(), (404, "LOAN_APPLICATION_NOT_FOUND"));
}

#[tokio::test]
async fn every_wrong_field_is_named_at_once() {
    let shop = Shop::open().await;
    let mut body = example();
    body["cart"]["items"][0]["price"] = json!("free");
    body["loan_term"] = json!(0);
    body["customer"].as_object_mut().unwrap().remove("last_name");
    body["customer"]["birth_date"] = json!("28.06.2000");
    body["customer"]["email"] = json!("no mail");
    body["customer_documents"][0]["issue_date"] = json!(2010);
    body["application_guid"] = json!("404");
    body.as_object_mut().unwrap().remove("branch_guid");
    let answered = shop.create(&body).await;
    assert_eq!(answered.refusal(), (400, "ARGUMENT_INVALID"));
    let expected = [
        "application_guid",
        "branch_guid",
        "cart.items[0].price",
        "customer.birth_date",
        "customer.email",
        "customer.last_name",
        "customer_documents[0].issue_date",
        "loan_term",
    ];
    assert_eq!(answered.faults(), expected);
    let mut body = example();
    body["customer"]["phone"] = json!("12");
    body["cart"]["items"][0]["price"] = json!(-1);
    let answered = shop.create(&body).await;
    assert_eq!(answered.faults(), ["cart.items[0].price", "customer.phone"]);
    let mut body = example();
    body["loan_amount"] = json!(80500.505);
    let answered = shop.create(&body).await;
    assert_eq!(answered.faults(), ["loan_amount"]);
    let mut body = example();
    body["loan_amount"] = json!(-1);
    let answered = shop.create(&body).await;
    assert_eq!(
        (answered.code(), answered.faults()),
        ("QUESTIONNAIRE_INVALID", vec!["loan_amount"])
    );
}

#[tokio::test]
async fn an_uploaded_file_is_kept_once_and_only_while_the_application_lives() {
    let shop = Shop::open().await;
    let guid = shop.created(&example()).await;
    let photo = |content: &str| {
        Some(json!({ "file_type": "CUSTOMER_PHOTO", "format": "jpeg", "content": content }))
    };
    for content in ["/9j/4AAQSkZJRg==", "string", "/9j/4AAQSkZJRg=="] {
        assert_eq!(shop.act(&guid, "upload_file", photo(content)).await.status, 200);
    }
    let other_name = json!({ "fileType": "PASSPORT", "format": "../../etc", "content": "AAAA" });
    assert_eq!(shop.act(&guid, "upload_file", Some(other_name)).await.status, 200);
    assert_eq!(shop.api.kept_files(), 3, "the same file again is not kept twice");
    let nameless = json!({ "format": "jpeg", "content": "AAAA" });
    let refused = shop.act(&guid, "upload_file", Some(nameless)).await;
    assert_eq!(
        (refused.refusal(), refused.faults()),
        ((400, "ARGUMENT_INVALID"), vec!["file_type"])
    );
    let rival = Shop { token: shop.api.token("rival", Role::Partner).await, api: shop.api };
    let refused = rival.act(&guid, "upload_file", photo("BBBB")).await;
    assert_eq!(refused.refusal(), (404, "LOAN_APPLICATION_NOT_FOUND"));
    let shop = Shop { token: rival.api.renewed_token("demo").await, api: rival.api };
    shop.act(&guid, "cancel", Some(cancel())).await;
    let late = shop.act(&guid, "upload_file", photo("CCCC")).await;
    assert_eq!(late.refusal(), (409, "ACTION_OUT_OF_TURN"));
    assert_eq!(shop.api.kept_files(), 3, "what is refused is not kept");
}

#[tokio::test]
async fn a_request_is_carried_out_although_the_partner_hangs_up() {
    let (shop, guid) = (Shop::open().await, "6e7ea57a-5a10-445f-a650-e45bd8432514");
    let mut body = example();
    body["application_guid"] = json!(guid);
    shop.api.post_and_hang_up(super::CREATE, &shop.token, &body).await;
    let path = format!("/pfs/partner/api/v1/applications/{guid}/status");
    let created = async {
        while shop.api.with_token("GET", &path, &shop.token).await.status != 200 {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(std::time::Duration::from_secs(10), created).await.unwrap();
}
