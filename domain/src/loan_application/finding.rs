//! What the checks of a borrower find, as reasons to decline.

use super::DeclineReason;
use crate::scoring::CheckFinding;

impl From<&CheckFinding> for DeclineReason {
    fn from(finding: &CheckFinding) -> Self {
        match finding {
            CheckFinding::TooYoung { .. } | CheckFinding::TooOld { .. } => Self::AgeOutOfRange,
            CheckFinding::PassportMissing => Self::DocumentMissing,
            CheckFinding::PassportNumberInvalid
            | CheckFinding::PassportNotYetIssued { .. }
            | CheckFinding::PassportRegisteredInvalid { .. } => Self::PassportInvalid,
            CheckFinding::PassportExpired { .. } => Self::PassportExpired,
            CheckFinding::SnilsInvalid => Self::SnilsInvalid,
            CheckFinding::InnInvalid => Self::InnInvalid,
            CheckFinding::Restricted { .. } => Self::CustomerRestricted,
            CheckFinding::SelfBanned { .. } => Self::SelfBan,
            CheckFinding::BureauNotAsked { .. } | CheckFinding::BureauAnswerVoid { .. } => {
                Self::ReportUnavailable
            }
            CheckFinding::SanctionsListed { .. } => Self::Sanctioned,
            CheckFinding::SanctionsNotSearched => Self::CheckUnavailable,
        }
    }
}
