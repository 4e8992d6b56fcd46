//! Flags on customers: putting them on, taking them off, and what they forbid.

mod activities;
mod add_flag;
mod directories;
mod find_restrictions;
mod install_flags;
mod known;
mod list_flags;
mod reasons;
mod remove_flag;
mod view;

pub use activities::flag_activities;
pub use add_flag::AddFlag;
pub use find_restrictions::FindRestrictions;
pub use install_flags::InstallFlags;
pub use list_flags::ListFlags;
pub use reasons::{
    AddFlagReason, ChangeFlagType, FindFlagType, FlagTypeWithReasons, ListFlagTypes,
};
pub use remove_flag::{RemoveFlag, TakeOffFlag, TakeOffFlagCommand};
pub use view::CustomerFlagView;

use crate::store::{Aggregate, Owned};
use kredo_domain::{
    Id,
    customer::{Customer, CustomerId},
    flag::{CustomerFlag, FlagName},
};

/// Whose flag, and which.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FlagCommand {
    /// Whom it is, or shall be, on.
    pub customer: CustomerId,
    /// Its type.
    pub flag_type: FlagName,
    /// What for.
    pub reason: FlagName,
}

impl Aggregate for CustomerFlag {
    const NAME: &'static str = "customer flag";
    fn id(&self) -> Id<Self> {
        self.id()
    }
}

impl Owned for CustomerFlag {
    type Owner = Customer;
    fn owner(&self) -> Id<Customer> {
        self.state().customer
    }
}
