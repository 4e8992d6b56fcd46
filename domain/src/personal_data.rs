//! What a lender owes to the people whose data it holds (152-FZ).

mod erasure;
mod error;
mod event;
mod retention;

pub use erasure::{DataKind, DataSubject, Erasure, ErasureId, ErasureRecord, NewErasure};
pub use error::{PersonalDataError, code};
pub use event::PersonalDataEvent;
pub use retention::{Dealings, RetentionTerm};
