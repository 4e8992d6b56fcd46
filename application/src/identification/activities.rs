//! The activities of identification: the directory of methods, and the records.

mod directory;
mod record;
mod view;

pub use view::IdentificationView;

use crate::{BusinessTime, Recorder, activity::ActivityTable};

/// Adds the activities of identification to the table.
#[must_use]
pub fn identification_activities(
    table: ActivityTable,
    recorder: &Recorder,
    time: &BusinessTime,
) -> ActivityTable {
    table
        .with(directory::FindActive)
        .with(record::Create::new(recorder, time))
        .with(record::Update::new(recorder, time))
        .with(record::Cancel::new(recorder, time))
        .with(record::FindByCustomer)
}
