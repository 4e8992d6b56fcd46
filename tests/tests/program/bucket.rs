//! Files in a bucket of S3.

use crate::APPLICATION;
use base64::{Engine, prelude::BASE64_STANDARD};
use kredo_application::ports::IdSource;
use kredo_outbound::SystemIds;
use kredo_tests::program::{Installation, SteadfastPartner};
use serde_json::json;

/// On the test server's bucket, under a beginning of its own.
fn on_bucket() -> Installation {
    Installation::on_sqlite().with_bucket(&format!("program/{}", SystemIds.next()))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_journey_keeps_its_files_in_the_bucket_and_shows_them_after_a_restart() {
    let installation = on_bucket();
    let partner = SteadfastPartner::new(&installation, "demo");
    partner.create(APPLICATION).await;
    let photo = BASE64_STANDARD.encode(b"\xff\xd8\xff\xe0 a photo");
    let photo = json!({ "file_type": "CUSTOMER_PHOTO", "format": "jpeg", "content": photo });
    partner.act(APPLICATION, "upload_file", Some(&photo)).await;
    partner.act(APPLICATION, "select_offer", None).await;
    partner.expect(APPLICATION, "CONFIRMATION", "Request OTP code").await;
    partner.act(APPLICATION, "send_otp", None).await;
    partner.expect(APPLICATION, "CONFIRMATION", "Enter OTP code").await;
    partner.stop_server().await;
    assert!(!installation.folder().join("files").exists(), "nothing is kept beside the bucket");

    // The contract is read back from the bucket and checked.
    let shown = partner.seen(APPLICATION).await;
    let contract = shown["payload"]["contract_pdf"].as_str().unwrap();
    assert!(BASE64_STANDARD.decode(contract).unwrap().starts_with(b"%PDF"));
    partner.stop_server().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_whose_bucket_cannot_be_used_does_not_start_and_says_why() {
    for (wrong, advice) in [
        (("KREDO_FILES_S3_BUCKET", "kredo-missing"), "NoSuchBucket: make the bucket"),
        (("KREDO_FILES_S3_SECRET_ACCESS_KEY", "hunter2"), "SignatureDoesNotMatch: check the id"),
        (("KREDO_FILES_S3_ENDPOINT", "http://127.0.0.1:1"), "the file storage cannot be reached"),
    ] {
        let installation = on_bucket().with(wrong.0, wrong.1);
        let output = installation.command(&["serve", "--listen", "127.0.0.1:0"]).output().unwrap();
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(!output.status.success() && told.contains(advice), "{told}");
        assert!(told.contains("[files] cannot be used"), "{told}");
        assert!(!told.contains("hunter2"), "{told}");
    }
}

#[test]
fn a_backup_says_that_the_bucket_is_not_in_it() {
    let installation = on_bucket();
    let _account = installation.credentials(&["partner", "add", "shop"]);
    let output = installation.command(&["backup", "saved"]).output().unwrap();
    let told = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success() && told.contains("files in the bucket are not part"), "{told}");
}
