//! What is owed to the people whose data is held (152-FZ).

mod export;
mod held;

pub use export::ExportPersonalData;
pub use held::PersonalData;
