use super::{super::*, Layers, file};
use std::fs;

const BUCKET: &str = "[files]\nstorage = 's3'\ns3_bucket = 'kredo-files'\n\
                      s3_access_key_id = 'AKIAID'\ns3_secret_access_key = 'hunter2'\n";

/// What a build that cannot use a bucket says beside everything else.
fn no_adapter() -> Option<String> {
    let text = "kredo.toml:2: `files.storage` cannot be `s3`: this build has no adapter for it; \
                build with `--features s3`";
    (!cfg!(feature = "s3")).then(|| text.to_owned())
}

fn faults(layers: &Layers<'_>) -> Vec<String> {
    layers.load().map_or_else(|faults| faults, |_| Vec::new())
}

#[test]
fn a_bucket_is_read_with_its_key() {
    let folder = tempfile::tempdir().unwrap();
    let secret = folder.path().join("secret");
    fs::write(&secret, "hunter2\n").unwrap();
    let text = BUCKET.replace("s3_secret_access_key = 'hunter2'", "s3_prefix = 'kredo/files'");
    let text = format!("{text}s3_secret_access_key_file = '{}'\n", secret.display());
    let layers = file(&text);
    assert_eq!(faults(&layers), no_adapter().into_iter().collect::<Vec<_>>());
    if let Ok(Loaded { config, settings }) = layers.load() {
        let s3 = &config.files.s3;
        assert_eq!(config.files.storage, FilesStorage::S3);
        assert_eq!(s3.bucket.as_ref().unwrap().as_str(), "kredo-files");
        assert_eq!(s3.prefix.as_ref().unwrap().as_str(), "kredo/files");
        assert_eq!((s3.region.as_str(), s3.plain_http), ("us-east-1", false));
        let shown = format!("{config:?} {} {}", view::explain(&settings), view::toml(&settings));
        assert!(!shown.contains("hunter2") && !shown.contains("AKIAID"), "{shown}");
    }
}

#[test]
fn what_is_said_of_a_bucket_does_not_matter_to_a_folder() {
    let text = "s3_ca_file = 's3.pem'\ns3_connect_timeout_ms = 10\ns3_timeout_ms = 11\n";
    let config = file(&format!("[files]\n{text}")).load().unwrap().config;
    assert_eq!(
        (config.files.storage, config.files.s3.bucket.is_none()),
        (FilesStorage::Folder, true)
    );
    let s3 = config.files.s3;
    assert_eq!(s3.ca_file.unwrap().to_str(), Some("s3.pem"));
    assert_eq!((s3.connect_timeout_ms, s3.timeout_ms), (10, 11));
}

#[test]
fn everything_that_a_bucket_lacks_is_told_at_once() {
    let mut expected: Vec<_> = no_adapter().into_iter().collect();
    for key in ["bucket", "access_key_id", "secret_access_key"] {
        let text =
            format!("kredo.toml:2: `files.s3_{key}` is needed where `files.storage` is `s3`");
        expected.push(text);
    }
    assert_eq!(file("[files]\nstorage = 's3'\n").faults(), expected);
    assert!(file("[files]\nstorage = 'folder'\n").load().is_ok());
}

#[test]
fn files_go_unencrypted_to_another_machine_only_where_that_is_said() {
    for good in [
        "s3_endpoint = 'https://s3.example'",
        "s3_endpoint = 'http://127.0.0.1:9000'",
        "s3_endpoint = 'http://[::1]:9000'",
        "s3_endpoint = 'http://localhost:9000'",
        "s3_endpoint = 'http://s3.example'\ns3_plain_http = true",
    ] {
        let found = faults(&file(&format!("{BUCKET}{good}\n")));
        assert_eq!(found, no_adapter().into_iter().collect::<Vec<_>>(), "{good}");
    }
    for bad in ["http://s3.example", "http://10.0.0.1:9000", "http://127.0.0.1.example"] {
        let found = faults(&file(&format!("{BUCKET}s3_endpoint = '{bad}'\n")));
        let text = "kredo.toml:6: `files.s3_endpoint` must begin with `https://`, unless it is \
                    this machine or `files.s3_plain_http` is `true`";
        assert_eq!(found.last().map(String::as_str), Some(text), "{bad}");
    }
}

#[test]
fn names_that_no_bucket_object_or_region_has_are_faults() {
    for (key, wrong) in [
        ("s3_bucket", "ab"),
        ("s3_bucket", "Kredo"),
        ("s3_bucket", "kredo/files"),
        ("s3_bucket", "-kredo"),
        ("s3_bucket", "kredo..files"),
        ("s3_prefix", "/kredo"),
        ("s3_prefix", "kredo/"),
        ("s3_prefix", "a/../b"),
        ("s3_region", "eu.example/"),
        ("s3_endpoint", "s3.example"),
        ("storage", "tape"),
    ] {
        let found = file(&format!("files.{key} = '{wrong}'")).faults();
        let expected = format!("kredo.toml:1: `files.{key}` must be ");
        assert!(found.len() == 1 && found[0].starts_with(&expected), "{found:?}");
    }
}
