//! The record of one identification, which a lender has to be able to show.

use super::{
    Attempts, Identification, IdentificationError, IdentificationKind, IdentificationRecordId,
    IdentificationStatus,
};
use crate::{
    DomainEvent,
    customer::{AdditionalData, CustomerId},
    loan_application::LoanApplicationId,
};
use chrono::{DateTime, Utc};
use serde::Serialize;

/// That somebody was, or was not, identified for an application.
#[derive(Debug, Clone, PartialEq)]
pub struct IdentificationRecord {
    state: IdentificationRecordState,
}

/// Everything a record says, for adapters and views.
#[derive(Debug, Clone, PartialEq)]
pub struct IdentificationRecordState {
    /// Its guid.
    pub id: IdentificationRecordId,
    /// Who was to be identified.
    pub customer: CustomerId,
    /// For which application, of whatever kind.
    pub application: LoanApplicationId,
    /// By what; `None` where nobody said by what it was tried.
    pub means: Option<IdentificationMeans>,
    /// Which attempt of the customer by these means for this application it is, from 1; no two have
    /// the same number.
    pub attempt: u32,
    /// How it stands.
    pub status: IdentificationStatus,
    /// Why it is not certain who the customer is, for people, without personal data. Stays as it
    /// was first said, whatever becomes of the status.
    pub reason: Option<String>,
    /// Free-form facts.
    pub additional_data: AdditionalData,
    /// When it was recorded, business time, UTC.
    pub created_at: DateTime<Utc>,
    /// When it last changed, business time, UTC.
    pub updated_at: DateTime<Utc>,
}

/// A method of identification and the type that it leads to, as directories name them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct IdentificationMeans {
    /// The type: `simplistic`.
    #[serde(rename = "identificationType")]
    pub kind: IdentificationKind,
    /// The method's name: `SNILS`.
    pub method: String,
}

/// What is to be recorded.
#[derive(Debug, Clone, PartialEq)]
pub struct NewIdentification {
    /// Who was to be identified.
    pub customer: CustomerId,
    /// For which application.
    pub application: LoanApplicationId,
    /// By what, where that is known.
    pub means: Option<IdentificationMeans>,
    /// How it stands.
    pub status: IdentificationStatus,
    /// Why it is not certain who the customer is, where somebody said so.
    pub reason: Option<String>,
    /// Free-form facts.
    pub additional_data: AdditionalData,
}

/// What changes of a record; what is `None` stays.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct IdentificationChange {
    /// How it stands now.
    pub status: Option<IdentificationStatus>,
    /// Free-form facts, in place of all those before.
    pub additional_data: Option<AdditionalData>,
}

/// What happened to a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase", untagged)]
pub enum IdentificationEvent {
    /// It was made.
    #[serde(rename_all = "camelCase")]
    Recorded {
        /// Which one.
        identification_guid: IdentificationRecordId,
        /// Who was to be identified.
        customer_guid: CustomerId,
        /// For which application.
        application_guid: LoanApplicationId,
        /// By what.
        #[serde(flatten)]
        means: Option<IdentificationMeans>,
        /// Whether it is in force. The status itself is an open word.
        in_force: bool,
    },
    /// Its status or its facts are different.
    #[serde(rename_all = "camelCase")]
    Changed {
        /// Which one.
        identification_guid: IdentificationRecordId,
        /// Whose.
        customer_guid: CustomerId,
        /// Whether it is in force now.
        in_force: bool,
        /// Names of the fields, not their values.
        fields: Vec<&'static str>,
    },
    /// It was in force and is no more.
    #[serde(rename_all = "camelCase")]
    Cancelled {
        /// Which one.
        identification_guid: IdentificationRecordId,
        /// Whose.
        customer_guid: CustomerId,
    },
}

impl DomainEvent for IdentificationEvent {
    fn name(&self) -> &'static str {
        match self {
            Self::Recorded { .. } => "kredo.identification.recorded.v1",
            Self::Changed { .. } => "kredo.identification.changed.v1",
            Self::Cancelled { .. } => "kredo.identification.cancelled.v1",
        }
    }
    fn subject(&self) -> String {
        match self {
            Self::Recorded { identification_guid, .. }
            | Self::Changed { identification_guid, .. }
            | Self::Cancelled { identification_guid, .. } => identification_guid.to_string(),
        }
    }
}

