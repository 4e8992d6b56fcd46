//! Files: as many as may be, and a storage that fails.

use super::{Shop, example, told};
use async_trait::async_trait;
use base64::{Engine, prelude::BASE64_STANDARD};
use chrono::TimeDelta;
use kredo_application::{
    file::{
        LARGEST_FILE,
        ports::{FileId, FileRef, FileStorage},
    },
    outside::OutsideError,
};
use kredo_tests::api::{Answered, World};
use serde_json::json;
use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

async fn upload(shop: &Shop, guid: &str, content: &str) -> Answered {
    let file = json!({ "file_type": "PHOTO", "format": "jpeg", "content": content });
    shop.act(guid, "upload_file", Some(file)).await
}

#[tokio::test]
async fn an_application_takes_a_hundred_files_and_no_more() {
    let shop = Shop::open().await;
    let guid = shop.created(&example()).await;
    for n in 0..100 {
        assert_eq!(upload(&shop, &guid, &format!("{n:04}")).await.status, 200, "{n}");
    }
    let refused = upload(&shop, &guid, "0100").await;
    assert_eq!(refused.refusal(), (409, "LOAN_APPLICATION_FILES_TOO_MANY"));
    assert_eq!(upload(&shop, &guid, "0007").await.status, 200, "one that it has is no further one");
    assert_eq!(shop.api.kept_files(), 100);
}

#[tokio::test]
async fn a_file_is_noted_with_the_type_of_its_content_and_the_format_that_the_partner_says() {
    let shop = Shop::open().await;
    let guid = shop.created(&example()).await;
    for content in
        ["/9j/4AAQSkZJRg==", "JVBERi0xLjcK", "no base64, as the manual shows", "AAAA", ""]
    {
        assert_eq!(upload(&shop, &guid, content).await.status, 200, "{content}");
    }
    let mut unit = shop.api.store().reader().await.unwrap();
    let found = unit.loan_applications().get(guid.parse().unwrap()).await.unwrap().unwrap();
    let files = &found.value.record().files;
    let types: Vec<_> = files.iter().map(|file| file.media_type.as_str()).collect();
    let unknown = "application/octet-stream";
    assert_eq!(types, ["image/jpeg", "application/pdf", "text/plain", unknown, unknown]);
    assert!(files.iter().all(|file| file.format == "jpeg"));
}

#[tokio::test]
async fn what_would_run_where_it_is_opened_is_refused_and_not_kept() {
    let shop = Shop::open().await;
    let guid = shop.created(&example()).await;
    for content in [
        "#!/bin/sh\nid",
        "<!DOCTYPE html><script>alert(1)</script>",
        "<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
        // \x7fELF, 64 bits.
        "f0VMRgIBAQAAAAAAAAAAAA==",
    ] {
        let refused = upload(&shop, &guid, content).await;
        assert_eq!(refused.refusal(), (400, "FILE_TYPE_REFUSED"), "{content}");
    }
    assert_eq!(shop.api.kept_files(), 0);
}

#[tokio::test]
async fn the_largest_file_is_kept_and_a_larger_one_refused() {
    let shop = Shop::open().await;
    let guid = shop.created(&example()).await;
    let largest = BASE64_STANDARD.encode(vec![0; LARGEST_FILE]);
    assert_eq!(upload(&shop, &guid, &largest).await.status, 200);
    // No base64, so that the text itself is the file.
    let larger = "~".repeat(LARGEST_FILE + 1);
    assert_eq!(upload(&shop, &guid, &larger).await.refusal(), (413, "FILE_TOO_LARGE"));
    assert_eq!(shop.api.kept_files(), 1);
}

fn away() -> OutsideError {
    OutsideError::Unavailable { system: "the files", source: "no connection".into() }
}

fn refusal() -> OutsideError {
    OutsideError::Refused { system: "the files", reason: "damaged".to_owned() }
}

/// Keeps nothing, or gives nothing back.
struct Faulty {
    inner: Arc<dyn FileStorage>,
    put: Option<fn() -> OutsideError>,
    get: Option<fn() -> OutsideError>,
}

