//! Flags that come with the program.

use crate::{AppError, Recorder, UnitOfWork, UseCase, directory::InstallEntries};
use async_trait::async_trait;
use kredo_domain::flag::{BuiltInFlagType, FlagReasonFacts, FlagTypeFacts};

/// Adds the types and reasons that come with the program, as [`InstallEntries`] does.
pub struct InstallFlags {
    types: InstallEntries<FlagTypeFacts>,
    reasons: InstallEntries<FlagReasonFacts>,
}

impl InstallFlags {
    /// Binds the ports.
    #[must_use]
    pub fn new(recorder: &Recorder) -> Self {
        Self {
            types: InstallEntries::new(recorder.clone()),
            reasons: InstallEntries::new(recorder.clone()),
        }
    }
}

#[async_trait]
impl UseCase for InstallFlags {
    type Command = ();
    /// How many entries were added.
    type Output = usize;

    /// # Errors
    /// [`FlagError::Unreadable`](kredo_domain::flag::FlagError::Unreadable) when the built-in table
    /// is damaged, or the store's.
    async fn execute_in(&self, unit: &mut dyn UnitOfWork, (): &()) -> Result<usize, AppError> {
        let built_in = BuiltInFlagType::all()?;
        let types: Vec<_> = built_in.iter().map(|known| known.flag_type.clone()).collect();
        let added = self.types.execute_in(unit, &types).await?;
        let mut reasons = Vec::new();
        for reason in built_in.into_iter().flat_map(|known| known.reasons) {
            // Where people had a type of that name before, theirs has reasons of its own.
            if unit.flag_types().get(reason.flag_type).await?.is_some() {
                reasons.push(reason);
            }
        }
        Ok(added.saturating_add(self.reasons.execute_in(unit, &reasons).await?))
    }
}
