//! How often a customer may try.

use super::{IdentificationError, IdentificationMeans, IdentificationRecord, IdentificationStatus};

/// The attempts of one customer to be identified by one method for one application.
///
/// A cancelled one does not count, and its number is not given again: two that are recorded at the
/// same moment come to the same number, and the store lets one of them through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attempts {
    last: u32,
    counted: u32,
    most: Option<u32>,
}

impl Attempts {
    /// Those by that method among the records of one customer about one application. `most` is how
    /// many of them may count; without it, any number.
    #[must_use]
    pub fn of<'a>(
        records: impl IntoIterator<Item = &'a IdentificationRecord>,
        means: Option<&IdentificationMeans>,
        most: Option<u32>,
    ) -> Self {
        let none = Self { last: 0, counted: 0, most };
        let by_it = records.into_iter().map(IdentificationRecord::state);
        by_it.filter(|state| state.means.as_ref() == means).fold(none, |so_far, state| Self {
            last: so_far.last.max(state.attempt),
            counted: so_far.counted.saturating_add(u32::from(!state.status.is_cancelled())),
            most,
        })
    }

    /// The number of one more that stands like that.
    ///
    /// # Errors
    /// [`IdentificationError::AttemptsExceeded`] where it would count and be one too many.
    pub fn next(&self, status: &IdentificationStatus) -> Result<u32, IdentificationError> {
        let full = self.most.is_some_and(|most| self.counted >= most);
        if full && !status.is_cancelled() {
            return Err(IdentificationError::AttemptsExceeded);
        }
        Ok(self.last.saturating_add(1))
    }
}
