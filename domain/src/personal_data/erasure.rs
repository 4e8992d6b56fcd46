//! That the data of somebody was erased, and what of it is still to go.

use super::PersonalDataEvent;
use crate::{customer::CustomerId, loan_application::LoanApplicationId};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Identifies an erasure; the guid is that of whose data it was.
pub type ErasureId = crate::Id<Erasure>;

/// Whose data it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum DataSubject {
    /// A customer's.
    #[serde(rename = "customerGuid")]
    Customer(CustomerId),
    /// That of somebody who applied, with this application, and never became a customer.
    #[serde(rename = "applicationGuid")]
    Applicant(LoanApplicationId),
}

impl DataSubject {
    /// The guid of the customer, or of the application.
    #[must_use]
    pub const fn guid(self) -> Uuid {
        match self {
            Self::Customer(customer) => customer.guid(),
            Self::Applicant(application) => application.guid(),
        }
    }
}

/// The act of erasing what was held about one person (152-FZ art. 21): what went, when and on what
/// ground. It tells nothing of the person, and stays.
///
/// The database forgets at once. Files lie elsewhere, so that the act carries those that are still
/// to be deleted until they are: whoever was interrupted goes on with them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Erasure {
    record: ErasureRecord,
}

/// What was held about a person, in kinds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum DataKind {
    /// Phones and addresses to write to.
    Contacts,
    /// Where it lives.
    Addresses,
    /// Where it works.
    Employments,
    /// Documents that it showed.
    Documents,
    /// What was said of them.
    DocumentInfos,
    /// Links to files that show them.
    DocumentFiles,
    /// Flags.
    Flags,
    /// Cards.
    Cards,
    /// How it was identified.
    Identifications,
    /// What it agreed to.
    Consents,
    /// What it applied for, with the process that served it.
    Applications,
    /// Printed contracts and codes that were sent for them.
    Contracts,
    /// Codes that let it in.
    LoginCodes,
    /// Files in the file storage: uploads and contracts.
    Files,
}

/// Everything an erasure is, for adapters and views.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErasureRecord {
    /// Whose data it was.
    pub subject: DataSubject,
    /// The numeric id that the customer had; `None` for somebody who never became one.
    pub number: Option<i64>,
    /// When the customer was registered, or the application created, UTC.
    pub registered_at: DateTime<Utc>,
    /// The day in the lender's zone on which anything last happened: the ground of the erasure.
    pub last_dealings: NaiveDate,
    /// How many years the data had to be kept after that day.
    pub kept_years: u32,
    /// How much was held, by kind; kinds of which there was nothing are left out.
    pub held: BTreeMap<DataKind, usize>,
    /// Where the file storage keeps the files that are still to be deleted.
    pub files: BTreeSet<String>,
    /// When the data was erased from the database, UTC.
    pub erased_at: DateTime<Utc>,
    /// When the last file was deleted, UTC; `None` while any is left.
    pub finished_at: Option<DateTime<Utc>>,
}

/// What the act tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewErasure {
    /// Whose data it was.
    pub subject: DataSubject,
    /// The numeric id that the customer had; `None` for somebody who never became one.
    pub number: Option<i64>,
    /// When the customer was registered, or the application created.
    pub registered_at: DateTime<Utc>,
    /// The last day on which anything happened.
    pub last_dealings: NaiveDate,
    /// For how many years after that the data had to be kept.
    pub kept_years: u32,
    /// How much was held, by kind, without the files.
    pub held: BTreeMap<DataKind, usize>,
    /// Where the file storage keeps the person's files.
    pub files: BTreeSet<String>,
    /// Files that other systems keep: told, so that they can delete them, and not kept.
    pub files_elsewhere: BTreeSet<Uuid>,
}

impl Erasure {
    /// The guid of somebody's erasure.
    #[must_use]
    pub const fn id_of(subject: DataSubject) -> ErasureId {
        ErasureId::new(subject.guid())
    }

    /// Records that everything of a person was taken out of the database.
    #[must_use]
    pub fn of(new: NewErasure, now: DateTime<Utc>) -> (Self, Vec<PersonalDataEvent>) {
        let NewErasure { subject, last_dealings, kept_years, files, .. } = new;
        let mut held = new.held;
        held.insert(DataKind::Files, files.len());
        held.retain(|_, count| *count > 0);
        let record = ErasureRecord {
            subject,
            number: new.number,
            registered_at: new.registered_at,
            last_dealings,
            kept_years,
            held: held.clone(),
            finished_at: files.is_empty().then_some(now),
            files,
            erased_at: now,
        };
        let event = PersonalDataEvent::Erased {
            subject,
            last_dealings,
            kept_years,
            held,
            document_file_guids: new.files_elsewhere,
        };
        (Self { record }, vec![event])
    }

