//! Lists of persons with whom a lender may not deal (115-FZ).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// One list that was searched for a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SearchedList {
    /// Its name.
    pub name: String,
    /// The date of the edition that was searched.
    pub edition: NaiveDate,
    /// Whether the person stands in it.
    pub is_listed: bool,
}

/// What the search of every list brought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SanctionsAnswer {
    /// Each list with its finding; without a list nothing was searched.
    pub lists: Vec<SearchedList>,
}

impl SanctionsAnswer {
    /// The lists in which the person stands.
    pub fn hits(&self) -> impl Iterator<Item = &SearchedList> {
        self.lists.iter().filter(|list| list.is_listed)
    }
}

/// What the register of invalid passports says of one passport.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PassportRegisterAnswer {
    /// The date of the edition that was searched.
    pub edition: NaiveDate,
    /// Whether the passport stands in it. One that does not may still be invalid.
    pub is_listed: bool,
}
