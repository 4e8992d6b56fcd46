//! What is owed to the people whose data is held (152-FZ).

mod aggregates;
mod erasure;
mod export;
mod held;

pub use erasure::{EraseData, ErasePersonalData, Erased, ErasureView, ForeseeErasure, Retention};
pub use export::ExportPersonalData;
pub use held::PersonalData;
