mod answers;

use super::*;
use crate::SystemIds;
use crate::file::contract::{Backend, file, file_contract};
use kredo_application::ports::IdSource;
use reqwest::Url;
use std::{error::Error, sync::Arc};

/// A part of the bucket that `TEST_S3_URL` names: `http://ID:SECRET@HOST:PORT/BUCKET`.
struct Bucket {
    settings: S3Settings,
    files: S3Files,
}

fn of_the_test_server() -> S3Settings {
    let url =
        std::env::var("TEST_S3_URL").expect("TEST_S3_URL names a bucket: run `cargo xtask test`");
    let url = Url::parse(&url).unwrap();
    S3Settings {
        bucket: url.path().trim_start_matches('/').to_owned(),
        region: "us-east-1".to_owned(),
        endpoint: Some(format!("http://{}:{}", url.host_str().unwrap(), url.port().unwrap())),
        // Tests share the bucket.
        prefix: Some(format!("tests/{}", SystemIds.next())),
        access_key_id: url.username().into(),
        secret_access_key: url.password().unwrap().into(),
        ca_file: None,
        connect_timeout_ms: 3_000,
        timeout_ms: 10_000,
    }
}

impl Backend for Bucket {
    async fn start() -> Self {
        let settings = of_the_test_server();
        let files = S3Files::open(&settings).await.unwrap();
        Self { settings, files }
    }
    fn files(&self) -> Arc<dyn FileStorage> {
        Arc::new(self.files.clone())
    }
    async fn again(&self) -> Arc<dyn FileStorage> {
        Arc::new(S3Files::open(&self.settings).await.unwrap())
    }
    async fn names(&self) -> Vec<String> {
        let mut found = Vec::new();
        let folders = self.files.store.list_with_delimiter(Some(&self.files.prefix)).await.unwrap();
        for folder in folders.common_prefixes {
            found
                .extend(self.files.store.list_with_delimiter(Some(&folder)).await.unwrap().objects);
        }
        let prefix = format!("{}/", self.files.prefix);
        let name = |path: &Path| path.as_ref().strip_prefix(&prefix).unwrap().to_owned();
        let mut names: Vec<_> = found.iter().map(|object| name(&object.location)).collect();
        names.sort();
        names
    }
    async fn replace(&self, file: FileRef, bytes: &[u8]) {
        self.files.store.put(&self.files.key(file.id), bytes.to_vec().into()).await.unwrap();
    }
}

file_contract!(Bucket);

/// What a caller reads in a log: the error and all its causes.
fn told(fault: &(dyn Error + 'static)) -> String {
    let causes = std::iter::successors(Some(fault), |&fault| fault.source());
    causes.map(|cause| format!("{cause} {cause:?}")).collect::<Vec<_>>().join("\n")
}

async fn refusal_of(settings: &S3Settings) -> String {
    let refusal = S3Files::open(settings).await.unwrap_err();
    let told = told(&refusal);
    let secret = of_the_test_server().secret_access_key;
    assert!(!told.contains(secret.expose()), "{told}");
    told
}

trait Exposed {
    fn expose(&self) -> &str;
}

impl Exposed for secrecy::SecretString {
    fn expose(&self) -> &str {
        secrecy::ExposeSecret::expose_secret(self)
    }
}

#[tokio::test]
async fn a_bucket_that_is_missing_is_named_at_the_start() {
    let told =
        refusal_of(&S3Settings { bucket: "kredo-missing".to_owned(), ..of_the_test_server() })
            .await;
    assert!(told.contains("NoSuchBucket: make the bucket, or name another"), "{told}");
}

#[tokio::test]
async fn a_key_that_is_not_accepted_is_told_at_the_start() {
    let good = of_the_test_server();
    for (wrong, code) in [
        (S3Settings { secret_access_key: "wrong".into(), ..good.clone() }, "SignatureDoesNotMatch"),
        (S3Settings { access_key_id: "AKIAWRONG".into(), ..good }, "InvalidAccessKeyId"),
    ] {
        let told = refusal_of(&wrong).await;
        let advice = format!("{code}: check the id of the access key and its secret");
        assert!(told.contains(&advice), "{told}");
    }
}

#[tokio::test]
async fn a_bucket_that_goes_away_is_not_taken_for_missing_files() {
    let gone = S3Settings { bucket: "kredo-missing".to_owned(), ..of_the_test_server() };
    let files = S3Files::connect(&gone).unwrap();
    let kept = file(1, b"a");
    for told in [
        files.put(kept, b"a".to_vec()).await.unwrap_err(),
        files.get(kept).await.unwrap_err(),
        files.delete(kept.id).await.unwrap_err(),
    ] {
        assert!(matches!(told, OutsideError::Unavailable { .. }), "{told:?}");
    }
}

#[tokio::test]
async fn nothing_shows_the_key() {
    let Bucket { settings, files } = Bucket::start().await;
    for shown in [format!("{settings:?}"), format!("{files:?}")] {
        assert!(!shown.contains(settings.secret_access_key.expose()), "{shown}");
        assert!(!shown.contains(settings.access_key_id.expose()), "{shown}");
    }
}

#[tokio::test]
async fn objects_lie_where_files_of_a_folder_do() {
    let settings = S3Settings { prefix: None, ..of_the_test_server() };
    let files = S3Files::connect(&settings).unwrap();
    let guid = Uuid::from_u128(0xab);
    assert_eq!(files.key(FileId::new(guid)).as_ref(), format!("ab/{guid}"));
    for prefix in ["a//b", "..", "a\n"] {
        let settings = S3Settings { prefix: Some(prefix.to_owned()), ..settings.clone() };
        let refused = S3Files::connect(&settings);
        assert!(matches!(refused, Err(S3SetupError::Prefix(_))), "{prefix:?}: {refused:?}");
    }
}
