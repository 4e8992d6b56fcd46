//! The configuration: defaults, then `kredo.toml`, then the environment, then flags.

mod database_url;
mod document;
mod fault;
mod file;
mod layer;
mod reader;
#[cfg_attr(
    not(any(feature = "http", feature = "s3", test)),
    expect(dead_code, reason = "such a build asks nobody")
)]
mod secret;
mod section;
mod text;
mod view;
#[cfg_attr(
    not(any(feature = "http", feature = "s3", test)),
    expect(dead_code, reason = "such a build asks nobody")
)]
mod web_address;

#[cfg(test)]
mod tests;

pub(crate) use database_url::DatabaseUrl;
pub(crate) use fault::ConfigFaults;
pub(crate) use layer::Flag;
#[cfg(any(feature = "http", feature = "s3"))]
pub(crate) use secret::Token;
#[cfg(feature = "s3")]
pub(crate) use section::{BucketName, KeyPrefix, S3Section};
pub(crate) use section::{
    DatabaseSection, EventsSection, FilesSection, FilesStorage, FlowsSection, KeysSection,
    LenderSection, LimitsSection, LogSection, OtpSection, PasswordsSection, PersonalDataSection,
    ProductsSection, RemoteSection, SandboxSection, ScoringSection, ServerSection, TokensSection,
};
pub(crate) use text::LogFormat;
#[cfg(feature = "s3")]
pub(crate) use web_address::WebAddress;

use layer::Layer;
use reader::{Reader, Setting};
use section::{PAYMENT, SMS};
use std::{ffi::OsString, path::Path};

/// Everything that an installation can set.
#[derive(Debug)]
pub(crate) struct Config {
    pub(crate) server: ServerSection,
    pub(crate) limits: LimitsSection,
    pub(crate) database: DatabaseSection,
    pub(crate) tokens: TokensSection,
    pub(crate) passwords: PasswordsSection,
    pub(crate) keys: KeysSection,
    pub(crate) files: FilesSection,
    pub(crate) lender: LenderSection,
    pub(crate) products: ProductsSection,
    pub(crate) otp: OtpSection,
    pub(crate) personal_data: PersonalDataSection,
    pub(crate) scoring: ScoringSection,
    pub(crate) sms: RemoteSection,
    pub(crate) payment: RemoteSection,
    pub(crate) sandbox: SandboxSection,
    pub(crate) flows: FlowsSection,
    pub(crate) events: EventsSection,
    pub(crate) log: LogSection,
}

/// A configuration without faults, and where each value came from.
#[derive(Debug)]
pub(crate) struct Loaded {
    pub(crate) config: Config,
    settings: Vec<Setting>,
}

impl Config {
    /// Reads every layer. `file` must exist; without it `kredo.toml` is read if there is one.
    /// Values are checked in every layer, also those that a higher layer overrides.
    ///
    /// # Errors
    /// All faults of all layers together.
    pub(crate) fn load(
        file: Option<&Path>,
        environment: impl Iterator<Item = (OsString, OsString)>,
        flags: &[Flag],
    ) -> Result<Loaded, ConfigFaults> {
        let (file, mut faults) = file::layer(file);
        let layers = [file, Layer::environment(environment), Layer::flags(flags)];
        let mut reader = Reader::new(layers);
        let config = Self::read(&mut reader);
        let (settings, more) = reader.finish();
        faults.extend(more);
        ConfigFaults::none_in(faults)?;
        Ok(Loaded { config, settings })
    }

    /// The configuration of somebody who sets nothing.
    pub(crate) fn defaults() -> Self {
        Self::read(&mut Reader::new([]))
    }

    /// The reference of all keys, for `docs/configuration.md`.
    pub(crate) fn markdown() -> String {
        let mut reader = Reader::new([]);
        Self::read(&mut reader);
        view::markdown(&reader.finish().0)
    }

    fn read(reader: &mut Reader) -> Self {
        Self {
            server: ServerSection::read(reader),
            limits: LimitsSection::read(reader),
            database: DatabaseSection::read(reader),
            tokens: TokensSection::read(reader),
            passwords: PasswordsSection::read(reader),
            keys: KeysSection::read(reader),
            files: FilesSection::read(reader),
            lender: LenderSection::read(reader),
            products: ProductsSection::read(reader),
            otp: OtpSection::read(reader),
            personal_data: PersonalDataSection::read(reader),
            scoring: ScoringSection::read(reader),
            sms: RemoteSection::read(reader, &SMS),
            payment: RemoteSection::read(reader, &PAYMENT),
            sandbox: SandboxSection::read(reader),
            flows: FlowsSection::read(reader),
            events: EventsSection::read(reader),
            log: LogSection::read(reader),
        }
    }
}

impl Loaded {
    /// Whether nobody has set the key.
    pub(crate) fn is_default(&self, key: &str) -> bool {
        self.settings.iter().any(|setting| setting.key == key && setting.origin.is_none())
    }

    /// Every key with its value, its origin and its meaning, as an aligned table.
    pub(crate) fn explain(&self) -> String {
        view::explain(&self.settings)
    }

    /// The values in force as TOML. A password is shown as `…`.
    pub(crate) fn toml(&self) -> String {
        view::toml(&self.settings)
    }
}
