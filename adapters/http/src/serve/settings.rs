//! How much the server puts up with.

use std::time::Duration;

/// Bounds of connections and requests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ServerSettings {
    /// Connections at once; beyond it the one that was idle longest is closed for a new one.
    pub connections: usize,
    /// How long the head of a request may take; a connection without a request is closed after it.
    pub head: Duration,
    /// How long those who are being served have when the server stops.
    pub drain: Duration,
}

impl Default for ServerSettings {
    /// 4096 connections, 15 seconds for a head, 30 to stop.
    fn default() -> Self {
        Self { connections: 4096, head: Duration::from_secs(15), drain: Duration::from_secs(30) }
    }
}

impl ServerSettings {
    /// Header lines of a request.
    pub(super) const HEADERS: usize = 64;
    /// Bytes of a request's head, and of what is read ahead.
    pub(super) const HEAD_BYTES: usize = 32 * 1024;
}
