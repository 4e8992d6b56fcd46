//! Where a system is and how it is spoken to.

use reqwest::{Certificate, Client, ClientBuilder, Url, header, redirect};
use rustls::crypto::{CryptoProvider, ring};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use std::{fs, io, path::PathBuf, time::Duration};

/// A system that is reached over HTTP.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HttpSettings {
    /// Its address, `https://host/path`; operations are appended to the path.
    pub url: String,
    /// The bearer token, where it asks for one.
    pub token: Option<SecretString>,
    /// A PEM file of certificate authorities to trust beside those of the operating system.
    pub ca_file: Option<PathBuf>,
    /// How long to wait for a connection, milliseconds.
    #[serde(default = "HttpSettings::default_connect_timeout_ms")]
    pub connect_timeout_ms: u64,
    /// How long to wait for the whole answer, milliseconds.
    #[serde(default = "HttpSettings::default_timeout_ms")]
    pub timeout_ms: u64,
}

/// Why a system cannot even be addressed.
#[derive(Debug, thiserror::Error)]
pub enum HttpSetupError {
    /// It is no address of the web.
    #[error("{0} is no address of the form https://host/path without a query")]
    Address(String),
    /// The token holds what no header can.
    #[error("the token has characters that no header can carry")]
    Token,
    /// The authorities' file cannot be read.
    #[error("the certificates in {} cannot be read", file.display())]
    CaFile {
        /// Which file.
        file: PathBuf,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// The client cannot be made of these settings.
    #[error("no HTTP client can be made")]
    Client(#[source] reqwest::Error),
}

impl HttpSettings {
    const fn default_connect_timeout_ms() -> u64 {
        3_000
    }
    const fn default_timeout_ms() -> u64 {
        15_000
    }

    pub(crate) fn base(&self) -> Result<Url, HttpSetupError> {
        let fault = |_| HttpSetupError::Address(shown(&self.url));
        let mut base = Url::parse(&self.url).map_err(fault)?;
        let is_plain = matches!(base.scheme(), "http" | "https")
            && base.username().is_empty()
            && base.password().is_none()
            && base.query().is_none()
            && base.fragment().is_none();
        if !is_plain {
            return Err(HttpSetupError::Address(shown(&self.url)));
        }
        // Joining replaces what stands after the last slash.
        if !base.path().ends_with('/') {
            base.set_path(&format!("{}/", base.path()));
        }
        Ok(base)
    }

    pub(super) fn client(&self, base: &Url) -> Result<Client, HttpSetupError> {
        let builder = self.builder(base)?.default_headers(self.headers()?);
        builder.build().map_err(HttpSetupError::Client)
    }

    /// A client that keeps to these settings and sends no header of its own.
    pub(crate) fn builder(&self, base: &Url) -> Result<ClientBuilder, HttpSetupError> {
        if CryptoProvider::get_default().is_none() {
            // Somebody may install one in this very moment; any will do.
            let _ = ring::default_provider().install_default();
        }
        let is_tls = base.scheme() == "https";
        let builder = Client::builder()
            .connect_timeout(Duration::from_millis(self.connect_timeout_ms))
            .timeout(Duration::from_millis(self.timeout_ms))
            .redirect(redirect::Policy::none())
            .no_proxy()
            .https_only(is_tls);
        Ok(if is_tls {
            builder.tls_certs_merge(self.authorities()?)
        } else {
            // Without TLS the system's authorities need not even exist.
            builder.tls_certs_only([])
        })
    }

    fn headers(&self) -> Result<header::HeaderMap, HttpSetupError> {
        let mut headers = header::HeaderMap::new();
        let json = header::HeaderValue::from_static("application/json");
        headers.insert(header::ACCEPT, json);
        let name = concat!("kredo/", env!("CARGO_PKG_VERSION"));
        headers.insert(header::USER_AGENT, header::HeaderValue::from_static(name));
        if let Some(token) = &self.token {
            let text = format!("Bearer {}", token.expose_secret());
            let mut value: header::HeaderValue =
                text.try_into().map_err(|_| HttpSetupError::Token)?;
            value.set_sensitive(true);
            headers.insert(header::AUTHORIZATION, value);
        }
        Ok(headers)
    }

    fn authorities(&self) -> Result<Vec<Certificate>, HttpSetupError> {
        let Some(file) = &self.ca_file else { return Ok(Vec::new()) };
        let failed = |source| HttpSetupError::CaFile { file: file.clone(), source };
        let pem = fs::read(file).map_err(failed)?;
        let found = Certificate::from_pem_bundle(&pem)
            .map_err(|fault| failed(io::Error::new(io::ErrorKind::InvalidData, fault)))?;
        if found.is_empty() {
            return Err(failed(io::Error::new(io::ErrorKind::InvalidData, "it holds none")));
        }
        Ok(found)
    }
}

/// An address for a message: what stands before `@` may be a password.
fn shown(url: &str) -> String {
    match url.rsplit_once('@') {
        Some((_, host)) => format!("…@{host}"),
        None => url.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(url: &str) -> HttpSettings {
        toml::from_str(&format!("url = '{url}'")).unwrap()
    }

    #[test]
    fn operations_are_appended_to_the_path() {
        for (url, expected) in [
            ("http://scoring", "http://scoring/decisions"),
            ("https://host:8443/api/v1", "https://host:8443/api/v1/decisions"),
            ("https://host/api/v1/", "https://host/api/v1/decisions"),
        ] {
            assert_eq!(settings(url).base().unwrap().join("decisions").unwrap().as_str(), expected);
        }
    }

    #[test]
    fn an_address_that_is_none_is_refused_and_shows_no_password() {
        for url in ["", "host", "ftp://host", "http://host?a=b", "http://host#a", "file:///etc"] {
            assert!(matches!(settings(url).base(), Err(HttpSetupError::Address(_))), "{url}");
        }
        let fault = settings("https://user:secret@host").base().unwrap_err();
        assert!(!fault.to_string().contains("secret") && fault.to_string().contains("host"));
    }

    #[test]
    fn a_token_is_not_shown() {
        let settings: HttpSettings =
            toml::from_str("url = 'https://host'\ntoken = 'secret'").unwrap();
        assert!(!format!("{settings:?} {:?}", settings.headers().unwrap()).contains("secret"));
        let wrong = HttpSettings { token: Some("a\nb".into()), ..settings };
        assert!(matches!(wrong.headers(), Err(HttpSetupError::Token)));
    }

    #[test]
    fn authorities_that_cannot_be_read_are_a_fault_of_the_settings() {
        let folder = tempfile::tempdir().unwrap();
        let (garbage, missing) = (folder.path().join("garbage"), folder.path().join("missing"));
        fs::write(&garbage, "no certificate").unwrap();
        for file in [garbage, missing] {
            let settings = HttpSettings { ca_file: Some(file), ..settings("https://host") };
            let fault = settings.client(&settings.base().unwrap()).unwrap_err();
            assert!(matches!(fault, HttpSetupError::CaFile { .. }), "{fault}");
        }
    }

    #[test]
    fn an_unknown_setting_is_refused() {
        assert!(toml::from_str::<HttpSettings>("url = 'a'\ntimeout = 1").is_err());
    }
}
