//! The seal holds, and nothing can be changed without breaking it.

use crate::{page, sample};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use chrono::{DateTime, Utc};
use ed25519_dalek::pkcs8::spki::der::pem::LineEnding;
use ed25519_dalek::pkcs8::{EncodePrivateKey as _, EncodePublicKey as _};
use ed25519_dalek::{Signature, Signer as _, SigningKey, Verifier as _};
use kredo_application::{
    Sha256Sum,
    loan_application::contract_document::{
        ContractRenderer, DocumentSigner, SealError, SealEvidence, SealVerifier,
    },
};
use kredo_document::{Ed25519Signer, Ed25519Verifier, KeyError, PdfContractRenderer};
use kredo_domain::Phone;
use serde_json::{Value, json};

/// The private and public key of RFC 8410 section 10.3 and 10.1.
const PRIVATE: &str = "-----BEGIN PRIVATE KEY-----\n\
    MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC\n\
    -----END PRIVATE KEY-----\n";
const PUBLIC: &str = "-----BEGIN PUBLIC KEY-----\n\
    MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\n\
    -----END PUBLIC KEY-----\n";

const TINY_PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n\
    2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF";

fn signer() -> Ed25519Signer {
    Ed25519Signer::from_pem(PRIVATE).unwrap()
}

fn verifier() -> Ed25519Verifier {
    Ed25519Verifier::from_pem(PUBLIC).unwrap()
}

fn hash(document: &[u8]) -> Sha256Sum {
    Sha256Sum::of(document)
}

fn instant() -> DateTime<Utc> {
    "2024-11-22T10:00:00.520917Z".parse().unwrap()
}

fn evidence(document: &[u8]) -> SealEvidence {
    SealEvidence {
        contract_number: "24112200000001".to_owned(),
        document: hash(document),
        phone: Phone::restore("79010000001".to_owned()),
        code_id: "0193536e-7b1c-7c43-9c2d-5a3f0e8b6d11".to_owned(),
        signed_at: instant(),
    }
}

fn sealed(document: &[u8]) -> Vec<u8> {
    signer().seal(document, &evidence(document)).unwrap()
}

/// The seal's compact JWS.
fn jws(file: &[u8]) -> (String, String) {
    let text = String::from_utf8_lossy(file);
    let seal = text.rsplit_once("%KREDO-SEAL-1 ").unwrap().1.strip_suffix("\n%%EOF\n").unwrap();
    let (header, signature) = seal.split_once("..").unwrap();
    (header.to_owned(), signature.to_owned())
}

fn with_seal(document: &[u8], header: &str, signature: &str) -> Vec<u8> {
    let seal = format!("\n%KREDO-SEAL-1 {header}..{signature}\n%%EOF\n");
    [document, seal.as_bytes()].concat()
}

fn private_key() -> SigningKey {
    ed25519_dalek::pkcs8::DecodePrivateKey::from_pkcs8_pem(PRIVATE).unwrap()
}

/// A seal whose header was changed and then signed with the lender's own key.
fn resealed(document: &[u8], change: impl FnOnce(&mut Value)) -> Vec<u8> {
    let mut header: Value =
        serde_json::from_slice(&BASE64.decode(jws(&sealed(document)).0).unwrap()).unwrap();
    change(&mut header);
    let header = BASE64.encode(header.to_string());
    let input = [header.as_bytes(), b".", document].concat();
    let signature = BASE64.encode(private_key().sign(&input).to_bytes());
    with_seal(document, &header, &signature)
}

#[test]
fn a_seal_tells_its_evidence() {
    let document = page::render(&sample::contract());
    let file = sealed(&document);
    assert!(file.starts_with(&document), "the document stays as it is, byte for byte");
    let seal = verifier().verify(&file).unwrap();
    assert_eq!(seal.contract_number, "24112200000001");
    assert_eq!(seal.document, hash(&document));
    assert_eq!(seal.phone, "7901•••0001");
    assert_eq!(seal.code_id, "0193536e-7b1c-7c43-9c2d-5a3f0e8b6d11");
    assert_eq!(seal.signed_at.to_rfc3339(), "2024-11-22T10:00:00.520+00:00");
    assert_eq!(seal.key_id, signer().key_id());
    assert_eq!(signer().verifier().verify(&file).unwrap(), seal);
}

#[test]
fn the_printed_hash_is_the_sealed_hash() {
    let printed = PdfContractRenderer::try_new().unwrap().render(&sample::contract()).unwrap();
    let evidence = SealEvidence { document: printed.hash, ..evidence(&printed.pdf) };
    let file = signer().seal(&printed.pdf, &evidence).unwrap();
    assert_eq!(verifier().verify(&file).unwrap().document, printed.hash);
}

