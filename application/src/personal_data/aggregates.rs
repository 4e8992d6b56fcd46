//! How the store sees erasures.

use crate::store::Aggregate;
use kredo_domain::{Id, personal_data::Erasure};

impl Aggregate for Erasure {
    const NAME: &'static str = "erasure";
    fn id(&self) -> Id<Self> {
        self.id()
    }
}
