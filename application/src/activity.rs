//! Activities: use cases under the manual's names, called with positional JSON.
//!
//! The table is one list. Flow engines, `POST /utt/api/v1/execute` and `kredo activities` read it.

mod arguments;
mod table;
mod word;

pub use arguments::{Arguments, Described, Guid, Schemas};
pub use table::{
    Activity, ActivityError, ActivitySpec, ActivityTable, ArgumentSpec, LocalActivity, LocalWork,
    OutsideActivity, OutsideWork, StepContext, Work, code,
};
pub use word::{
    AnyCase, Capitals, DocumentStatusSent, DocumentStatusWord, GenderSent, GenderWord, ScopeSent,
    ScopeWord, StatusSent, StatusWord, Word,
};