#[test]
fn the_whole_phone_is_nowhere_in_the_seal() {
    let (header, _) = jws(&sealed(TINY_PDF));
    let header = String::from_utf8(BASE64.decode(header).unwrap()).unwrap();
    assert!(header.contains("7901•••0001"), "{header}");
    assert!(!header.contains("79010000001"), "{header}");
}

#[test]
fn readers_still_open_a_sealed_contract() {
    let document = page::render(&sample::contract());
    let before: Vec<_> = page::read(document.clone()).iter().map(page::SeenPage::text).collect();
    let after: Vec<_> = page::read(sealed(&document)).iter().map(page::SeenPage::text).collect();
    assert_eq!(before, after);
    let tail = sealed(&document).split_off(document.len() - 30);
    assert!(tail.len() < 1024, "readers look for the document's end in the last 1024 bytes");
}

#[test]
fn every_flipped_bit_of_a_small_file_is_found() {
    let (file, verifier) = (sealed(TINY_PDF), verifier());
    assert!(verifier.verify(&file).is_ok());
    for index in 0..file.len() {
        for bit in 0..8 {
            let mut changed = file.clone();
            changed[index] ^= 1 << bit;
            assert!(verifier.verify(&changed).is_err(), "bit {bit} of byte {index}");
        }
    }
}

/// `KREDO_EVERY_BYTE=1` changes each byte of the contract's 125 kilobytes; otherwise one in 251.
#[test]
fn a_changed_byte_of_a_printed_contract_is_found() {
    let document = page::render(&sample::contract());
    let (file, verifier) = (sealed(&document), verifier());
    let step = if std::env::var_os("KREDO_EVERY_BYTE").is_some() { 1 } else { 251 };
    let mut changed = file.clone();
    for index in (0..document.len()).step_by(step).chain(document.len()..file.len()) {
        changed[index] ^= 1 << (index % 8);
        assert!(verifier.verify(&changed).is_err(), "byte {index}");
        changed[index] = file[index];
    }
    assert!(verifier.verify(&changed).is_ok(), "the bytes were put back");
}

#[test]
fn a_byte_more_or_less_anywhere_is_found() {
    let (file, verifier) = (sealed(TINY_PDF), verifier());
    for index in 0..=file.len() {
        for byte in [b'\n', b' ', b'%', b'A', 0] {
            let mut longer = file.clone();
            longer.insert(index, byte);
            assert!(verifier.verify(&longer).is_err(), "{byte} inserted at {index}");
        }
    }
    for index in 0..file.len() {
        let mut shorter = file.clone();
        shorter.remove(index);
        assert!(verifier.verify(&shorter).is_err(), "byte {index} removed");
        assert!(verifier.verify(&file[..index]).is_err(), "cut to {index} bytes");
        assert!(verifier.verify(&file[index + 1..]).is_err(), "{index} bytes cut off the front");
    }
}

#[test]
fn each_fault_has_its_own_reason() {
    let file = sealed(TINY_PDF);
    let at = |part: &[u8]| file.windows(part.len()).position(|window| window == part).unwrap();
    let changed = |index: usize| {
        let mut changed = file.clone();
        changed[index] ^= 1;
        verifier().verify(&changed).unwrap_err()
    };
    let mut longer = file.clone();
    longer.push(b'\n');
    assert_eq!(verifier().verify(&longer), Err(SealError::WrongEnd));
    assert_eq!(verifier().verify(&file[..file.len() - 1]), Err(SealError::WrongEnd));
    assert_eq!(verifier().verify(TINY_PDF), Err(SealError::NotSealed));
    assert_eq!(verifier().verify(b""), Err(SealError::NotSealed));
    assert_eq!(changed(at(b"KREDO-SEAL")), SealError::NotSealed);
    assert_eq!(changed(at(b"/Catalog")), SealError::DocumentChanged);
    assert_eq!(changed(0), SealError::NotPdf);
    let (header, signature) = jws(&file);
    assert!(matches!(changed(at(header.as_bytes())), SealError::Damaged(_)));
    let another = signature.replacen(signature.chars().next().unwrap(), "_", 1);
    let forged = with_seal(TINY_PDF, &header, &another);
    assert_eq!(verifier().verify(&forged), Err(SealError::WrongSignature));
}