impl NewIdentification {
    /// What the loan application's own flow records of an outcome.
    #[must_use]
    pub fn of(
        customer: CustomerId,
        application: LoanApplicationId,
        outcome: Identification,
    ) -> Self {
        let additional_data = AdditionalData::new();
        let (means, status, reason) = match outcome {
            Identification::Identified { method } => {
                let means =
                    IdentificationMeans { kind: method.kind(), method: method.name().to_owned() };
                (Some(means), IdentificationStatus::valid(), None)
            }
            Identification::NotIdentified { reason } => {
                (None, IdentificationStatus::not_identifiable(), Some(reason))
            }
        };
        Self { customer, application, means, status, reason, additional_data }
    }
}

impl IdentificationRecord {
    /// Records an identification as one more of these attempts.
    ///
    /// # Errors
    /// [`IdentificationError::AttemptsExceeded`].
    pub fn record(
        id: IdentificationRecordId,
        new: NewIdentification,
        attempts: &Attempts,
        now: DateTime<Utc>,
    ) -> Result<(Self, Vec<IdentificationEvent>), IdentificationError> {
        let attempt = attempts.next(&new.status)?;
        let event = IdentificationEvent::Recorded {
            identification_guid: id,
            customer_guid: new.customer,
            application_guid: new.application,
            means: new.means.clone(),
            in_force: new.status.is_in_force(),
        };
        let state = IdentificationRecordState {
            id,
            customer: new.customer,
            application: new.application,
            means: new.means,
            attempt,
            status: new.status,
            reason: new.reason,
            additional_data: new.additional_data,
            created_at: now,
            updated_at: now,
        };
        Ok((Self { state }, vec![event]))
    }

    /// For adapters only: takes what a store kept, and checks nothing.
    #[must_use]
    pub const fn restore(state: IdentificationRecordState) -> Self {
        Self { state }
    }
    /// Everything it says.
    #[must_use]
    pub const fn state(&self) -> &IdentificationRecordState {
        &self.state
    }
    /// Its guid.
    #[must_use]
    pub const fn id(&self) -> IdentificationRecordId {
        self.state.id
    }

    /// Whether it says just that, whenever it was recorded.
    #[must_use]
    pub fn says(&self, new: &NewIdentification) -> bool {
        let NewIdentification { customer, application, means, status, reason, additional_data } =
            new;
        let state = &self.state;
        (state.customer, state.application) == (*customer, *application)
            && (&state.means, &state.status) == (means, status)
            && (&state.reason, &state.additional_data) == (reason, additional_data)
    }

    /// Says something else; where that is the same, nothing happens. One that comes back from being
    /// cancelled is a new attempt, with a new number; `attempts` are those by its means, itself
    /// among them.
    ///
    /// # Errors
    /// [`IdentificationError::AttemptsExceeded`]; nothing is changed then.
    pub fn change(
        &mut self,
        change: IdentificationChange,
        attempts: &Attempts,
        now: DateTime<Utc>,
    ) -> Result<Vec<IdentificationEvent>, IdentificationError> {
        let IdentificationChange { status, additional_data } = change;
        let state = &mut self.state;
        let status = status.filter(|status| *status != state.status);
        let additional_data = additional_data.filter(|data| *data != state.additional_data);
        let mut fields = Vec::new();
        if let Some(status) = status {
            if state.status.is_cancelled() {
                state.attempt = attempts.next(&status)?;
            }
            state.status = status;
            fields.push("status");
        }
        if let Some(data) = additional_data {
            state.additional_data = data;
            fields.push("additionalData");
        }
        if fields.is_empty() {
            return Ok(Vec::new());
        }
        state.updated_at = now;
        Ok(vec![IdentificationEvent::Changed {
            identification_guid: state.id,
            customer_guid: state.customer,
            in_force: state.status.is_in_force(),
            fields,
        }])
    }

    /// Takes it back; nothing happens to one that is not in force.
    pub fn cancel(&mut self, now: DateTime<Utc>) -> Vec<IdentificationEvent> {
        if !self.state.status.is_in_force() {
            return Vec::new();
        }
        self.state.status = IdentificationStatus::cancelled();
        self.state.updated_at = now;
        let IdentificationRecordState { id, customer, .. } = self.state;
        vec![IdentificationEvent::Cancelled { identification_guid: id, customer_guid: customer }]
    }
}

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