#[async_trait]
impl FileStorage for Faulty {
    async fn put(&self, file: FileRef, bytes: Vec<u8>) -> Result<(), OutsideError> {
        match self.put {
            Some(fault) => Err(fault()),
            None => self.inner.put(file, bytes).await,
        }
    }
    async fn get(&self, file: FileRef) -> Result<Option<Vec<u8>>, OutsideError> {
        match self.get {
            Some(fault) => Err(fault()),
            None => self.inner.get(file).await,
        }
    }
    async fn delete(&self, id: FileId) -> Result<bool, OutsideError> {
        self.inner.delete(id).await
    }
}

type Between = fn(Arc<dyn FileStorage>) -> Arc<dyn FileStorage>;

#[tokio::test]
async fn what_the_storage_does_not_keep_is_not_noted() {
    let faults: [(Between, _); 2] = [
        (
            |inner| Arc::new(Faulty { inner, put: Some(away), get: None }),
            (503, "OUTSIDE_UNAVAILABLE"),
        ),
        (
            |inner| Arc::new(Faulty { inner, put: Some(refusal), get: None }),
            (409, "OUTSIDE_REFUSED"),
        ),
    ];
    for (files, expected) in faults {
        let shop = Shop::in_world(World { files, ..World::default() }).await;
        let guid = shop.created(&example()).await;
        assert_eq!(upload(&shop, &guid, "AAAA").await.refusal(), expected);
        let mut unit = shop.api.store().reader().await.unwrap();
        let found = unit.loan_applications().get(guid.parse().unwrap()).await.unwrap().unwrap();
        assert_eq!(found.value.record().files, []);
    }
}

#[tokio::test]
async fn a_contract_that_cannot_be_read_is_not_shown() {
    let faults: [(Between, _); 2] = [
        (
            |inner| Arc::new(Faulty { inner, put: None, get: Some(away) }),
            (503, "OUTSIDE_UNAVAILABLE"),
        ),
        (
            |inner| Arc::new(Faulty { inner, put: None, get: Some(refusal) }),
            (409, "OUTSIDE_REFUSED"),
        ),
    ];
    for (files, expected) in faults {
        let shop = Shop::in_world(World { files, ..World::default() }).await;
        let guid = shop.created(&example()).await;
        shop.go(&guid, "select_offer").await;
        shop.go(&guid, "send_otp").await;
        let path = format!("/pfs/partner/api/v1/applications/{guid}/status");
        let refused = shop.api.with_token("GET", &path, &shop.token).await;
        assert_eq!(refused.refusal(), expected);
    }
}

/// Does not keep the first file.
struct Late {
    inner: Arc<dyn FileStorage>,
    is_awake: AtomicBool,
}

#[async_trait]
impl FileStorage for Late {
    async fn put(&self, file: FileRef, bytes: Vec<u8>) -> Result<(), OutsideError> {
        if self.is_awake.swap(true, Ordering::Relaxed) {
            return self.inner.put(file, bytes).await;
        }
        Err(away())
    }
    async fn get(&self, file: FileRef) -> Result<Option<Vec<u8>>, OutsideError> {
        self.inner.get(file).await
    }
    async fn delete(&self, id: FileId) -> Result<bool, OutsideError> {
        self.inner.delete(id).await
    }
}

#[tokio::test]
async fn no_code_is_sent_for_a_contract_that_is_not_kept_yet() {
    let files: Between = |inner| Arc::new(Late { inner, is_awake: false.into() });
    let shop = Shop::in_world(World { files, ..World::default() }).await;
    let guid = shop.created(&example()).await;
    shop.go(&guid, "select_offer").await;
    shop.go(&guid, "send_otp").await;
    assert_eq!(shop.seen(&guid).await, told("PROCESSING", ""));
    assert_eq!(shop.api.messages(super::PHONE).await, [""; 0]);
    shop.pass(TimeDelta::seconds(1)).await;
    assert_eq!(shop.seen(&guid).await, told("CONFIRMATION", "Enter OTP code"));
    assert!(shop.status(&guid).await["payload"]["contract_pdf"].is_string());
}