#[test]
fn a_key_that_did_not_seal_does_not_verify() {
    let other = SigningKey::from_bytes(&[7; 32]);
    let pem = other.verifying_key().to_public_key_pem(LineEnding::LF).unwrap();
    let stranger = Ed25519Verifier::from_pem(&pem).unwrap();
    let file = sealed(TINY_PDF);
    assert_eq!(stranger.verify(&file), Err(SealError::UnknownKey(signer().key_id().to_owned())));
    let pem = other.to_pkcs8_pem(LineEnding::LF).unwrap();
    let thief = Ed25519Signer::from_pem(&pem).unwrap();
    let alien = thief.seal(TINY_PDF, &evidence(TINY_PDF)).unwrap();
    assert_eq!(verifier().verify(&alien), Err(SealError::UnknownKey(thief.key_id().to_owned())));
    let mut header: Value = serde_json::from_slice(&BASE64.decode(jws(&alien).0).unwrap()).unwrap();
    header["kid"] = signer().key_id().into();
    let header = BASE64.encode(header.to_string());
    let signature = other.sign(&[header.as_bytes(), b".", TINY_PDF].concat());
    let posing = with_seal(TINY_PDF, &header, &BASE64.encode(signature.to_bytes()));
    assert_eq!(verifier().verify(&posing), Err(SealError::WrongSignature));
}

#[test]
fn no_other_algorithm_is_accepted() {
    for algorithm in ["none", "None", "HS256", "ES256", "Ed25519", "EdDSA ", "eddsa", ""] {
        let file = resealed(TINY_PDF, |header| header["alg"] = algorithm.into());
        let expected = Err(SealError::WrongAlgorithm(algorithm.to_owned()));
        assert_eq!(verifier().verify(&file), expected);
    }
    let (header, _) = jws(&resealed(TINY_PDF, |header| header["alg"] = "none".into()));
    let unsigned = with_seal(TINY_PDF, &header, "");
    assert!(matches!(verifier().verify(&unsigned), Err(SealError::Damaged(_))));
}

#[test]
fn a_header_that_is_not_a_seals_is_refused_even_when_signed() {
    type Change = fn(&mut Value);
    let cases: [Change; 9] = [
        |h| h["b64"] = true.into(),
        |h| h["crit"] = json!([]),
        |h| h["crit"] = json!(["b64", "exp"]),
        |h| h["extra"] = 1.into(),
        |h| h["signed_at"] = "yesterday".into(),
        |h| h["kid"] = 5.into(),
        |h| {
            h.as_object_mut().unwrap().remove("b64");
        },
        |h| {
            h.as_object_mut().unwrap().remove("contract");
        },
        |h| *h = json!([]),
    ];
    for change in cases {
        let file = resealed(TINY_PDF, change);
        let refused = verifier().verify(&file).unwrap_err();
        assert!(matches!(refused, SealError::Damaged(_)), "{refused}");
    }
    let file = resealed(TINY_PDF, |h| h["sha256"] = "0".repeat(64).into());
    assert_eq!(verifier().verify(&file), Err(SealError::DocumentChanged));
    assert!(verifier().verify(&resealed(TINY_PDF, |_| ())).is_ok(), "unchanged, it is accepted");
}

#[test]
fn the_evidence_cannot_be_exchanged() {
    for (parameter, value) in [
        ("contract", "24112200000002"),
        ("phone", "7902•••0001"),
        ("code_id", "another"),
        ("signed_at", "2024-11-22T10:00:01Z"),
    ] {
        let (header, signature) = jws(&sealed(TINY_PDF));
        let mut header: Value = serde_json::from_slice(&BASE64.decode(header).unwrap()).unwrap();
        header[parameter] = value.into();
        let file = with_seal(TINY_PDF, &BASE64.encode(header.to_string()), &signature);
        assert_eq!(verifier().verify(&file), Err(SealError::WrongSignature), "{parameter}");
    }
}

#[test]
fn only_one_spelling_of_base64_is_accepted() {
    let (header, signature) = jws(&sealed(TINY_PDF));
    let last = signature.chars().next_back().unwrap();
    let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let same_bits = alphabet.find(last).unwrap() / 16;
    let mut others = 0;
    for (index, other) in alphabet.char_indices().filter(|(index, _)| index / 16 == same_bits) {
        let spelled = format!("{}{other}", &signature[..signature.len() - 1]);
        let verdict = verifier().verify(&with_seal(TINY_PDF, &header, &spelled));
        assert_eq!(verdict.is_ok(), other == last, "{index}");
        others += usize::from(other != last);
    }
    assert_eq!(others, 15);
    for padded in [format!("{signature}=="), format!("{signature}="), format!(" {signature}")] {
        assert!(verifier().verify(&with_seal(TINY_PDF, &header, &padded)).is_err(), "{padded}");
    }
    let padded = format!("{header}=");
    assert!(verifier().verify(&with_seal(TINY_PDF, &padded, &signature)).is_err());
}

