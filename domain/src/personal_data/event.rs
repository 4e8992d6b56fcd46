//! What happens to the data of a customer as a whole.

use super::{DataKind, DataSubject};
use crate::{DomainEvent, customer::CustomerId};
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// What happened to the data that is held about customers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase", untagged)]
pub enum PersonalDataEvent {
    /// That of one was shown to an employee or a system of the lender.
    #[serde(rename_all = "camelCase")]
    Read {
        /// Whose data.
        customer_guid: CustomerId,
        /// By which operation: a route, and the activity where it ran one.
        operation: String,
    },
    /// Some of that of several was shown at once: whoever looked for them was told who they are.
    #[serde(rename_all = "camelCase")]
    Found {
        /// Who was told: guid of an employee, name of a system.
        reader: String,
        /// Whose data, by guid.
        customer_guids: Vec<CustomerId>,
        /// By which operation, as above.
        operation: String,
    },
    /// All of it was taken out of the database, the term being over for which it had to be kept.
    #[serde(rename_all = "camelCase")]
    Erased {
        /// Whose data it was.
        #[serde(flatten)]
        subject: DataSubject,
        /// The day on which anything last happened.
        last_dealings: NaiveDate,
        /// For how many years after that it had to be kept.
        kept_years: u32,
        /// How much there was, by kind.
        held: BTreeMap<DataKind, usize>,
        /// Files that showed documents and that other systems keep, for these to delete.
        document_file_guids: BTreeSet<Uuid>,
    },
    /// The files of somebody whose data was erased are gone as well.
    #[serde(rename_all = "camelCase")]
    FilesDeleted {
        /// Whose they were.
        #[serde(flatten)]
        subject: DataSubject,
    },
}

impl PersonalDataEvent {
    /// The name of [`Self::Read`]: the one thing that happens to data and leaves it as it was.
    pub const READ: &'static str = "kredo.personal-data.read.v1";
    /// The name of [`Self::Found`], by which a trail finds those that tell of a customer.
    pub const FOUND: &'static str = "kredo.personal-data.found.v1";
}

impl DomainEvent for PersonalDataEvent {
    fn name(&self) -> &'static str {
        match self {
            Self::Read { .. } => Self::READ,
            Self::Found { .. } => Self::FOUND,
            Self::Erased { .. } => "kredo.personal-data.erased.v1",
            Self::FilesDeleted { .. } => "kredo.personal-data.files-deleted.v1",
        }
    }
    fn subject(&self) -> String {
        match self {
            Self::Read { customer_guid, .. } => customer_guid.to_string(),
            Self::Erased { subject, .. } | Self::FilesDeleted { subject } => {
                subject.guid().to_string()
            }
            Self::Found { reader, .. } => reader.clone(),
        }
    }
}
