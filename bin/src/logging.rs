//! Where the log goes.

use crate::config::{LogFormat, LogSection};
use anyhow::Context;
use std::io::{self, IsTerminal};
use tracing_subscriber::{EnvFilter, fmt};

/// Sends the log to standard error.
pub(crate) fn start(section: &LogSection) -> anyhow::Result<()> {
    let filter = EnvFilter::try_new(&section.filter)
        .with_context(|| format!("log.filter `{}` cannot be read", section.filter))?;
    let builder = fmt()
        .with_env_filter(filter)
        .with_writer(io::stderr)
        .with_ansi(io::stderr().is_terminal())
        .with_target(false);
    match section.format {
        LogFormat::Text => builder.init(),
        LogFormat::Json => builder.json().flatten_event(true).init(),
    }
    Ok(())
}
