//! What the program says of itself.

use crate::{compose, config::Config};

/// The OpenAPI document, as JSON.
pub(crate) fn openapi() -> anyhow::Result<()> {
    let document = kredo_http::openapi(&compose::described_activities()?);
    println!("{}", serde_json::to_string_pretty(&document)?);
    Ok(())
}

/// The reference of error codes, as Markdown.
pub(crate) fn errors() -> anyhow::Result<()> {
    print!("{}", kredo_http::errors(&compose::described_activities()?));
    Ok(())
}

/// The reference of settings, as Markdown.
pub(crate) fn settings() {
    print!("{}", Config::markdown());
}

/// The activities, as JSON.
pub(crate) fn activities() -> anyhow::Result<()> {
    let described = kredo_http::activities(&compose::described_activities()?);
    println!("{}", serde_json::to_string_pretty(&described)?);
    Ok(())
}
