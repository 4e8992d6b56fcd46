use super::*;
use crate::key::KeyPurpose;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::TimeDelta;
use kredo_domain::identity::Role;
use std::{collections::BTreeSet, fs, os::unix::fs::PermissionsExt, sync::LazyLock};
use tempfile::TempDir;
use uuid::Uuid;

/// RFC 8037 appendix A.1.
const RFC_8037: &str = "-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g
-----END PRIVATE KEY-----
";

/// A token for that key's id and these settings, admin until 2024-11-22 11:06:40 UTC, signed with
/// HMAC-SHA-256 under the public key's 32 bytes.
const SIGNED_WITH_THE_PUBLIC_KEY: &str = concat!(
    "eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiIsImtpZCI6ImtQcktfcW14VldhWVZBOXd3QkY2SXVvM3ZWeno3VHhIQ1R3",
    "WEJ5Z3JTNGsifQ.eyJpc3MiOiJodHRwczovL2tyZWRvLmV4YW1wbGUiLCJhdWQiOiJrcmVkbyIsInN1YiI6IjAwMDAwM",
    "DAwLTAwMDAtMDAwMC0wMDAwLTAwMDAwMDAwMDAwMSIsImF6cCI6ImRlbW8tc2hvcCIsInJvbGVzIjpbImFkbWluIl0sI",
    "mlhdCI6MTczMjI3MDAwMCwiZXhwIjoxNzMyMjczNjAwLCJqdGkiOiIwMDAwMDAwMC0wMDAwLTAwMDAtMDAwMC0wMDAwM",
    "DAwMDAwMDIifQ.l_qOqf2wLGMMXBr3zHmd2_Po6zp3cyn_bWTLaKM7M2A",
);

fn keys_in(folder: &TempDir) -> KeyRing {
    KeyRing::load_or_create(folder.path(), KeyPurpose::Tokens).unwrap()
}

fn put_key(folder: &TempDir, name: &str, pem: &str) {
    let path = folder.path().join("tokens").join(name);
    fs::write(&path, pem).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
}

fn other_keys() -> KeyRing {
    keys_in(&tempfile::tempdir().unwrap())
}

/// The ring of RFC 8037's key.
static KEYS: LazyLock<KeyRing> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    keys_in(&folder);
    put_key(&folder, "0001.pem", RFC_8037);
    keys_in(&folder)
});

fn settings() -> TokenSettings {
    TokenSettings { issuer: "https://kredo.example".to_owned(), audience: "kredo".to_owned() }
}

fn tokens() -> JwtTokens {
    JwtTokens::new(&KEYS, settings())
}

fn at(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(seconds, 0).unwrap()
}

/// 2024-11-22 10:06:40 UTC; the token holds for an hour.
fn claims() -> Claims {
    Claims {
        id: Uuid::from_u128(2),
        subject: Uuid::from_u128(1),
        authorized_party: "demo-shop".to_owned(),
        roles: BTreeSet::from([Role::Partner, Role::Service]),
        issued_at: at(1_732_270_000),
        expires_at: at(1_732_273_600),
    }
}

fn now() -> DateTime<Utc> {
    claims().issued_at
}

fn wire() -> Value {
    json!({
        "iss": "https://kredo.example",
        "aud": "kredo",
        "sub": Uuid::from_u128(1),
        "azp": "demo-shop",
        "roles": ["partner", "service"],
        "iat": 1_732_270_000,
        "exp": 1_732_273_600,
        "jti": Uuid::from_u128(2),
    })
}

/// Signs whatever it is given with our own key.
fn signed(header: &Header, claims: &Value) -> String {
    encode(header, claims, &tokens().signing).unwrap()
}

fn part(json: &Value) -> String {
    URL_SAFE_NO_PAD.encode(json.to_string())
}

#[track_caller]
fn assert_refused(token: &str) {
    assert_eq!(tokens().verify(token, now()), Err(IdentityError::TokenInvalid), "{token:.200}");
}

#[test]
fn what_is_issued_is_read_back() {
    let tokens = tokens();
    for roles in [vec![], vec![Role::Client], Role::ALL.to_vec()] {
        let claims = Claims { roles: roles.into_iter().collect(), ..claims() };
        let token = tokens.issue(&claims).unwrap();
        assert_eq!(tokens.verify(&token, now()), Ok(claims));
    }
}

#[test]
fn a_token_that_is_remembered_vouches_for_no_other() {
    let tokens = tokens();
    let token = tokens.issue(&claims()).unwrap();
    for _ in 0..2 {
        assert_eq!(tokens.verify(&token, now()), Ok(claims()));
    }
    let (signed, signature) = token.rsplit_once('.').unwrap();
    for other in [format!("{signed}."), format!("{signed}.A{}", &signature[1..])] {
        assert_eq!(tokens.verify(&other, now()), Err(IdentityError::TokenInvalid), "{other}");
    }
}

