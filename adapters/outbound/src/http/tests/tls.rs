//! Talking to systems that prove who they are.

use super::{Server, act, kind};
use crate::http::HttpSettings;
use rcgen::{CertifiedKey, generate_simple_self_signed};
use rustls::{
    ServerConfig,
    crypto::ring,
    pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer},
};
use serde_json::json;
use std::{fs, path::PathBuf, sync::Arc};
use tempfile::TempDir;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};
use tokio_rustls::TlsAcceptor;

const ANSWER: &[u8] = b"HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n{\"id\": \"a\"}";

/// A server that proves to be `localhost`; its port, and the certificate that proves it.
async fn start(folder: &TempDir) -> (u16, PathBuf) {
    let CertifiedKey { cert, signing_key } =
        generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let ca_file = folder.path().join("ca.pem");
    fs::write(&ca_file, cert.pem()).unwrap();
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(signing_key.serialize_der()));
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![cert.der().clone()], key)
        .unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    tokio::spawn(async move {
        loop {
            let (stream, _) = listener.accept().await.unwrap();
            // A client that does not trust us ends the handshake.
            let Ok(mut stream) = acceptor.accept(stream).await else { continue };
            let _ = stream.read(&mut [0; 4096]).await;
            let _ = stream.write_all(ANSWER).await;
            let _ = stream.shutdown().await;
        }
    });
    (port, ca_file)
}

fn settings(host: &str, port: u16, ca_file: Option<PathBuf>) -> HttpSettings {
    HttpSettings { ca_file, ..Server::settings_of(&format!("https://{host}:{port}")) }
}

#[tokio::test]
async fn a_system_whose_authority_is_configured_is_trusted() {
    let folder = tempfile::tempdir().unwrap();
    let (port, ca_file) = start(&folder).await;
    let done = act(&settings("localhost", port, Some(ca_file))).await;
    assert_eq!(kind(&done), "done", "{done:?}");
}

#[tokio::test]
async fn a_system_that_cannot_prove_itself_is_sent_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (port, ca_file) = start(&folder).await;
    let stranger = act(&settings("localhost", port, None)).await;
    assert_eq!(kind(&stranger), "unavailable", "{stranger:?}");
    let other_name = act(&settings("127.0.0.1", port, Some(ca_file))).await;
    assert_eq!(kind(&other_name), "unavailable", "{other_name:?}");
}

#[tokio::test]
async fn a_system_without_tls_is_sent_nothing_over_https() {
    let plain = Server::replying(super::Reply::json(200, &json!({"id": "a"}))).await;
    let secure = plain.settings().url.replace("http://", "https://");
    let answer = act(&Server::settings_of(&secure)).await;
    assert_eq!(kind(&answer), "unavailable", "{answer:?}");
    assert_eq!(plain.requests().len(), 0);
}
