use super::*;
use secrecy::ExposeSecret;
use std::{fs, os::unix::fs::PermissionsExt, path::PathBuf, sync::Barrier, thread};
use tempfile::TempDir;

/// RFC 8037 appendix A.1, as `openssl pkey` writes it.
const RFC_8037: &str = "-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g
-----END PRIVATE KEY-----
";
const RFC_8037_ID: &str = "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k";

/// RFC 8410 section 10.3: with its public half and an attribute.
const RFC_8410: &str = "-----BEGIN PRIVATE KEY-----
MHICAQEwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC
oB8wHQYKKoZIhvcNAQkJFDEPDA1DdXJkbGUgQ2hhaXJzgSEAGb9ECWmEzf6FQbrB
Z9w7lshQhqowtrbLDFw4rXAxZuE=
-----END PRIVATE KEY-----
";

const X25519: &str = "-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VuBCIEINCd5nYb/jaL0mbUPLTIcqmKyf8B3mnz7V66Ir2QKf55
-----END PRIVATE KEY-----
";

const PUBLIC: &str = "-----BEGIN PUBLIC KEY-----
MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=
-----END PUBLIC KEY-----
";

fn root() -> TempDir {
    tempfile::tempdir().unwrap()
}

fn load(root: &TempDir) -> Result<KeyRing, KeyFileError> {
    KeyRing::load_or_create(root.path(), KeyPurpose::Tokens)
}

fn put(root: &TempDir, name: &str, pem: &str, mode: u32) -> PathBuf {
    let folder = root.path().join("tokens");
    fs::create_dir_all(&folder).unwrap();
    set_mode(&folder, 0o700);
    let path = folder.join(name);
    fs::write(&path, pem).unwrap();
    set_mode(&path, mode);
    path
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o7777
}

#[test]
fn whoever_only_checks_makes_no_key() {
    let root = root();
    let load = || KeyRing::load(root.path(), KeyPurpose::Tokens);
    let none = load().unwrap_err();
    assert!(matches!(none, KeyFileError::None { .. }), "{none}");
    assert!(!root.path().join("tokens").exists());
    let old = put(&root, "0001.pem", RFC_8410, 0o600);
    put(&root, "0002.pem", RFC_8037, 0o600);
    let ring = load().unwrap();
    assert_eq!((ring.signing_public().id(), ring.public_keys().len()), (RFC_8037_ID, 2));
    set_mode(old.parent().unwrap(), 0o770);
    assert!(matches!(load(), Err(KeyFileError::FolderTooOpen { .. })));
    set_mode(old.parent().unwrap(), 0o700);
    fs::remove_file(old).unwrap();
    fs::remove_file(root.path().join("tokens/0002.pem")).unwrap();
    assert!(matches!(load(), Err(KeyFileError::None { .. })));
}

#[test]
fn a_first_start_makes_one_key_that_only_its_owner_reads() {
    let root = root();
    let ring = KeyRing::load_or_create(&root.path().join("keys"), KeyPurpose::Seal).unwrap();
    let folder = root.path().join("keys/seal");
    let files: Vec<_> = fs::read_dir(&folder).unwrap().map(|f| f.unwrap().path()).collect();
    assert_eq!(files, [folder.join("0001.pem")]);
    assert_eq!((mode(&files[0]), mode(&folder)), (0o600, 0o700));
    assert_eq!(ring.public_keys().len(), 1);
}

#[test]
fn a_second_start_finds_the_key_of_the_first() {
    let root = root();
    let (first, second) = (load(&root).unwrap(), load(&root).unwrap());
    assert_eq!(first.signing_public(), second.signing_public());
    assert_eq!(first.signing_pem().expose_secret(), second.signing_pem().expose_secret());
}

#[test]
fn every_first_start_makes_another_key() {
    assert_ne!(load(&root()).unwrap().signing_public(), load(&root()).unwrap().signing_public());
}

#[test]
fn processes_that_start_at_once_end_with_one_key() {
    for _ in 0..20 {
        let (root, start) = (root(), Barrier::new(8));
        let ids: Vec<String> = thread::scope(|scope| {
            let one = || {
                start.wait();
                load(&root).unwrap().signing_public().id().to_owned()
            };
            let threads: Vec<_> = (0..8).map(|_| scope.spawn(one)).collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect()
        });
        let kept = load(&root).unwrap();
        assert!(ids.iter().all(|id| id == kept.signing_public().id()), "{ids:?}");
        assert_eq!(fs::read_dir(root.path().join("tokens")).unwrap().count(), 1);
    }
}

#[test]
fn a_file_made_by_openssl_is_read_and_named_by_its_thumbprint() {
    let root = root();
    put(&root, "0001.pem", RFC_8037, 0o600);
    let ring = load(&root).unwrap();
    assert_eq!(ring.signing_public().id(), RFC_8037_ID);
    assert_eq!(ring.signing_public().pem(), PUBLIC);
    assert_eq!(ring.signing_pem().expose_secret(), RFC_8037);
}

