//! Where files are kept.

use super::super::{
    reader::Reader,
    secret::Token,
    text::{Form, Text},
    web_address::WebAddress,
};
use std::path::PathBuf;

/// `[files]`
#[derive(Debug)]
pub(crate) struct FilesSection {
    pub(crate) storage: FilesStorage,
    pub(crate) folder: PathBuf,
    pub(crate) s3: S3Section,
}

/// What keeps files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FilesStorage {
    /// A folder of this machine.
    Folder,
    /// A bucket of S3.
    S3,
}

/// The keys of `[files]` that begin with `s3_`.
#[derive(Debug)]
pub(crate) struct S3Section {
    pub(crate) bucket: Option<BucketName>,
    pub(crate) region: String,
    pub(crate) endpoint: Option<WebAddress>,
    pub(crate) prefix: Option<KeyPrefix>,
    pub(crate) access_key_id: Option<Token>,
    pub(crate) secret_access_key: Option<Token>,
    pub(crate) plain_http: bool,
    pub(crate) ca_file: Option<PathBuf>,
    pub(crate) connect_timeout_ms: u64,
    pub(crate) timeout_ms: u64,
}

const BUCKET: &str = "files.s3_bucket";
const ENDPOINT: &str = "files.s3_endpoint";
const ACCESS_KEY_ID: &str = "files.s3_access_key_id";
const SECRET_ACCESS_KEY: &str = "files.s3_secret_access_key";

impl FilesSection {
    pub(in super::super) fn read(reader: &mut Reader) -> Self {
        const STORAGE: &str = "files.storage";
        let storage = reader
            .key(
                STORAGE,
                "What keeps the files: uploads of partners, printed and sealed contracts.",
            )
            .text(FilesStorage::Folder);
        let folder = reader
            .key("files.folder", "Folder of the files, where `files.storage` is `folder`.")
            .text(PathBuf::from("files"));
        let s3 = S3Section::read(reader);
        if storage == FilesStorage::S3 {
            if !cfg!(feature = "s3") {
                let text = "cannot be `s3`: this build has no adapter for it; build with \
                            `--features s3`";
                reader.refuse(STORAGE, text);
            }
            s3.check(reader);
        }
        Self { storage, folder, s3 }
    }
}

impl S3Section {
    fn read(reader: &mut Reader) -> Self {
        Self {
            bucket: reader.key(BUCKET, "The bucket, which has to exist.").optional(),
            region: reader
                .key("files.s3_region", "Where the bucket is, as requests are signed for it.")
                .form(&REGION, "us-east-1"),
            endpoint: reader
                .key(
                    ENDPOINT,
                    "A storage other than Amazon's; buckets are the first part of its paths.",
                )
                .optional(),
            prefix: reader
                .key("files.s3_prefix", "What the names of all objects begin with.")
                .optional(),
            access_key_id: reader.key(ACCESS_KEY_ID, "The id of the access key.").optional_secret(),
            secret_access_key: reader.key(SECRET_ACCESS_KEY, "The access key.").optional_secret(),
            plain_http: reader
                .key(
                    "files.s3_plain_http",
                    "Whether files may go unencrypted to an endpoint `http://…` of another machine.",
                )
                .switch(false),
            ca_file: reader
                .key(
                    "files.s3_ca_file",
                    "PEM file of certificate authorities to trust beside the operating system's.",
                )
                .optional(),
            connect_timeout_ms: reader
                .key("files.s3_connect_timeout_ms", "Milliseconds to wait for a connection.")
                .number(1..=60_000, 3_000),
            timeout_ms: reader
                .key(
                    "files.s3_timeout_ms",
                    "Milliseconds to wait for the whole answer; nothing is asked again after it.",
                )
                .number(1..=300_000, 15_000),
        }
    }

    fn check(&self, reader: &mut Reader) {
        let missing = [
            (BUCKET, self.bucket.is_none()),
            (ACCESS_KEY_ID, self.access_key_id.is_none()),
            (SECRET_ACCESS_KEY, self.secret_access_key.is_none()),
        ];
        for (key, _) in missing.iter().filter(|(_, is_missing)| *is_missing) {
            reader.refuse(key, "is needed where `files.storage` is `s3`");
        }
        if self.endpoint.as_ref().is_some_and(|endpoint| endpoint.is_open() && !self.plain_http) {
            let text = "must begin with `https://`, unless it is this machine or \
                        `files.s3_plain_http` is `true`";
            reader.refuse(ENDPOINT, text);
        }
    }
}

impl Text for FilesStorage {
    const EXPECTED: &'static str = "`folder` or `s3`";

    fn parse(text: &str) -> Option<Self> {
        match text {
            "folder" => Some(Self::Folder),
            "s3" => Some(Self::S3),
            _ => None,
        }
    }

    fn shown(&self) -> String {
        match self {
            Self::Folder => "folder",
            Self::S3 => "s3",
        }
        .to_owned()
    }
}

/// A bucket's name.
#[derive(Debug, Clone)]
pub(crate) struct BucketName(String);

impl BucketName {
    /// The name.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl Text for BucketName {
    const EXPECTED: &'static str =
        "3 to 63 lower-case Latin letters, digits, hyphens and dots, as buckets are called";

    fn parse(text: &str) -> Option<Self> {
        let is_sign = |sign: u8| sign.is_ascii_lowercase() || sign.is_ascii_digit();
        let fits = (3..=63).contains(&text.len())
            && text.bytes().all(|sign| is_sign(sign) || matches!(sign, b'-' | b'.'))
            && text.bytes().next().is_some_and(is_sign)
            && text.bytes().last().is_some_and(is_sign)
            && !text.contains("..");
        fits.then(|| Self(text.to_owned()))
    }

    fn shown(&self) -> String {
        self.0.clone()
    }
}

/// What the names of objects begin with.
#[derive(Debug, Clone)]
pub(crate) struct KeyPrefix(String);

impl KeyPrefix {
    /// Parts with slashes between them.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl Text for KeyPrefix {
    const EXPECTED: &'static str =
        "Latin letters, digits, `-` and `_` in parts with `/` between them, such as `kredo/files`";

    fn parse(text: &str) -> Option<Self> {
        let is_sign = |sign: u8| sign.is_ascii_alphanumeric() || matches!(sign, b'-' | b'_');
        let is_part = |part: &str| !part.is_empty() && part.bytes().all(is_sign);
        text.split('/').all(is_part).then(|| Self(text.to_owned()))
    }

    fn shown(&self) -> String {
        self.0.clone()
    }
}

/// It becomes a part of Amazon's address.
static REGION: Form = Form {
    expected: "lower-case Latin letters, digits and hyphens, such as `eu-central-1`",
    fits: |text| {
        text.bytes().all(|sign| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == b'-')
    },
};
