//! The sections of the configuration and their keys.

#[cfg_attr(
    not(any(feature = "s3", test)),
    expect(dead_code, reason = "such a build has no bucket")
)]
mod files;
mod lender;
mod limits;
mod otp;
mod personal_data;
mod products;
#[cfg_attr(
    not(any(feature = "http", test)),
    expect(dead_code, reason = "such a build asks nobody")
)]
mod remote;
mod sandbox;
mod scoring;
mod server;

#[cfg(feature = "s3")]
pub(crate) use files::{BucketName, KeyPrefix, S3Section};
pub(crate) use files::{FilesSection, FilesStorage};
pub(crate) use lender::LenderSection;
pub(crate) use limits::LimitsSection;
pub(crate) use otp::OtpSection;
pub(crate) use personal_data::PersonalDataSection;
pub(crate) use products::ProductsSection;
pub(crate) use remote::RemoteSection;
pub(super) use remote::{PAYMENT, SMS};
pub(crate) use sandbox::SandboxSection;
pub(crate) use scoring::ScoringSection;
pub(crate) use server::ServerSection;

use super::{DatabaseUrl, LogFormat, reader::Reader};
use kredo_application::event_bus::EventSource;
use std::{num::NonZeroU16, path::PathBuf};

/// `[database]`
#[derive(Debug)]
pub(crate) struct DatabaseSection {
    pub(crate) url: DatabaseUrl,
    pub(crate) max_connections: u32,
    pub(crate) wait_seconds: u64,
}

impl DatabaseSection {
    pub(super) fn read(reader: &mut Reader) -> Self {
        Self {
            url: reader
                .key("database.url", "The database. An SQLite file is made when it is missing.")
                .secret(DatabaseUrl::default()),
            max_connections: reader
                .key("database.max_connections", "Connections at most; on SQLite: readers at most.")
                .number(1..=1000, 10),
            wait_seconds: reader
                .key(
                    "database.wait_seconds",
                    "Seconds that work waits for a free connection, and on SQLite for the write lock.",
                )
                .number(1..=300, 10),
        }
    }
}

/// `[tokens]`
#[derive(Debug)]
pub(crate) struct TokensSection {
    pub(crate) issuer: String,
    pub(crate) audience: String,
    pub(crate) lifetime_seconds: i64,
}

impl TokensSection {
    pub(super) fn read(reader: &mut Reader) -> Self {
        Self {
            issuer: reader
                .key("tokens.issuer", "Claim `iss`: this installation's name, usually its address.")
                .text("kredo".to_owned()),
            audience: reader
                .key("tokens.audience", "Claim `aud`: the service that accepts the tokens.")
                .text("kredo".to_owned()),
            lifetime_seconds: reader
                .key(
                    "tokens.lifetime_seconds",
                    "Seconds that a token is good for after it was issued.",
                )
                .number(60..=86_400, 3600),
        }
    }
}

/// `[passwords]`
#[derive(Debug)]
pub(crate) struct PasswordsSection {
    pub(crate) memory_kib: u32,
    pub(crate) passes: u32,
    pub(crate) buffers: NonZeroU16,
}

impl PasswordsSection {
    pub(super) fn read(reader: &mut Reader) -> Self {
        const TWO: NonZeroU16 = NonZeroU16::MIN.saturating_add(1);
        const SIXTY_FOUR: NonZeroU16 = NonZeroU16::MIN.saturating_add(63);
        Self {
            memory_kib: reader
                .key(
                    "passwords.memory_kib",
                    "KiB of memory that hashing one secret takes (Argon2id).",
                )
                .number(8192..=1_048_576, 19_456),
            passes: reader.key("passwords.passes", "Passes over that memory.").number(1..=10, 2),
            buffers: reader
                .key(
                    "passwords.buffers",
                    "Secrets hashed at once; each takes its own memory, further ones wait.",
                )
                .number(NonZeroU16::MIN..=SIXTY_FOUR, TWO),
        }
    }
}

/// `[keys]`
#[derive(Debug)]
pub(crate) struct KeysSection {
    pub(crate) folder: PathBuf,
}

impl KeysSection {
    pub(super) fn read(reader: &mut Reader) -> Self {
        Self {
            folder: reader
                .key(
                    "keys.folder",
                    "Folder of the signing keys, which are made at the first start.",
                )
                .text(PathBuf::from("keys")),
        }
    }
}

/// `[events]`
#[derive(Debug)]
pub(crate) struct EventsSection {
    pub(crate) source: EventSource,
    pub(crate) lease_seconds: i64,
}

impl EventsSection {
    pub(super) fn read(reader: &mut Reader) -> Self {
        Self {
            source: reader
                .key("events.source", "`source` of the events: this installation's name.")
                .text(EventSource::default()),
            lease_seconds: reader
                .key(
                    "events.lease_seconds",
                    "Seconds for which one server has the outbox to itself; after a server was \
                     killed, events wait that long.",
                )
                .number(2..=3600, 30),
        }
    }
}

/// `[flows]`
#[derive(Debug)]
pub(crate) struct FlowsSection {
    pub(crate) lease_seconds: i64,
    pub(crate) order_pause_seconds: i64,
}

impl FlowsSection {
    pub(super) fn read(reader: &mut Reader) -> Self {
        Self {
            lease_seconds: reader
                .key(
                    "flows.lease_seconds",
                    "Seconds for which one server has a flow to itself; after a server was killed, \
                     its flows wait that long. A call of another system has half of it.",
                )
                .number(2..=3600, 60),
            order_pause_seconds: reader
                .key(
                    "flows.order_pause_seconds",
                    "Seconds until an order to pay that the provider refused is followed by another; \
                     there are three at most.",
                )
                .number(1..=86_400, 60),
        }
    }
}

/// `[log]`
#[derive(Debug)]
pub(crate) struct LogSection {
    pub(crate) format: LogFormat,
    pub(crate) filter: String,
}

impl LogSection {
    pub(super) fn read(reader: &mut Reader) -> Self {
        Self {
            format: reader.key("log.format", "How a log line looks.").text(LogFormat::Text),
            filter: reader
                .key(
                    "log.filter",
                    "What is logged: a level, and others for single modules, as in \
                     `info,kredo_http=debug`.",
                )
                .text("info".to_owned()),
        }
    }
}
