//! The address of the database, which may hold a password.

use super::text::Text;
use secrecy::{ExposeSecret, SecretString};
use std::{
    borrow::Cow,
    fmt::{self, Debug, Formatter},
};
use url::Url;

/// The address of the database. Shows itself without the password.
pub(crate) struct DatabaseUrl {
    url: SecretString,
    shown: String,
}

impl DatabaseUrl {
    /// The address with the password, to open the database with.
    pub(crate) fn expose(&self) -> &str {
        self.url.expose_secret()
    }
}

impl Default for DatabaseUrl {
    fn default() -> Self {
        let url = "sqlite://kredo.db";
        Self { url: url.into(), shown: url.to_owned() }
    }
}

impl Debug for DatabaseUrl {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown)
    }
}

impl Text for DatabaseUrl {
    const EXPECTED: &'static str = "`sqlite://FILE` or `postgres://USER:PASSWORD@HOST/NAME`, in which `/ ? # @ %` of user \
         and password are written `%2F %3F %23 %40 %25`";

    const CONFIDENTIAL: bool = true;

    /// Takes only schemes of which it is known where the password stands: it could not be hidden
    /// in others.
    fn parse(text: &str) -> Option<Self> {
        let shown = match text.split_once(':')? {
            // SQLite takes a path, which need not be a valid URL, and no password.
            ("sqlite", _) => text.to_owned(),
            ("postgres" | "postgresql", _) => hide_password(&Url::parse(text).ok()?)?,
            _ => return None,
        };
        Some(Self { url: text.into(), shown })
    }

    fn shown(&self) -> String {
        self.shown.clone()
    }
}

/// The address with `…` for the password; none where a part of the password may have landed
/// behind the host because it holds `/`, `?` or `#`.
fn hide_password(url: &Url) -> Option<String> {
    let astray = url.path().contains('@') || url.query().is_some_and(|q| q.contains('@'));
    if astray || url.fragment().is_some() || !url.has_authority() {
        return None;
    }
    let address = url.as_str().split('?').next()?;
    let address = match url.password() {
        // Neither sign can stand before it: in the user they are percent-encoded.
        Some(password) => address.replacen(&format!(":{password}@"), ":…@", 1),
        None => address.to_owned(),
    };
    Some(address + &hide_in_query(url))
}

/// `?host=…&password=…`: the driver takes the password from there as well.
fn hide_in_query(url: &Url) -> String {
    let shown = url.query_pairs().map(|(name, value)| {
        let secret = name.to_ascii_lowercase().contains("password");
        format!("{name}={}", if secret { Cow::Borrowed("…") } else { value })
    });
    let shown = shown.collect::<Vec<_>>().join("&");
    if shown.is_empty() { shown } else { format!("?{shown}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Option<String> {
        let url = DatabaseUrl::parse(text)?;
        assert_eq!(url.expose(), text);
        assert_eq!(format!("{url:?}"), url.shown());
        Some(url.shown())
    }

    #[test]
    fn only_the_password_is_hidden() {
        for (url, hidden) in [
            ("sqlite://kredo.db", "sqlite://kredo.db"),
            ("sqlite:///var/lib/my loans.db", "sqlite:///var/lib/my loans.db"),
            ("postgres://kredo:hunter2@db:5433/loans", "postgres://kredo:…@db:5433/loans"),
            ("postgresql://kredo:hunt@er2@db/loans", "postgresql://kredo:…@db/loans"),
            ("postgres://kredo:hunter%2F2@db/loans", "postgres://kredo:…@db/loans"),
            ("postgres://k:k@k/k", "postgres://k:…@k/k"),
            ("postgres://kredo@db/loans", "postgres://kredo@db/loans"),
            ("postgres:///loans?host=/run/pg", "postgres:///loans?host=/run/pg"),
            (
                "postgres://db/loans?user=kredo&P%61ssword=hunter2&sslmode=require",
                "postgres://db/loans?user=kredo&Password=…&sslmode=require",
            ),
        ] {
            assert_eq!(shown(url).as_deref(), Some(hidden));
        }
    }

    #[test]
    fn an_address_whose_password_cannot_be_found_is_refused() {
        for url in [
            "kredo.db",
            "mysql://kredo:hunter2@db/loans",
            "postgres:kredo:hunter2@db/loans",
            "postgres:/loans",
            "postgres://kredo:hunter2@/loans",
            "postgres://kredo:1/hunter2@db/loans",
            "postgres://kredo:1?hunter2@db/loans",
            "postgres://kredo:1#hunter2@db/loans",
            "postgres://kredo:hunt#er2@db/loans",
            "postgres://db/loans#hunter2",
        ] {
            assert_eq!(shown(url), None, "{url}");
        }
    }
}
