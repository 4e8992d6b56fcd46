//! Roles.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// What a caller is to Kredo. A token carries the roles it was issued with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// A customer, in the client application: its own data only.
    Client,
    /// A partner's back end: its own applications only.
    Partner,
    /// A person who works for the lender.
    Employee,
    /// An employee who may also change accounts and settings.
    Admin,
    /// Another system of the lender.
    Service,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 5] =
        [Self::Client, Self::Partner, Self::Employee, Self::Admin, Self::Service];

    /// As in tokens and headers: `employee`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Client => "client",
            Self::Partner => "partner",
            Self::Employee => "employee",
            Self::Admin => "admin",
            Self::Service => "service",
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Role {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|role| role.name() == text).ok_or_else(|| {
            let known = Self::ALL.map(Self::name).join(", ");
            format!("no such role; there are {known}")
        })
    }
}