    /// For adapters only: takes what a store kept, and checks nothing.
    #[must_use]
    pub const fn restore(record: ErasureRecord) -> Self {
        Self { record }
    }
    /// Everything it is.
    #[must_use]
    pub const fn record(&self) -> &ErasureRecord {
        &self.record
    }
    /// Its guid.
    #[must_use]
    pub const fn id(&self) -> ErasureId {
        Self::id_of(self.record.subject)
    }

    /// Notes that these files are gone; the last of them is told. Files that are not the act's
    /// change nothing.
    pub fn files_deleted(
        &mut self,
        gone: &BTreeSet<String>,
        now: DateTime<Utc>,
    ) -> Vec<PersonalDataEvent> {
        self.record.files.retain(|file| !gone.contains(file));
        if !self.record.files.is_empty() || self.record.finished_at.is_some() {
            return Vec::new();
        }
        self.record.finished_at = Some(now);
        vec![PersonalDataEvent::FilesDeleted { subject: self.record.subject }]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::DomainEvent;
    use chrono::TimeDelta;

    fn customer() -> DataSubject {
        DataSubject::Customer(CustomerId::new(Uuid::from_u128(1)))
    }

    fn erased_of(subject: DataSubject, files: &[&str]) -> (Erasure, Vec<PersonalDataEvent>) {
        let at = DateTime::UNIX_EPOCH;
        let new = NewErasure {
            subject,
            number: Some(7),
            registered_at: at,
            last_dealings: at.date_naive(),
            kept_years: 5,
            held: [(DataKind::Contacts, 2), (DataKind::Flags, 0)].into(),
            files: files.iter().map(|&file| file.to_owned()).collect(),
            files_elsewhere: [Uuid::from_u128(3)].into(),
        };
        Erasure::of(new, at + TimeDelta::days(2_000))
    }

    fn erased(files: &[&str]) -> (Erasure, Vec<PersonalDataEvent>) {
        erased_of(customer(), files)
    }

    fn names(names: &[&str]) -> BTreeSet<String> {
        names.iter().map(|&name| name.to_owned()).collect()
    }

    #[test]
    fn the_act_tells_how_much_went_and_nothing_of_the_person() {
        let (erasure, events) = erased(&["a", "b"]);
        let record = erasure.record();
        assert_eq!(record.held, [(DataKind::Contacts, 2), (DataKind::Files, 2)].into());
        assert_eq!((record.subject, record.number), (customer(), Some(7)));
        assert_eq!(record.finished_at, None);
        assert_eq!(erasure.id().guid(), Uuid::from_u128(1));
        let [event] = &events[..] else { panic!("{events:?}") };
        assert_eq!(event.name(), "kredo.personal-data.erased.v1");
        let told = serde_json::json!({
            "customerGuid": Uuid::from_u128(1),
            "lastDealings": "1970-01-01",
            "keptYears": 5,
            "held": {"contacts": 2, "files": 2},
            "documentFileGuids": [Uuid::from_u128(3)],
        });
        assert_eq!(serde_json::to_value(event).unwrap(), told);
    }

    #[test]
    fn who_never_became_a_customer_is_known_by_the_application() {
        let application = LoanApplicationId::new(Uuid::from_u128(2));
        let (mut erasure, events) = erased_of(DataSubject::Applicant(application), &["a"]);
        assert_eq!(erasure.id().guid(), application.guid());
        assert_eq!(events[0].subject(), application.to_string());
        let told = erasure.files_deleted(&names(&["a"]), DateTime::UNIX_EPOCH);
        let told = serde_json::to_value(&told[0]).unwrap();
        assert_eq!(told, serde_json::json!({ "applicationGuid": application }));
    }

    #[test]
    fn it_is_finished_with_the_last_file_and_once() {
        let (mut erasure, _) = erased(&["a", "b"]);
        let now = DateTime::UNIX_EPOCH + TimeDelta::days(2_001);
        assert_eq!(erasure.files_deleted(&names(&["b", "c"]), now), []);
        assert_eq!((&erasure.record().files, erasure.record().finished_at), (&names(&["a"]), None));
        let events = erasure.files_deleted(&names(&["a"]), now);
        assert_eq!(events[0].name(), "kredo.personal-data.files-deleted.v1");
        assert_eq!(erasure.record().finished_at, Some(now));
        assert_eq!(erasure.files_deleted(&names(&["a"]), now + TimeDelta::days(1)), []);
        assert_eq!(erasure.record().finished_at, Some(now));
    }

    #[test]
    fn without_files_it_is_finished_at_once() {
        let (mut erasure, _) = erased(&[]);
        assert_eq!(erasure.record().finished_at, Some(erasure.record().erased_at));
        assert_eq!(erasure.files_deleted(&names(&[]), DateTime::UNIX_EPOCH), []);
    }
}