#[test]
fn a_token_has_the_documented_header_and_claims() {
    let token = tokens().issue(&claims()).unwrap();
    let parts: Vec<_> = token.split('.').collect();
    let json = |part: &str| -> Value {
        serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap()
    };
    let kid = "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k";
    assert_eq!(json(parts[0]), json!({ "typ": "JWT", "alg": "EdDSA", "kid": kid }));
    assert_eq!(json(parts[1]), wire());
    assert_eq!(parts.len(), 3);
}

#[test]
fn a_token_holds_until_the_second_it_expires_in() {
    let tokens = tokens();
    let token = tokens.issue(&claims()).unwrap();
    let end = claims().expires_at;
    let nearly = end - TimeDelta::nanoseconds(1);
    assert_eq!(tokens.verify(&token, nearly), Ok(claims()));
    for late in [end, end + TimeDelta::seconds(1), end + TimeDelta::days(10_000)] {
        assert_eq!(tokens.verify(&token, late), Err(IdentityError::TokenInvalid), "{late}");
    }
}

#[test]
fn expiry_is_judged_by_the_given_time_and_not_by_the_wall_clock() {
    let tokens = tokens();
    let future = Claims { expires_at: at(4_000_000_000), ..claims() };
    let token = tokens.issue(&future).unwrap();
    assert!(tokens.verify(&token, at(3_999_999_999)).is_ok());
    assert!(tokens.verify(&token, at(4_000_000_000)).is_err());
}

#[test]
fn a_token_without_a_signature_is_refused() {
    let kid = tokens().header.kid;
    for alg in ["none", "None", "NONE", "nOnE"] {
        let header = part(&json!({ "typ": "JWT", "alg": alg, "kid": kid }));
        assert_refused(&format!("{header}.{}.", part(&wire())));
        assert_refused(&format!("{header}.{}", part(&wire())));
    }
    let token = tokens().issue(&claims()).unwrap();
    let (unsigned, _) = token.rsplit_once('.').unwrap();
    assert_refused(unsigned);
    assert_refused(&format!("{unsigned}."));
}

#[test]
fn a_token_signed_with_the_public_key_as_a_shared_secret_is_refused() {
    assert_refused(SIGNED_WITH_THE_PUBLIC_KEY);
}

#[test]
fn a_token_of_another_key_is_refused_even_under_our_key_id() {
    let theirs = JwtTokens::new(&other_keys(), settings());
    assert_refused(&theirs.issue(&claims()).unwrap());
    assert_refused(&encode(&tokens().header, &wire(), &theirs.signing).unwrap());
}

#[test]
fn a_token_of_another_issuer_or_for_another_audience_is_refused() {
    for (issuer, audience) in [
        ("https://kredo.example/", "kredo"),
        ("", "kredo"),
        ("https://kredo.example", "Kredo"),
        ("https://kredo.example", ""),
    ] {
        let settings = TokenSettings { issuer: issuer.to_owned(), audience: audience.to_owned() };
        assert_refused(&JwtTokens::new(&KEYS, settings).issue(&claims()).unwrap());
    }
}

#[test]
fn a_changed_payload_is_refused() {
    let token = tokens().issue(&claims()).unwrap();
    let parts: Vec<_> = token.split('.').collect();
    let mut forged = wire();
    forged["roles"] = json!(["admin"]);
    assert_refused(&[parts[0], &part(&forged), parts[2]].join("."));
}

#[test]
fn a_change_anywhere_is_refused() {
    let token = tokens().issue(&claims()).unwrap();
    for at in (0..token.len()).step_by(3) {
        let mut bytes = token.clone().into_bytes();
        bytes[at] = if bytes[at] == b'A' { b'B' } else { b'A' };
        assert_refused(&String::from_utf8(bytes).unwrap());
    }
}

#[test]
fn a_token_that_lacks_a_claim_is_refused() {
    let header = tokens().header;
    assert_eq!(tokens().verify(&signed(&header, &wire()), now()), Ok(claims()));
    for name in ["iss", "aud", "sub", "azp", "roles", "iat", "exp", "jti"] {
        let mut lacking = wire();
        lacking.as_object_mut().unwrap().remove(name);
        assert_refused(&signed(&header, &lacking));
        lacking[name] = Value::Null;
        assert_refused(&signed(&header, &lacking));
    }
}

