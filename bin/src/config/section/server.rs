//! How the server meets its clients.

use super::super::reader::Reader;
use kredo_http::ServerSettings;
use std::{net::SocketAddr, time::Duration};

/// `[server]`
#[derive(Debug)]
pub(crate) struct ServerSection {
    pub(crate) listen: SocketAddr,
    pub(crate) settings: ServerSettings,
    pub(crate) body_time: Duration,
}

impl ServerSection {
    pub(in super::super) fn read(reader: &mut Reader) -> Self {
        let listen = SocketAddr::from(([127, 0, 0, 1], 8080));
        let listen = reader
            .key("server.listen", "Where the server listens; port 0 takes a free one.")
            .text(listen);
        let mut seconds =
            |key, doc, default| Duration::from_secs(reader.key(key, doc).number(1..=3600, default));
        let head = seconds(
            "server.head_seconds",
            "Seconds that the head of a request may take; a connection without a request is closed \
             after them.",
            15,
        );
        let body_time =
            seconds("server.body_seconds", "Seconds that the body of a request may take.", 30);
        let drain = seconds(
            "server.drain_seconds",
            "Seconds that requests in progress have when the server stops.",
            30,
        );
        let connections = reader
            .key(
                "server.connections",
                "Connections at once; beyond them the one that was idle longest is closed for a \
                 new one.",
            )
            .number(1..=1_000_000, 4096);
        Self { listen, settings: ServerSettings { connections, head, drain }, body_time }
    }
}
