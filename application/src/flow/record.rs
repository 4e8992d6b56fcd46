//! A flow as it is kept.

use super::{FlowState, Signal};
use crate::store::Aggregate;
use chrono::{DateTime, Utc};
use kredo_domain::Id;
use uuid::Uuid;

/// Identifies a flow.
pub type FlowId = Id<Flow>;

/// How a flow is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FlowStanding {
    /// It goes on by itself, or waits for somebody.
    Live,
    /// It came to its end.
    Finished,
    /// It cannot go on; an operator has to look.
    Stuck,
}

impl FlowStanding {
    /// Every standing.
    pub const ALL: [Self; 3] = [Self::Live, Self::Finished, Self::Stuck];

    /// As it is kept.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Live => "LIVE",
            Self::Finished => "FINISHED",
            Self::Stuck => "STUCK",
        }
    }
}

/// One running process.
#[derive(Debug, Clone, PartialEq)]
pub struct Flow {
    keep: FlowKeep,
}

/// Everything a flow is, for adapters that store it.
#[derive(Debug, Clone, PartialEq)]
pub struct FlowKeep {
    /// Its guid.
    pub id: FlowId,
    /// Where its program stands.
    pub state: FlowState,
    /// How it is doing.
    pub standing: FlowStanding,
    /// What it was told and has not heard yet, oldest first.
    pub inbox: Vec<Signal>,
    /// When an engine must look at it, real time; `None` when nothing happens by itself. While an
    /// engine works on it, the end of its lease: a killed engine's flows come due again.
    pub wake_at: Option<DateTime<Utc>>,
    /// The engine that works on it.
    pub leased_by: Option<Uuid>,
    /// How often the due step was tried.
    pub attempts: u32,
    /// Why it is stuck, for an operator.
    pub trouble: Option<String>,
    /// When it began, UTC.
    pub created_at: DateTime<Utc>,
    /// When it last changed, UTC.
    pub updated_at: DateTime<Utc>,
}

impl Aggregate for Flow {
    const NAME: &'static str = "flow";
    fn id(&self) -> FlowId {
        self.keep.id
    }
}

impl Flow {
    /// Begins a flow; it is due at once.
    #[must_use]
    pub const fn begin(id: FlowId, state: FlowState, now: DateTime<Utc>) -> Self {
        Self {
            keep: FlowKeep {
                id,
                state,
                standing: FlowStanding::Live,
                inbox: Vec::new(),
                wake_at: Some(now),
                leased_by: None,
                attempts: 0,
                trouble: None,
                created_at: now,
                updated_at: now,
            },
        }
    }

    /// For adapters only: takes what a store kept, and checks nothing.
    #[must_use]
    pub const fn restore(keep: FlowKeep) -> Self {
        Self { keep }
    }
    /// Everything it is.
    #[must_use]
    pub const fn keep(&self) -> &FlowKeep {
        &self.keep
    }

    /// Tells it something: it hears it as soon as no step is in flight. A flow that has ended does
    /// not hear any more.
    pub fn tell(&mut self, signal: Signal, now: DateTime<Utc>) {
        if self.keep.standing == FlowStanding::Live {
            self.keep.inbox.push(signal);
            self.keep.updated_at = now;
            if self.keep.leased_by.is_none() {
                self.keep.wake_at = Some(now);
            }
        }
    }

    /// Gives it to an engine until then.
    pub(super) const fn lease(&mut self, engine: Uuid, until: DateTime<Utc>) {
        self.keep.leased_by = Some(engine);
        self.keep.wake_at = Some(until);
    }

    /// Whether it is to go on now, and nobody works on it.
    pub(super) fn is_free_and_due(&self, now: DateTime<Utc>) -> bool {
        let due = self.keep.wake_at.is_some_and(|wake_at| wake_at <= now);
        due && self.keep.leased_by.is_none() && self.keep.standing == FlowStanding::Live
    }

    /// Whether the engine still has it: another one takes over when a lease has ended.
    pub(super) fn is_leased_by(&self, engine: Uuid) -> bool {
        self.keep.leased_by == Some(engine)
    }

    /// Takes what it was told, to hear it now.
    pub(super) fn take_inbox(&mut self) -> Vec<Signal> {
        std::mem::take(&mut self.keep.inbox)
    }

    /// Moves on.
    pub(super) fn advance(&mut self, state: FlowState, now: DateTime<Utc>) {
        if state.step_no != self.keep.state.step_no {
            self.keep.attempts = 0;
        }
        self.keep.state = state;
        self.keep.updated_at = now;
    }

    /// Counts a try of the due step.
    pub(super) const fn try_again(&mut self) -> u32 {
        self.keep.attempts = self.keep.attempts.saturating_add(1);
        self.keep.attempts
    }

    /// Lets the engine go; `wake_at` is when the next one must look.
    pub(super) fn rest(&mut self, wake_at: Option<DateTime<Utc>>) {
        self.keep.leased_by = None;
        self.keep.wake_at = wake_at;
    }

    /// Comes to its end.
    pub(super) fn finish(&mut self) {
        self.keep.standing = FlowStanding::Finished;
        self.keep.inbox.clear();
        self.rest(None);
    }

    /// Is left for an operator.
    pub(super) fn get_stuck(&mut self, trouble: String) {
        self.keep.standing = FlowStanding::Stuck;
        self.keep.trouble = Some(trouble);
        self.rest(None);
    }
}