#[test]
fn a_claim_of_the_wrong_kind_is_refused() {
    for (name, value) in [
        ("iss", json!(["https://kredo.example"])),
        ("sub", json!("demo-shop")),
        ("jti", json!(2)),
        ("azp", json!(["demo-shop"])),
        ("exp", json!("1732273600")),
        ("exp", json!(1_732_273_600.5)),
        ("exp", json!(i64::MAX)),
        ("exp", json!(u64::MAX)),
        ("iat", json!(i64::MIN)),
    ] {
        let mut wrong = wire();
        wrong[name] = value;
        assert_refused(&signed(&tokens().header, &wrong));
    }
}

#[test]
fn a_role_that_nobody_knows_is_refused_with_the_whole_token() {
    for roles in [
        json!(["partner", "root"]),
        json!(["Admin"]),
        json!([""]),
        json!("admin"),
        json!([["admin"]]),
        json!([{ "admin": null }]),
        json!({ "admin": true }),
        json!([4]),
    ] {
        let mut unknown = wire();
        unknown["roles"] = roles;
        assert_refused(&signed(&tokens().header, &unknown));
    }
}

#[test]
fn a_claim_that_a_newer_server_added_is_no_fault() {
    let mut newer = wire();
    newer["session"] = json!("f00");
    assert_eq!(tokens().verify(&signed(&tokens().header, &newer), now()), Ok(claims()));
}

#[test]
fn a_key_id_that_is_unknown_or_missing_is_refused() {
    let ours = tokens().header;
    for kid in [None, Some(String::new()), Some("unknown".to_owned())] {
        assert_refused(&signed(&Header { kid, ..ours.clone() }, &wire()));
    }
}

#[test]
fn an_extension_that_must_be_understood_and_is_not_is_refused() {
    let crit = Some(vec!["exp".to_owned()]);
    assert_refused(&signed(&Header { crit, ..tokens().header }, &wire()));
}

#[test]
fn a_key_that_the_token_brings_along_is_not_used() {
    let theirs = other_keys();
    let jwk = serde_json::from_value(theirs.signing_public().jwk().clone()).unwrap();
    let header = Header { jwk: Some(jwk), ..tokens().header };
    let signing = JwtTokens::new(&theirs, settings()).signing;
    assert_refused(&encode(&header, &wire(), &signing).unwrap());
}

#[test]
fn a_long_token_is_refused_although_its_signature_holds() {
    let mut header = tokens().header;
    header.cty = Some("x".repeat(100_000));
    assert_refused(&signed(&header, &wire()));

    header.cty = Some("x".repeat(5_000));
    let token = signed(&header, &wire());
    assert!(token.len() < LONGEST_TOKEN, "{}", token.len());
    assert_eq!(tokens().verify(&token, now()), Ok(claims()));
}

#[test]
fn garbage_is_refused() {
    let token = tokens().issue(&claims()).unwrap();
    let (long, deep) = ("A".repeat(8_000), part(&json!("x")).repeat(500));
    let nested = URL_SAFE_NO_PAD.encode("[".repeat(4_000));
    for text in [
        "",
        ".",
        "..",
        "...",
        "a.b.c",
        "\0.\0.\0",
        "ы.ы.ы",
        &long,
        &format!("{long}.."),
        &format!("{deep}.{deep}.{deep}"),
        &format!("{nested}.A.A"),
        &format!("{token}."),
        &format!(".{token}"),
        &format!("{token}="),
        &format!(" {token}"),
        &format!("{token}\n"),
        &format!("Bearer {token}"),
    ] {
        assert_refused(text);
    }
}

#[test]
fn a_rotated_key_still_verifies_and_the_new_one_signs() {
    let folder = tempfile::tempdir().unwrap();
    let before = JwtTokens::new(&keys_in(&folder), settings());
    let old = before.issue(&claims()).unwrap();
    put_key(&folder, "0002.pem", RFC_8037);
    let after = JwtTokens::new(&keys_in(&folder), settings());
    let new = after.issue(&claims()).unwrap();

    assert_eq!(after.verify(&old, now()), Ok(claims()));
    assert_eq!(after.verify(&new, now()), Ok(claims()));
    assert_eq!(before.verify(&new, now()), Err(IdentityError::TokenInvalid));
}

#[test]
fn the_key_set_lists_every_key_and_nothing_private() {
    let folder = tempfile::tempdir().unwrap();
    keys_in(&folder);
    put_key(&folder, "0002.pem", RFC_8037);
    let ring = keys_in(&folder);
    let jwks: Vec<_> = ring.public_keys().iter().map(|key| key.jwk().clone()).collect();
    let set = JwtTokens::new(&ring, settings()).key_set();
    assert_eq!(set, json!({ "keys": jwks }));
    assert_eq!(jwks.len(), 2);
    assert!(jwks.iter().all(|jwk| jwk.get("d").is_none()), "{set}");
}
