//! Files that show documents.

use super::{NOBODY, create, events, new_customer, new_passport};
use crate::desk::Desk;
use kredo_domain::identity::Role;
use kredo_tests::api::Answered;
use serde_json::{Value, json};

fn file(n: u8) -> String {
    format!("0193507c-7c00-7000-8000-0000000000{n:02}")
}

async fn add(desk: &Desk, customer: &str, document: &str, n: u8) -> Answered {
    let new = json!({
        "customerGuid": customer, "documentGuid": document, "fileGuid": file(n), "fileVersion": 1,
        "sourceName": "APPLICATION", "sourceId": "5",
    });
    desk.execute("DocumentFileActivity#create", json!([new])).await
}

async fn listed(desk: &Desk, customer: &str, query: &str) -> Vec<Value> {
    let path = format!("/crs/internal/v1/customers/{customer}/document-files{query}");
    let listed = desk.get(&path).await;
    assert_eq!(listed.status, 200, "{listed:?}");
    listed.json["_data"].as_array().unwrap().clone()
}

async fn reject(desk: &Desk, file: &Value) -> Answered {
    desk.execute("DocumentFileActivity#addInvalidityReason", json!([file])).await
}

#[tokio::test]
async fn a_file_is_added_once_and_listed_with_the_type_of_its_document() {
    let desk = Desk::open().await;
    let customer = new_customer(&desk, "79010000001").await;
    let document = new_passport(&desk, &customer).await;
    let added = add(&desk, &customer, &document, 1).await.json;
    let expected = json!([{
        "customerGuid": customer, "documentGuid": document, "flieGuid": file(1),
        "fileGuid": file(1), "fileVersion": 1, "sourceName": "APPLICATION", "sourceId": "5",
    }]);
    assert_eq!(added, expected);
    let so_far = events(&desk).await;
    assert_eq!(add(&desk, &customer, &document, 1).await.json, expected);
    assert_eq!(events(&desk).await, so_far, "nothing happened");
    let files = listed(&desk, &customer, "").await;
    let expected = json!({
        "guid": files[0]["guid"], "fileGuid": file(1), "fileVersion": 1,
        "sourceName": "APPLICATION", "invalidityReason": null, "isDeleted": false,
        "status": "NOT_CHECKED", "documentType": "PASSPORT", "createdAt": files[0]["createdAt"],
        "updatedAt": null,
    });
    assert_eq!(files, [expected]);
}

#[tokio::test]
async fn a_file_shows_a_document_of_the_customer_that_is_named() {
    let desk = Desk::open().await;
    let customer = new_customer(&desk, "79010000001").await;
    let stranger = new_customer(&desk, "79010000002").await;
    let document = new_passport(&desk, &customer).await;
    let code = (404, "CUSTOMER_DOCUMENT_NOT_FOUND");
    assert_eq!(add(&desk, &stranger, &document, 1).await.refusal(), code);
    assert_eq!(add(&desk, &customer, NOBODY, 1).await.refusal(), code);
    let nobody = add(&desk, NOBODY, &document, 1).await;
    assert_eq!(nobody.refusal(), (404, "CUSTOMER_NOT_FOUND"));
    let mut unnamed = json!({
        "customerGuid": customer, "documentGuid": document, "fileVersion": 1, "sourceName": "A",
    });
    let refused = desk.execute("DocumentFileActivity#create", json!([unnamed])).await;
    assert_eq!(refused.faults(), ["args[0].fileGuid"]);
    unnamed["flieGuid"] = json!(file(1));
    assert_eq!(desk.execute("DocumentFileActivity#create", json!([unnamed])).await.status, 200);
}