#[test]
fn a_file_with_a_public_half_is_read_and_handed_on_without_it() {
    let root = root();
    put(&root, "0001.pem", RFC_8410, 0o600);
    let pem = load(&root).unwrap().signing_pem().expose_secret().to_owned();
    assert_eq!(
        pem.lines().nth(1),
        Some("MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC")
    );
}

#[test]
fn the_last_name_signs_and_all_are_known() {
    let root = root();
    put(&root, "0001.pem", RFC_8037, 0o600);
    let newer = put(&root, "0002.pem", RFC_8410, 0o400);
    put(&root, "notes.txt", "not a key", 0o644);
    let ring = load(&root).unwrap();
    let ids: Vec<_> = ring.public_keys().iter().map(PublicKey::id).collect();
    assert_eq!(ids, [ring.signing_public().id(), RFC_8037_ID]);
    fs::remove_file(newer).unwrap();
    assert_eq!(load(&root).unwrap().signing_public().id(), RFC_8037_ID);
}

#[test]
fn a_purpose_never_sees_the_keys_of_another() {
    let root = root();
    let seal = KeyRing::load_or_create(root.path(), KeyPurpose::Seal).unwrap();
    let tokens = load(&root).unwrap();
    assert_ne!(seal.signing_public(), tokens.signing_public());
    assert_eq!((seal.public_keys().len(), tokens.public_keys().len()), (1, 1));
}

#[test]
fn a_key_that_others_may_read_or_change_is_refused_with_the_cure() {
    for mode in [0o640, 0o604, 0o660, 0o620, 0o602, 0o644, 0o700 | 0o010] {
        let root = root();
        let path = put(&root, "0001.pem", RFC_8037, mode);
        let error = load(&root).unwrap_err();
        assert!(matches!(error, KeyFileError::FileTooOpen { .. }), "{mode:o}: {error}");
        assert!(error.to_string().contains(&format!("chmod 600 {}", path.display())), "{error}");
    }
}

#[test]
fn an_old_key_that_others_may_read_is_refused_too() {
    let root = root();
    put(&root, "0001.pem", RFC_8037, 0o644);
    put(&root, "0002.pem", RFC_8410, 0o600);
    assert!(matches!(load(&root), Err(KeyFileError::FileTooOpen { .. })));
}

#[test]
fn a_folder_that_others_may_put_keys_into_is_refused_with_the_cure() {
    for mode in [0o770, 0o707, 0o777, 0o1777] {
        let root = root();
        put(&root, "0001.pem", RFC_8037, 0o600);
        let folder = root.path().join("tokens");
        set_mode(&folder, mode);
        let error = load(&root).unwrap_err();
        assert!(matches!(error, KeyFileError::FolderTooOpen { .. }), "{mode:o}: {error}");
        assert!(error.to_string().contains(&format!("chmod 700 {}", folder.display())), "{error}");
    }
}

#[test]
fn anything_but_a_private_ed25519_key_is_refused_by_name() {
    let long = format!("{}{RFC_8037}", "#\n".repeat(10_000));
    for text in ["", "garbage", X25519, PUBLIC, long.as_str()] {
        let root = root();
        let path = put(&root, "0001.pem", text, 0o600);
        let error = load(&root).unwrap_err();
        assert!(matches!(error, KeyFileError::NotAKey { .. }), "{text:.40}: {error}");
        assert!(error.to_string().contains(&path.display().to_string()), "{error}");
    }
}

#[test]
fn a_broken_old_key_stops_the_start_instead_of_being_forgotten() {
    let root = root();
    put(&root, "0001.pem", "garbage", 0o600);
    put(&root, "0002.pem", RFC_8037, 0o600);
    assert!(matches!(load(&root), Err(KeyFileError::NotAKey { .. })));
}

#[test]
fn a_folder_that_cannot_be_made_is_named() {
    let root = root();
    fs::write(root.path().join("tokens"), "a file in the way").unwrap();
    let error = load(&root).unwrap_err();
    assert!(matches!(error, KeyFileError::Folder { .. }), "{error}");
    assert!(error.to_string().contains("tokens"), "{error}");
}

#[test]
fn a_private_key_never_shows_in_debug_output() {
    let root = root();
    put(&root, "0001.pem", RFC_8037, 0o600);
    let shown = format!("{:?}", load(&root).unwrap());
    for hidden in ["MC4CAQAw", "nWGxne", "9d61b1", "9D61B1", "157, 97"] {
        assert!(!shown.contains(hidden), "{shown}");
    }
}

#[test]
fn a_public_key_is_shown_as_rfc_8037_writes_it() {
    let root = root();
    put(&root, "0001.pem", RFC_8037, 0o600);
    let expected = serde_json::json!({
        "kty": "OKP",
        "crv": "Ed25519",
        "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
        "kid": RFC_8037_ID,
        "use": "sig",
        "alg": "EdDSA",
    });
    assert_eq!(load(&root).unwrap().signing_public().jwk(), &expected);
}
