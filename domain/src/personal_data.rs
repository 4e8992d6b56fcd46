//! What a lender owes to the people whose data it holds (152-FZ).

mod event;

pub use event::PersonalDataEvent;
