//! What identification asks of the outside.

use crate::{
    outside::{CallKey, OutsideError},
    scoring::Subject,
};
use async_trait::async_trait;
use chrono::NaiveDate;
use kredo_domain::{
    regulation::{Calendar, LenderKind, RemoteIdentification},
    scoring::Channel,
};

pub use kredo_domain::identification::{Identification, IdentificationMethod};

/// Whom to identify, for whom, and in which way they meet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdentificationRequest {
    /// Who the borrower says he is.
    pub subject: Subject,
    /// From afar or in person.
    pub channel: Channel,
    /// What kind of lender identifies.
    pub lender: LenderKind,
    /// The business date: its law applies.
    pub on: NaiveDate,
}

impl IdentificationRequest {
    /// The outcome as the law lets it count: an identification by less than the law of the day
    /// prescribes to such a lender for a remote borrower is none.
    #[must_use]
    pub fn lawful(&self, outcome: Identification, calendar: &Calendar) -> Identification {
        let Identification::Identified { method } = outcome else { return outcome };
        let prescribed = calendar.remote_identification(self.on, self.lender);
        let suffices = match (self.channel, prescribed.map(|rule| *rule.value)) {
            (Channel::InPerson, _) => true,
            (Channel::Remote, None) => method != IdentificationMethod::InPerson,
            (Channel::Remote, Some(RemoteIdentification::EsiaWithBiometrics)) => {
                method == IdentificationMethod::EsiaWithBiometrics
            }
        };
        if suffices {
            return outcome;
        }
        let by = prescribed.map_or("115-FZ", |rule| rule.article);
        let reason = format!("{by} asks for more to identify a remote borrower");
        Identification::NotIdentified { reason }
    }
}

/// Identifies borrowers, by state systems or a bank.
///
/// Idempotent by key: the same key is not asked of the borrower, or charged for, twice. After
/// [`OutsideError::Unknown`] the call is repeated under the same key; there is nothing else to ask.
#[async_trait]
pub trait IdentificationService: Send + Sync {
    /// Whether the borrower is the person he says he is. A service that cannot do what the request
    /// needs answers [`Identification::NotIdentified`].
    ///
    /// # Errors
    /// [`OutsideError`]: nothing is known about the borrower.
    async fn identify(
        &self,
        key: &CallKey,
        request: &IdentificationRequest,
    ) -> Result<Identification, OutsideError>;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scoring::PassportNumber;
    use kredo_domain::Phone;

    fn counts(
        channel: Channel,
        lender: LenderKind,
        on: &str,
        method: IdentificationMethod,
    ) -> bool {
        let subject = Subject {
            last_name: String::new(),
            first_name: String::new(),
            middle_name: None,
            birth_date: NaiveDate::MIN,
            passport: PassportNumber { series: String::new(), number: String::new() },
            phone: Phone::restore("79010000001".to_owned()),
            inn: None,
            snils: None,
        };
        let request = IdentificationRequest { subject, channel, lender, on: on.parse().unwrap() };
        let outcome = Identification::Identified { method };
        let counted = request.lawful(outcome.clone(), &Calendar::russia().unwrap());
        assert!(counted == outcome || matches!(counted, Identification::NotIdentified { .. }));
        counted == outcome
    }

    #[test]
    fn from_its_day_on_a_remote_borrower_needs_biometrics() {
        use IdentificationMethod::{EsiaWithBiometrics, Simplified};
        for (lender, last_day, first_day) in [
            (LenderKind::Mfk, "2026-02-28", "2026-03-01"),
            (LenderKind::Mkk, "2027-02-28", "2027-03-01"),
        ] {
            assert!(counts(Channel::Remote, lender, last_day, Simplified));
            assert!(!counts(Channel::Remote, lender, first_day, Simplified));
            assert!(counts(Channel::Remote, lender, first_day, EsiaWithBiometrics));
        }
    }

    #[test]
    fn in_an_office_nothing_changed() {
        let in_person = IdentificationMethod::InPerson;
        assert!(counts(Channel::InPerson, LenderKind::Mfk, "2027-03-01", in_person));
        assert!(!counts(Channel::Remote, LenderKind::Mkk, "2024-11-22", in_person));
    }
}
