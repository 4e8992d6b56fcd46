//! What the decision to lend asks of the outside.

use super::Subject;
use crate::outside::{CallKey, OutsideError};
use async_trait::async_trait;
use chrono::{DateTime, FixedOffset};
use kredo_domain::scoring::{BureauReport, SanctionsAnswer, ScoringDecision, ScoringFigures};
use uuid::Uuid;

/// A question about a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackgroundRequest {
    /// Who is meant.
    pub subject: Subject,
    /// Business time in the lender's zone: the day on which the decision falls.
    pub asked_at: DateTime<FixedOffset>,
}

/// One credit bureau. A lender that must ask all qualified ones holds one of these for each.
///
/// Asking changes nothing about the person, so after [`OutsideError::Unknown`] the same call may
/// simply be repeated; under the same key a bureau need not count it, or charge for it, twice.
#[async_trait]
pub trait CreditBureau: Send + Sync {
    /// The bureau's name, as its reports carry it.
    fn name(&self) -> &str;

    /// Bans, monthly payments and loans of a person. Somebody whom the bureau does not know has a
    /// report without any.
    ///
    /// # Errors
    /// [`OutsideError`]; never a report of another day.
    async fn report(
        &self,
        key: &CallKey,
        request: &BackgroundRequest,
    ) -> Result<BureauReport, OutsideError>;
}

/// The lists of persons with whom a lender may not deal.
///
/// A search changes nothing: after [`OutsideError::Unknown`] repeat it.
#[async_trait]
pub trait SanctionsList: Send + Sync {
    /// Searches every list that the lender must search, and names each.
    ///
    /// # Errors
    /// [`OutsideError`]; an answer without a list does not happen.
    async fn search(
        &self,
        key: &CallKey,
        request: &BackgroundRequest,
    ) -> Result<SanctionsAnswer, OutsideError>;
}

/// One application to be scored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScoringRequest {
    /// Guid of the application.
    pub application: Uuid,
    /// Its figures.
    pub figures: ScoringFigures,
}

/// Decides by figures whether a loan may be given.
///
/// Idempotent by key: the same request under the same key gets the same decision, and is counted
/// or charged for once. A decision binds nobody outside, so after [`OutsideError::Unknown`] the call
/// is repeated under the same key; there is nothing else to ask.
#[async_trait]
pub trait ScoringEngine: Send + Sync {
    /// Approves, or declines with reasons.
    ///
    /// # Errors
    /// [`OutsideError`]: there is no decision; a refusal by the engine is none.
    async fn decide(
        &self,
        key: &CallKey,
        request: &ScoringRequest,
    ) -> Result<ScoringDecision, OutsideError>;
}