#[tokio::test]
async fn a_rejected_file_is_not_valid_for_every_document_that_it_shows() {
    let desk = Desk::open().await;
    let customer = new_customer(&desk, "79010000001").await;
    let passport = new_passport(&desk, &customer).await;
    let selfie = create(&desk, &customer, "SELFIE", &json!(null)).await.json[0]["guid"].clone();
    for document in [&passport, selfie.as_str().unwrap()] {
        add(&desk, &customer, document, 1).await;
    }
    add(&desk, &customer, &passport, 2).await;
    let rejected = json!({
        "flieGuid": file(1), "fileVersion": 1, "invalidityReason": "BLURED_PHOTO",
    });
    assert_eq!(reject(&desk, &rejected).await.json, json!([]));
    let so_far = events(&desk).await;
    assert_eq!(reject(&desk, &rejected).await.status, 200);
    assert_eq!(events(&desk).await, so_far, "once is enough");
    let files = listed(&desk, &customer, "?sort=status,desc").await;
    let seen: Vec<_> = files.iter().map(|f| (&f["status"], &f["invalidityReason"])).collect();
    let (not_valid, reason) = (json!("NOT_VALID"), json!("BLURED_PHOTO"));
    assert_eq!(
        seen,
        [(&not_valid, &reason), (&not_valid, &reason), (&json!("NOT_CHECKED"), &Value::Null)]
    );
    let of_type = listed(&desk, &customer, "?documentType=selfie&documentType=INN").await;
    assert_eq!((of_type.len(), &of_type[0]["documentType"]), (1, &json!("SELFIE")));
    let unknown = json!({ "fileGuid": file(1), "fileVersion": 2, "invalidityReason": "X" });
    assert_eq!(reject(&desk, &unknown).await.refusal(), (404, "DOCUMENT_FILE_NOT_FOUND"));
}

#[tokio::test]
async fn of_too_many_files_the_oldest_go_and_stay_known() {
    let desk = Desk::open().await;
    let customer = new_customer(&desk, "79010000001").await;
    let document = new_passport(&desk, &customer).await;
    let selfie = create(&desk, &customer, "SELFIE", &json!(null)).await.json[0]["guid"].clone();
    add(&desk, &customer, selfie.as_str().unwrap(), 9).await;
    for n in 1..=4 {
        add(&desk, &customer, &document, n).await;
    }
    let delete = async |keep: u32| {
        desk.execute("DocumentFileActivity#delete", json!([document, keep])).await
    };
    let gone = |ns: &[u8]| {
        let gone = ns
            .iter()
            .map(|n| json!({ "flieGuid": file(*n), "fileGuid": file(*n), "fileVersion": 1 }));
        json!([{ "deletedDocuments": gone.collect::<Vec<_>>() }])
    };
    assert_eq!(delete(4).await.json, gone(&[]));
    assert_eq!(delete(2).await.json, gone(&[1, 2]));
    assert_eq!(delete(2).await.json, gone(&[]), "asked again, there is nothing more to do");
    let files = listed(&desk, &customer, "?documentType=PASSPORT").await;
    let seen: Vec<_> = files.iter().map(|file| file["isDeleted"].as_bool().unwrap()).collect();
    assert_eq!(seen, [true, true, false, false]);
    add(&desk, &customer, &document, 1).await;
    let files = listed(&desk, &customer, "?documentType=PASSPORT").await;
    assert_eq!(files[0]["isDeleted"], json!(false), "added again, it counts again");
    let nobody = desk.execute("DocumentFileActivity#delete", json!([NOBODY, 1])).await;
    assert_eq!(nobody.refusal(), (404, "DOCUMENT_NOT_FOUND"));
    let refused = desk.execute("DocumentFileActivity#delete", json!([document, -1])).await;
    assert_eq!(refused.faults(), ["args[1]"]);
}

#[tokio::test]
async fn files_are_listed_for_the_staff() {
    let desk = Desk::open().await;
    let path = format!("/crs/internal/v1/customers/{NOBODY}/document-files");
    assert_eq!(desk.get(&path).await.refusal(), (404, "CUSTOMER_NOT_FOUND"));
    let partner = desk.api.token("shop", Role::Partner).await;
    let refused = desk.api.with_token("GET", &path, &partner).await;
    assert_eq!(refused.refusal(), (403, "ROLE_MISSING"));
}
