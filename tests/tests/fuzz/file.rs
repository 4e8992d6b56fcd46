//! Files that are almost a sealed contract.

use crate::{api, fuzz, runtime};
use base64::{Engine, prelude::BASE64_STANDARD};
use kredo_domain::identity::Role;
use kredo_tests::api::Api;
use proptest::{collection::vec, prelude::*};
use serde_json::{Value, json};

const EXAMPLE: &str = include_str!("../../data/demo/create.json");

/// A contract that the lender sealed.
async fn sealed(api: &Api) -> Vec<u8> {
    let token = api.token("demo", Role::Partner).await;
    api.fix_code("79010000001", "1111").await;
    let example: Value = serde_json::from_str(EXAMPLE).unwrap();
    let applications = "/pfs/partner/api/v1/applications";
    api.post(&format!("{applications}/create"), &token, &example).await;
    api.settle().await;
    let own = |what: &str| {
        format!("{applications}/{}/{what}", example["application_guid"].as_str().unwrap())
    };
    for (action, body) in
        [("select_offer", json!({})), ("send_otp", json!({})), ("sign", json!({ "code": "1111" }))]
    {
        assert_eq!(api.post(&own(action), &token, &body).await.status, 200);
        api.settle().await;
    }
    let status = api.with_token("GET", &own("status"), &token).await.json;
    BASE64_STANDARD.decode(status["payload"]["contract_pdf"].as_str().unwrap()).unwrap()
}

/// Where, how many bytes go, what comes in their place. Places near the end, where the seal is, are
/// as likely as all others together.
fn edits() -> impl Strategy<Value = Vec<(bool, u32, u8, Vec<u8>)>> {
    vec((any::<bool>(), any::<u32>(), any::<u8>(), vec(any::<u8>(), 0..8)), 0..4)
}

fn edited(file: &[u8], edits: &[(bool, u32, u8, Vec<u8>)]) -> Vec<u8> {
    let mut bytes = file.to_vec();
    for (near_end, at, gone, put) in edits {
        let length = bytes.len();
        let span = if *near_end { length.min(1_000) } else { length };
        let from = length - span + usize::try_from(*at).unwrap() % span.max(1);
        let to = (from + usize::from(*gone % 8)).min(length);
        bytes.splice(from..to, put.iter().copied());
    }
    bytes
}

#[test]
fn no_file_but_the_one_that_was_sealed_is_trusted() {
    let runtime = runtime();
    let (api, file) = runtime.block_on(async {
        let api = api().await;
        let file = sealed(&api).await;
        (api, file)
    });
    fuzz("tests/fuzz/file.txt", &edits(), |edits| {
        let bytes = edited(&file, &edits);
        prop_assert_eq!(api.verify(&bytes).is_ok(), bytes == file);
        Ok(())
    });
}

#[test]
fn bytes_that_are_no_contract_are_not_trusted() {
    let api = runtime().block_on(api());
    let anything = prop_oneof![
        vec(any::<u8>(), 0..300),
        r"%PDF-1\.[0-9]\n[ -~\n]{0,100}\n%KREDO-SEAL-1 [A-Za-z0-9_.-]{0,80}\n%%EOF\n"
            .prop_map(String::into_bytes),
    ];
    fuzz("tests/fuzz/pdf.txt", &anything, |bytes| {
        prop_assert!(api.verify(&bytes).is_err());
        Ok(())
    });
}
