//! Incomes from files.

use super::{customer, facts, found, of};
use crate::desk::Desk;
use axum::body::{Body, Bytes};
use futures_util::{StreamExt, stream};
use http::{Request, header};
use kredo_domain::{
    customer::{Customer, CustomerState, Login},
    identity::Role,
};
use kredo_tests::{
    api::Answered,
    fixture::{Sample, id},
};
use serde_json::{Value, json};
use std::{
    convert::Infallible,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

const PATH: &str = "/crs/internal/v2/employments/batch-update";
const HEADER: &str = "customer_id,amount_income,amount_income_currency,additional_income,\
    additional_income_currency,income_source_id,created_at";
const INCOME: &str = "100000,RUB,11000,RUB,2,31.10.2023 23:59:34";

async fn send(desk: &Desk, kind: &str, body: impl Into<Body>) -> Answered {
    let request = Request::post(PATH)
        .header(header::AUTHORIZATION, format!("Bearer {}", desk.token))
        .header(header::CONTENT_TYPE, kind);
    desk.api.send(request.body(body.into()).unwrap()).await
}

async fn csv(desk: &Desk, text: impl Into<Body>) -> Answered {
    send(desk, "text/csv", text).await
}

fn done(customer: &Value) -> Value {
    json!({ "customerId": customer["id"], "status": "SUCCESS" })
}

/// Line, code, and places of the faults of each line that failed.
fn failed(answered: &Answered) -> Vec<(u64, String, Vec<String>)> {
    let results = answered.json["updateResults"].as_array().unwrap().iter();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    results
        .filter(|result| result["status"] == "FAILED")
        .map(|result| {
            let faults = result["faults"].as_array().cloned().unwrap_or_default();
            let places = faults.iter().map(|fault| text(&fault["path"])).collect();
            (result["line"].as_u64().unwrap(), text(&result["code"]), places)
        })
        .collect()
}

/// Customers with the numeric ids 1 to `n`.
async fn customers(desk: &Desk, n: i64) {
    let mut unit = desk.api.store().begin().await.unwrap();
    for number in 1..=n {
        let state = Customer::bare(1).state().clone();
        let login = Login::try_new(&format!("7901{number:07}")).unwrap();
        let id = id(u128::try_from(number).unwrap() + 1_000_000);
        let customer = CustomerState { id, number, login, ..state };
        unit.customers().insert(&Customer::restore(customer)).await.unwrap();
    }
    unit.commit().await.unwrap();
}

#[tokio::test]
async fn a_file_changes_incomes_and_the_same_again_changes_nothing() {
    let desk = Desk::open().await;
    let (known, new) = (customer(&desk, "79010000001").await, customer(&desk, "79010000002").await);
    desk.execute("EmploymentActivity#add", of(&known, facts())).await;
    let file = format!("{HEADER}\n{},{INCOME}\n{},7,USD,,,,\n", known["id"], new["id"]);
    let answered = csv(&desk, file.clone()).await;
    let expected = json!({ "updateResults": [done(&known), done(&new)] });
    assert_eq!((answered.status.as_u16(), &answered.json), (200, &expected));

    let changed = found(&desk, &known).await.json[0].clone();
    let mut expected_facts = facts();
    for (name, value) in [
        ("guid", changed["guid"].clone()),
        ("salary", json!(100_000)),
        ("extraSalary", json!(11_000)),
        ("sourceId", json!("2")),
        ("sourceName", json!(null)),
    ] {
        expected_facts[name] = value;
    }
    expected_facts["additionalData"]["incomeRecordedAt"] = json!("2023-10-31T23:59:34+03:00");
    assert_eq!(changed, expected_facts, "where the customer works stays");
    let added = found(&desk, &new).await.json[0].clone();
    assert_eq!((&added["positionType"], &added["salary"]), (&json!("UNKNOWN"), &json!(7)));
    assert_eq!((&added["salaryCurrency"], &added["extraSalary"]), (&json!("USD"), &json!(null)));

    let versions = async || {
        let mut unit = desk.api.store().reader().await.unwrap();
        let guid = |customer: &Value| customer["guid"].as_str().unwrap().parse().unwrap();
        let owners = [&known, &new].map(|customer| kredo_domain::Id::new(guid(customer)));
        let records = unit.employments().of_all(&owners).await.unwrap();
        records.into_iter().map(|record| record.version()).collect::<Vec<_>>()
    };
    let before = versions().await;
    assert_eq!(csv(&desk, file).await.json, expected);
    assert_eq!(versions().await, before, "nothing was written");
}

#[tokio::test]
async fn a_form_with_one_file_is_the_same() {
    let desk = Desk::open().await;
    let customer = customer(&desk, "79010000001").await;
    let kind = "multipart/form-data; boundary=\"kredo-7\"";
    let part = |name: &str, text: &str| {
        format!("--kredo-7\r\nContent-Disposition: form-data; {name}\r\n\r\n{text}\r\n")
    };
    let text = format!("\u{feff}{HEADER}\r\n{},{INCOME}\r\n", customer["id"]);
    let file = part("name=\"upload\"; filename=\"incomes.csv\"", &text);
    let whole = format!("{}{file}--kredo-7--\r\n", part("name=\"comment\"", "от ЦБ"));
    let expected = json!({ "updateResults": [done(&customer)] });
    let answered = send(&desk, kind, whole.clone()).await;
    assert_eq!((answered.status.as_u16(), &answered.json), (200, &expected));
    assert_eq!(found(&desk, &customer).await.json[0]["salary"], 100_000);
    let bytes: Vec<_> = whole.into_bytes().chunks(7).map(Bytes::copy_from_slice).collect();
    let slowly = Body::from_stream(stream::iter(bytes).map(Ok::<_, Infallible>));
    assert_eq!(send(&desk, kind, slowly).await.json, expected, "wherever its pieces end");
    let bare = format!("{}--kredo-7--\r\n", part("name=\"file\"", &text));
    assert_eq!(send(&desk, kind, bare).await.json, expected);

    let long = "x".repeat(200_000);
    for (form, name) in [
        (format!("{file}{file}--kredo-7--\r\n"), "two files"),
        (format!("{}--kredo-7--\r\n", part("name=\"comment\"", "")), "no file"),
        (format!("{}{file}--kredo-7--\r\n", part("name=\"comment\"", &long)), "much before it"),
        (file.clone(), "no end"),
        ("no form".to_owned(), "no form"),
    ] {
        let slices: Vec<_> = form.into_bytes().chunks(16_384).map(Bytes::copy_from_slice).collect();
        let body = Body::from_stream(stream::iter(slices).map(Ok::<_, Infallible>));
        assert_eq!(send(&desk, kind, body).await.refusal(), (400, "BODY_INVALID"), "{name}");
    }
}

/// Lines of which most are bad, in ways of their own.
fn bad_lines(first: &Value, last: &Value) -> Vec<u8> {
    let long = "9".repeat(5_000);
    let first = &first["id"];
    let mut file = format!("{HEADER}\n{first},{INCOME}\n").into_bytes();
    for line in [
        "x,-1,,y,,z,2023-10-31".to_owned(),
        "77777,1,RUB,,,,".to_owned(),
        "1,2".to_owned(),
        format!("{first},{long},RUB,,,,"),
        "\n   \r".to_owned(),
        format!("{first},\"5,RUB,,,,"),
        format!("{first},5.5,RUB,-1,,,31.02.2023 00:00:00"),
        format!("{first},1,4111 1111 1111 1111,,,,"),
        format!("{first},1,R\0B,,,,"),
        format!("\"{}\", 6 ,\"R\"\"B\",\"\",RUB,,", last["id"]),
    ] {
        file.extend_from_slice(line.as_bytes());
        file.push(b'\n');
    }
    file.extend_from_slice(b"1,1,\xff,,,,\n");
    file.extend_from_slice(format!("{first},8,RUB,,,,").as_bytes());
    file
}

#[tokio::test]
async fn a_bad_line_is_told_and_stops_no_other() {
    let desk = Desk::open().await;
    let (first, last) =
        (customer(&desk, "79010000001").await, customer(&desk, "79010000002").await);
    let answered = csv(&desk, bad_lines(&first, &last)).await;
    let invalid = |line: u64, places: &[&str]| {
        let places = places.iter().map(|place| (*place).to_owned()).collect();
        (line, "ARGUMENT_INVALID".to_owned(), places)
    };
    let all = "customer_id amount_income amount_income_currency additional_income \
        income_source_id created_at";
    let expected = [
        invalid(3, &all.split(' ').collect::<Vec<_>>()),
        (4, "CUSTOMER_NOT_FOUND".to_owned(), Vec::new()),
        invalid(5, &[""]),
        invalid(6, &[""]),
        invalid(9, &[""]),
        invalid(10, &["amount_income", "additional_income", "created_at"]),
        invalid(11, &[""]),
        invalid(12, &[""]),
        invalid(14, &[""]),
    ];
    assert_eq!(failed(&answered), expected);
    let results = answered.json["updateResults"].as_array().unwrap();
    assert_eq!(results.len(), 12);
    for (n, customer) in [(0, &first), (9, &last), (11, &first)] {
        assert_eq!(results[n], done(customer));
    }
    let guessed = [1, 2].map(|n: usize| results[n]["customerId"].clone());
    assert_eq!(guessed, [json!(null), json!(77_777)]);
    assert_eq!(found(&desk, &first).await.json[0]["salary"], 8, "the last line counts");
    assert_eq!(found(&desk, &last).await.json[0]["salaryCurrency"], "R\"B");
    assert!(!answered.json.to_string().contains("4111"), "what was wrong is not repeated");
}

#[tokio::test]
async fn a_file_without_its_header_is_refused_before_anything_is_written() {
    let desk = Desk::open().await;
    let customer = customer(&desk, "79010000001").await;
    let line = format!("{},{INCOME}", customer["id"]);
    for (header, faults) in [
        ("", vec!["amount_income", "amount_income_currency", "customer_id"]),
        (
            &line,
            vec![
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "amount_income",
                "amount_income_currency",
                "customer_id",
            ],
        ),
        ("customer_id,amount_income_currency", vec!["amount_income"]),
        ("customer_id,amount_income,amount_income_currency,customer_id", vec!["customer_id"]),
        ("customer_id,amount_income,amount_income_currency,iban", vec![""]),
        (
            "customer_id;amount_income;amount_income_currency",
            vec!["", "amount_income", "amount_income_currency", "customer_id"],
        ),
    ] {
        let refused = csv(&desk, format!("{header}\n{line}\n")).await;
        // An empty line is no line: the next one is read as the header.
        if header.is_empty() {
            assert_eq!(refused.refusal(), (500, "IMPORT_EMPLOYMENT_BATCH_ERROR"));
            assert_eq!(csv(&desk, "").await.faults(), faults);
            continue;
        }
        assert_eq!(refused.refusal(), (500, "IMPORT_EMPLOYMENT_BATCH_ERROR"), "{header}");
        assert_eq!(refused.faults(), faults, "{header}");
    }
    assert_eq!(found(&desk, &customer).await.refusal().0, 404, "nothing was written");
    let header = " Amount_Income ,CUSTOMER_ID, amount_income_currency ";
    let other = csv(&desk, format!("{header}\n9,{},RUB", customer["id"])).await;
    assert_eq!(other.json, json!({ "updateResults": [done(&customer)] }));
    assert_eq!(csv(&desk, HEADER).await.json, json!({ "updateResults": [] }));
}

#[tokio::test]
async fn a_column_that_the_file_has_not_leaves_what_is_known() {
    let desk = Desk::open().await;
    let customer = customer(&desk, "79010000001").await;
    desk.execute("EmploymentActivity#add", of(&customer, facts())).await;
    let least = "customer_id,amount_income,amount_income_currency";
    csv(&desk, format!("{least}\n{},5,RUB\n", customer["id"])).await;
    let known = found(&desk, &customer).await.json[0].clone();
    assert_eq!((&known["salary"], &known["extraSalary"]), (&json!(5), &json!(1_000_000)));
    assert_eq!(known["sourceName"], "customer");
    csv(&desk, format!("{HEADER}\n{},5,RUB,,,,\n", customer["id"])).await;
    let known = found(&desk, &customer).await.json[0].clone();
    let cleared = ["extraSalary", "extraSalaryCurrency", "sourceId", "sourceName"];
    assert!(cleared.iter().all(|name| known[name].is_null()), "{known}");
}

/// Thousands of lines, several of one customer, in pieces that end anywhere.
#[tokio::test]
async fn a_long_file_is_taken_over_line_by_line() {
    const CUSTOMERS: i64 = 3_000;
    let desk = Desk::open().await;
    customers(&desk, CUSTOMERS).await;
    let lines = (1..=2 * CUSTOMERS).map(|n| {
        let number = (n - 1) % CUSTOMERS + 1;
        let amount = if n % 1_000 == 0 { "?".to_owned() } else { n.to_string() };
        format!("{number},{amount},RUB,,,,\n")
    });
    let text: String = [format!("{HEADER}\n")].into_iter().chain(lines).collect();
    let pieces: Vec<_> = text.into_bytes().chunks(1_000).map(Bytes::copy_from_slice).collect();
    let body = Body::from_stream(stream::iter(pieces).map(Ok::<_, Infallible>));
    let answered = csv(&desk, body).await;
    let results = answered.json["updateResults"].as_array().unwrap();
    let numbers: Vec<_> =
        results.iter().map(|result| result["customerId"].as_i64().unwrap()).collect();
    let expected: Vec<_> = (1..=CUSTOMERS).chain(1..=CUSTOMERS).collect();
    assert_eq!(numbers, expected, "every line, in the order of the file");
    let lines: Vec<_> = failed(&answered).into_iter().map(|(line, _, _)| line).collect();
    assert_eq!(lines, [1_001, 2_001, 3_001, 4_001, 5_001, 6_001]);
    let mut unit = desk.api.store().reader().await.unwrap();
    let owners: Vec<_> =
        (1..=CUSTOMERS).map(|n| id(u128::try_from(n).unwrap() + 1_000_000)).collect();
    let kept = unit.employments().of_all(&owners).await.unwrap();
    let mut salaries: Vec<_> = kept.iter().map(|record| record.value.details().salary).collect();
    salaries.sort_unstable();
    let expected: Vec<_> = (CUSTOMERS + 1..=2 * CUSTOMERS)
        .map(|n| if n % 1_000 == 0 { n - CUSTOMERS } else { n })
        .filter(|n| n % 1_000 != 0)
        .collect();
    assert_eq!(salaries, expected, "the later line of a customer counts; two had bad lines alone");
}

#[tokio::test]
async fn other_bodies_and_other_callers_are_refused() {
    let desk = Desk::open().await;
    for kind in ["application/json", "text/csv; charset=windows-1251", "multipart/form-data"] {
        let refused = send(&desk, kind, HEADER).await;
        assert_eq!(refused.refusal(), (415, "MEDIA_TYPE_UNSUPPORTED"), "{kind}");
    }
    let api = &desk.api;
    let client = api.client_token("79010000001").await;
    let partner = api.token("shop", Role::Partner).await;
    let service = api.token("system", Role::Service).await;
    for (token, expected) in [(client, 403), (partner, 403), (service, 200), (String::new(), 401)] {
        let request = Request::post(PATH)
            .header(header::AUTHORIZATION, format!("Bearer {token}"))
            .header(header::CONTENT_TYPE, "text/csv")
            .body(Body::from(HEADER));
        assert_eq!(api.send(request.unwrap()).await.status.as_u16(), expected);
    }
}

#[tokio::test]
async fn a_body_that_is_too_large_breaks_off_or_does_not_come_is_refused() {
    const LIMIT: usize = 64 * 1024 * 1024;
    let desk = Desk::open().await;
    let announced = Request::post(PATH)
        .header(header::AUTHORIZATION, format!("Bearer {}", desk.token))
        .header(header::CONTENT_TYPE, "text/csv")
        .header(header::CONTENT_LENGTH, LIMIT + 1)
        .body(Body::from(HEADER));
    let refused = desk.api.send(announced.unwrap()).await;
    assert_eq!(refused.refusal(), (413, "BODY_TOO_LARGE"));
    let first = Bytes::from(format!("{HEADER}\n"));
    // Blank lines are read and forgotten.
    let blank = Bytes::from(format!("{}\n", " ".repeat(4_000)).repeat(250));
    let pieces = stream::once(async move { first }).chain(stream::repeat(blank));
    let endless = Body::from_stream(pieces.map(Ok::<_, Infallible>));
    assert_eq!(csv(&desk, endless).await.refusal(), (413, "BODY_TOO_LARGE"));
    let broken = stream::iter([Ok(Bytes::from_static(b"customer_id")), Err("gone")]);
    let refused = csv(&desk, Body::from_stream(broken)).await;
    assert_eq!(refused.refusal(), (400, "BODY_INVALID"));
    let customer = customer(&desk, "79010000001").await;
    let begun = Bytes::from(format!("{HEADER}\n{},{INCOME}\n", customer["id"]));
    let silent = stream::once(async move { Ok::<_, Infallible>(begun) }).chain(stream::pending());
    let silent = csv(&desk, Body::from_stream(silent));
    let refused = tokio::time::timeout(Duration::from_secs(20), silent).await.unwrap();
    assert_eq!(refused.refusal(), (408, "REQUEST_TOO_SLOW"));
}

/// However fast a sender is, no more is taken than is needed to see that the file is none.
#[tokio::test]
async fn a_file_is_judged_while_it_arrives() {
    let desk = Desk::open().await;
    let head = "--k\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\n";
    for (kind, begin) in [("text/csv", ""), ("multipart/form-data; boundary=k", head)] {
        let taken = Arc::new(AtomicUsize::new(0));
        let begin = Bytes::from(format!("{begin}iban,amount\n"));
        let line = Bytes::from(format!("1,{INCOME}\n").repeat(500));
        let counted = Arc::clone(&taken);
        let pieces = stream::once(async move { begin }).chain(stream::repeat(line));
        let endless = pieces.map(move |piece| {
            counted.fetch_add(1, Ordering::Relaxed);
            Ok::<_, Infallible>(piece)
        });
        let refused = send(&desk, kind, Body::from_stream(endless)).await;
        assert_eq!(refused.refusal(), (500, "IMPORT_EMPLOYMENT_BATCH_ERROR"), "{kind}");
        let taken = taken.load(Ordering::Relaxed);
        assert!(taken <= 3, "{kind}: {taken} pieces");
    }
}
