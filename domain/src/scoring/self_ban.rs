//! Bans that a person laid on loans to himself (31-FZ of 2024-02-26).

use crate::regulation::LenderKind;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// How an application reaches the lender.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Channel {
    /// From afar: through a site, an application or a partner's online shop.
    Remote,
    /// With the borrower present.
    InPerson,
}

/// The groups of lenders that a ban can name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum LenderGroup {
    /// Banks.
    Bank,
    /// Microfinance organisations.
    Mfo,
}

impl From<LenderKind> for LenderGroup {
    fn from(kind: LenderKind) -> Self {
        match kind {
            LenderKind::Mfk | LenderKind::Mkk => Self::Mfo,
        }
    }
}

/// One ban: one group of lenders, one channel. A person who bans everything has four.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SelfBan {
    /// Who may not lend.
    pub lenders: LenderGroup,
    /// In which way.
    pub channel: Channel,
    /// The day it entered the credit history; in force from the next day.
    pub entered_on: NaiveDate,
    /// The day its lifting was recorded; in force up to and on that day.
    pub lifted_on: Option<NaiveDate>,
}

impl SelfBan {
    /// Whether it is in force on that day.
    #[must_use]
    pub fn is_in_force(&self, on: NaiveDate) -> bool {
        on > self.entered_on && self.lifted_on.is_none_or(|lifted| on <= lifted)
    }
    /// Whether it forbids such a lender a contract in that way on that day.
    #[must_use]
    pub fn forbids(&self, lender: LenderGroup, channel: Channel, on: NaiveDate) -> bool {
        self.lenders == lender && self.channel == channel && self.is_in_force(on)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::loan::fixture::day;

    fn ban(lifted_on: Option<&str>) -> SelfBan {
        SelfBan {
            lenders: LenderGroup::Mfo,
            channel: Channel::Remote,
            entered_on: day("2026-11-20"),
            lifted_on: lifted_on.map(day),
        }
    }

    #[test]
    fn a_ban_holds_from_the_day_after_it_entered() {
        assert!(!ban(None).is_in_force(day("2026-11-20")));
        assert!(ban(None).is_in_force(day("2026-11-21")));
        assert!(ban(None).is_in_force(day("2036-11-21")));
    }

    #[test]
    fn a_lifted_ban_ends_the_day_after_its_lifting() {
        assert!(ban(Some("2026-11-25")).is_in_force(day("2026-11-25")));
        assert!(!ban(Some("2026-11-25")).is_in_force(day("2026-11-26")));
    }

    #[test]
    fn a_ban_forbids_only_the_lenders_and_the_channel_that_it_names() {
        let on = day("2026-11-22");
        assert!(ban(None).forbids(LenderKind::Mkk.into(), Channel::Remote, on));
        assert!(ban(None).forbids(LenderKind::Mfk.into(), Channel::Remote, on));
        assert!(!ban(None).forbids(LenderGroup::Mfo, Channel::InPerson, on));
        assert!(!ban(None).forbids(LenderGroup::Bank, Channel::Remote, on));
        assert!(!ban(None).forbids(LenderGroup::Mfo, Channel::Remote, day("2026-11-20")));
    }
}
