//! `kredo contract` and `kredo otp` without a journey, and what their help says.
#![expect(clippy::unwrap_used, reason = "a failing test panics")]

#[path = "shared/program.rs"]
mod program;

use kredo_application::Store;
use kredo_domain::Phone;
use kredo_persistence::{SqlOptions, SqlStore};
use program::kredo;
use std::{fs, path::Path};
use tempfile::TempDir;

const KEY: &str = "-----BEGIN PUBLIC KEY-----
MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=
-----END PUBLIC KEY-----
";

#[test]
fn what_cannot_be_checked_is_refused_in_a_sentence() {
    let folder = TempDir::new().unwrap();
    let folder = folder.path();
    fs::write(folder.join("key.pem"), KEY).unwrap();
    fs::write(folder.join("plain.pdf"), "%PDF-1.7\n%%EOF\n").unwrap();
    fs::write(folder.join("no-key.pem"), "a key?").unwrap();
    fs::write(folder.join("no-key.json"), "{\"keys\": []}").unwrap();
    let verify =
        |file, key| kredo(folder, &[], &["contract", "verify", file, "--key", key]).refusal();
    let told = verify("missing.pdf", "key.pem");
    assert!(told.starts_with("error: missing.pdf cannot be read\n"), "{told}");
    assert_eq!(
        verify("plain.pdf", "key.pem"),
        "error: plain.pdf is not to be trusted: the file has no seal\n"
    );
    for (key, fault) in [
        ("missing.pem", "error: the key missing.pem cannot be read\n"),
        ("no-key.pem", "error: the key no-key.pem is none: not an Ed25519 public key"),
        ("no-key.json", "error: the key no-key.json is none: not a JWK set"),
    ] {
        let told = verify("plain.pdf", key);
        assert!(told.starts_with(fault), "{told}");
    }
}

#[test]
fn checking_makes_neither_keys_nor_a_database() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("plain.pdf"), "%PDF-1.7\n%%EOF\n").unwrap();
    for arguments in [&["contract", "verify", "plain.pdf"][..], &["contract", "key"]] {
        let told = kredo(folder.path(), &[], arguments).refusal();
        assert!(told.starts_with("error: there is no key in keys/seal: "), "{told}");
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

async fn fixed_code(folder: &Path) -> Option<String> {
    let url = format!("sqlite://{}", folder.join("kredo.db").display());
    let store = SqlStore::open(&url, SqlOptions::default()).await.unwrap();
    let phone = Phone::parse("79010000001").unwrap();
    let found = store.reader().await.unwrap().otp_exceptions().by_phone(&phone).await.unwrap();
    store.close().await.unwrap();
    found.map(|exception| exception.value.code().to_owned())
}

#[tokio::test]
async fn the_code_of_a_phone_is_fixed_until_it_gets_another() {
    let folder = TempDir::new().unwrap();
    let add = |phone, code| kredo(folder.path(), &[], &["otp", "exception", "add", phone, code]);
    // The log of a database that was just made stands before it.
    let bad = add("79010000001", "one").refusal();
    assert!(bad.ends_with("error: a fixed code has 4 to 10 digits\n"), "{bad}");
    let bad = add("string", "1111").refusal();
    assert!(bad.contains("error: "), "{bad}");
    assert_eq!(fixed_code(folder.path()).await, None, "nothing was fixed");
    for (phone, code) in
        [("79010000001", "1111"), ("+7 (901) 000-00-01", "1111"), ("79010000001", "222222")]
    {
        assert_eq!(add(phone, code).ok().out, "the code of 7901•••0001 is fixed now\n");
        assert_eq!(fixed_code(folder.path()).await.as_deref(), Some(code));
    }
}

#[test]
fn every_command_says_what_it_does() {
    let folder = TempDir::new().unwrap();
    for (arguments, text) in [
        (&["demo"][..], "Plays the manual's demo flow over HTTP"),
        (&["contract", "verify"], "any changed byte fails"),
        (&["contract", "key"], "Prints the public key that contracts are sealed with"),
        (&["otp", "exception", "add"], "Fixes the code of a phone"),
    ] {
        let help = kredo(folder.path(), &[], &[arguments, &["--help"]].concat()).ok().out;
        assert!(help.contains(text), "{help}");
    }
}
