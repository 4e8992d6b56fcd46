//! How long data is kept.

use super::super::reader::Reader;
use kredo_domain::personal_data::RetentionTerm;

/// `[personal_data]`
#[derive(Debug)]
pub(crate) struct PersonalDataSection {
    pub(crate) term: RetentionTerm,
}

impl PersonalDataSection {
    pub(in super::super) fn read(reader: &mut Reader) -> Self {
        let years = reader
            .key(
                "personal_data.keep_years",
                "Years for which a customer's data is kept after anything last happened between it \
                 and the lender; 115-FZ asks for five. Then `kredo customers erase` takes it.",
            )
            .number(
                RetentionTerm::MIN_YEARS..=RetentionTerm::MAX_YEARS,
                RetentionTerm::LEGAL.years(),
            );
        Self { term: RetentionTerm::of_years(years).unwrap_or(RetentionTerm::LEGAL) }
    }
}