/// A signature whose S has the group's order added verifies under lax rules.
#[test]
fn a_signature_in_another_form_is_refused() {
    const ORDER: [u8; 32] = [
        0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde,
        0x14, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10,
    ];
    let (header, signature) = jws(&sealed(TINY_PDF));
    let mut bytes = BASE64.decode(signature).unwrap();
    let mut carry = 0_u16;
    for (byte, order) in bytes[32..].iter_mut().zip(ORDER) {
        let sum = u16::from(*byte) + u16::from(order) + carry;
        *byte = u8::try_from(sum & 0xff).unwrap();
        carry = sum >> 8;
    }
    assert_eq!(carry, 0, "S plus the order still fits 256 bits");
    let file = with_seal(TINY_PDF, &header, &BASE64.encode(bytes));
    assert_eq!(verifier().verify(&file), Err(SealError::WrongSignature));
}

/// The holder of the key can make a signature whose R is the neutral element; plain verification
/// accepts it, and libraries disagree about it.
#[test]
fn a_signature_that_only_lax_rules_accept_is_refused() {
    const SIGNATURE: &str =
        "AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAGRRiyi_atJ6r0jOmhakuTsqf2FMk4n2nCpt6o18AhAg";
    let (header, _) = jws(&sealed(TINY_PDF));
    let input = [header.as_bytes(), b".", TINY_PDF].concat();
    let lax = Signature::from_slice(&BASE64.decode(SIGNATURE).unwrap()).unwrap();
    assert!(private_key().verifying_key().verify(&input, &lax).is_ok(), "lax rules accept it");
    let file = with_seal(TINY_PDF, &header, SIGNATURE);
    assert_eq!(verifier().verify(&file), Err(SealError::WrongSignature));
}

#[test]
fn a_sealed_file_is_not_sealed_again() {
    let file = sealed(TINY_PDF);
    assert_eq!(signer().seal(&file, &evidence(&file)), Err(SealError::AlreadySealed));
    let (header, signature) = jws(&file);
    let twice = with_seal(&file, &header, &signature);
    assert_eq!(verifier().verify(&twice), Err(SealError::AlreadySealed));
    let input = |document: &[u8]| [header.as_bytes(), b".", document].concat();
    let again = BASE64.encode(private_key().sign(&input(&file)).to_bytes());
    let twice = with_seal(&file, &header, &again);
    assert_eq!(verifier().verify(&twice), Err(SealError::AlreadySealed));
}

#[test]
fn only_the_document_of_the_signing_code_is_sealed() {
    let other = [TINY_PDF, b"\n"].concat();
    assert_eq!(signer().seal(&other, &evidence(TINY_PDF)), Err(SealError::AnotherDocument));
    for no_pdf in [&b""[..], b"text", b"%PDF-1.7\n", b"%%EOF", &TINY_PDF[1..]] {
        assert_eq!(signer().seal(no_pdf, &evidence(no_pdf)), Err(SealError::NotPdf));
    }
}

#[test]
fn a_seal_that_would_hide_the_documents_end_is_refused() {
    let mut evidence = evidence(TINY_PDF);
    evidence.code_id = "x".repeat(500);
    match signer().seal(TINY_PDF, &evidence) {
        Err(SealError::TooLong { size, most }) => assert!(size > most, "{size} {most}"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn keys_come_from_pem_and_from_a_key_set() {
    let public = private_key().verifying_key();
    let ours = json!({"kty": "OKP", "crv": "Ed25519", "x": BASE64.encode(public.as_bytes()),
        "kid": "any name", "use": "sig"});
    let rsa = json!({"kty": "RSA", "n": "AQ", "e": "AQAB"});
    let file = sealed(TINY_PDF);
    let set = json!({"keys": [rsa, ours]}).to_string();
    assert!(Ed25519Verifier::from_jwks(&set).unwrap().verify(&file).is_ok());
    let faulty = json!({"kty": "OKP", "crv": "Ed25519", "x": "AAAA"});
    let mut elliptic = ours.clone();
    elliptic["kty"] = "EC".into();
    for set in [
        json!({"keys": [elliptic]}),
        json!({"keys": []}),
        json!({"keys": [rsa]}),
        json!({"keys": [faulty, ours]}),
        json!({}),
        json!([]),
    ] {
        let refused = Ed25519Verifier::from_jwks(&set.to_string());
        assert_eq!(refused.err(), Some(KeyError::Set), "{set}");
    }
    assert_eq!(Ed25519Signer::from_pem(PUBLIC).err(), Some(KeyError::Private));
    assert_eq!(Ed25519Verifier::from_pem(PRIVATE).err(), Some(KeyError::Public));
    assert_eq!(Ed25519Verifier::from_pem("").err(), Some(KeyError::Public));
}

/// Under the key of the neutral element everybody can sign everything.
#[test]
fn a_weak_key_is_refused() {
    let mut neutral = [0; 32];
    neutral[0] = 1;
    let key = json!({"kty": "OKP", "crv": "Ed25519", "x": BASE64.encode(neutral)});
    let set = json!({"keys": [key]}).to_string();
    assert_eq!(Ed25519Verifier::from_jwks(&set).err(), Some(KeyError::Set));
}
