//! Partners.

use crate::store::Aggregate;
use kredo_domain::{Id, partner::Partner};

impl Aggregate for Partner {
    const NAME: &'static str = "partner";
    fn id(&self) -> Id<Self> {
        self.id()
    }
}
