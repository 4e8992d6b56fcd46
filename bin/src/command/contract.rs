//! Signed contracts: checking their seal.

use crate::config::Config;
use anyhow::Context;
use kredo_application::loan_application::contract_document::{SealVerifier, VerifiedSeal};
use kredo_document::Ed25519Verifier;
use kredo_security::key::{KeyPurpose, KeyRing, PublicKey};
use serde_json::{Value, json};
use std::{fs, path::Path};

/// Checks a file and prints what its seal says.
pub(crate) fn verify(file: &Path, verifier: &Ed25519Verifier) -> anyhow::Result<()> {
    let bytes = fs::read(file).with_context(|| format!("{} cannot be read", file.display()))?;
    let seal = verifier.verify(&bytes).map_err(|fault| {
        // One sentence: nothing lies behind it.
        anyhow::anyhow!("{} is not to be trusted: {fault}", file.display())
    })?;
    println!("{}: the seal holds", file.display());
    for line in lines(&seal) {
        println!("  {line}");
    }
    Ok(())
}

/// What a seal says, line by line.
pub(super) fn lines(seal: &VerifiedSeal) -> [String; 6] {
    [
        format!("contract          {}", seal.contract_number),
        format!("document SHA-256  {}", seal.document),
        format!("phone             {}", seal.phone),
        format!("signing request   {}", seal.code_id),
        format!("signed at         {}", seal.signed_at.to_rfc3339()),
        format!("key               {}", seal.key_id),
    ]
}

/// Prints the public key that seals, or all that ever did.
pub(crate) fn print_key(config: &Config, jwks: bool) -> anyhow::Result<()> {
    let ring = ring(config)?;
    if jwks {
        println!("{}", serde_json::to_string_pretty(&set(&ring))?);
    } else {
        print!("{}", ring.signing_public().pem());
    }
    Ok(())
}

/// Knows every key that this installation ever sealed with.
pub(super) fn own_verifier(config: &Config) -> anyhow::Result<Ed25519Verifier> {
    Ok(Ed25519Verifier::from_jwks(&set(&ring(config)?).to_string())?)
}

/// Knows the key or the keys of a file.
pub(super) fn verifier_from_file(file: &Path) -> anyhow::Result<Ed25519Verifier> {
    let text = fs::read_to_string(file)
        .with_context(|| format!("the key {} cannot be read", file.display()))?;
    let read = if text.trim_start().starts_with('{') {
        Ed25519Verifier::from_jwks(&text)
    } else {
        Ed25519Verifier::from_pem(&text)
    };
    read.map_err(|fault| anyhow::anyhow!("the key {} is none: {fault}", file.display()))
}

fn ring(config: &Config) -> anyhow::Result<KeyRing> {
    Ok(KeyRing::load(&config.keys.folder, KeyPurpose::Seal)?)
}

/// The public keys as a JWK set.
fn set(ring: &KeyRing) -> Value {
    let keys: Vec<_> = ring.public_keys().iter().map(PublicKey::jwk).collect();
    json!({ "keys": keys })
}
