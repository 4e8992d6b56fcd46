//! How a shell runs a use case.

use crate::{AppError, store::Store, store::UnitOfWork};
use async_trait::async_trait;

/// How often a use case runs at most when others keep saving first.
const TRIES: u32 = 5;

/// A piece of the application: ports inside, one job.
#[async_trait]
pub trait UseCase: Send + Sync {
    /// What is asked for.
    type Command: Send + Sync + ?Sized;
    /// What comes of it. A refusal that must be remembered is an output, not an error.
    type Output: Send;

    /// Does the job inside a unit that somebody else begins and commits, so that several use cases
    /// can share one. Waits for nothing outside the unit.
    ///
    /// # Errors
    /// An error ends the unit: nothing of it may be committed.
    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        command: &Self::Command,
    ) -> Result<Self::Output, AppError>;
}

/// Runs a use case in a unit of its own and commits it; again, with fresh eyes, when somebody else
/// saved first.
///
/// # Errors
/// What the use case or the commit gave; nothing has happened then.
pub async fn run<U: UseCase + ?Sized>(
    store: &dyn Store,
    use_case: &U,
    command: &U::Command,
) -> Result<U::Output, AppError> {
    let mut tried = 1;
    loop {
        let mut unit = store.begin().await?;
        let done = match use_case.execute_in(unit.as_mut(), command).await {
            Ok(output) => unit.commit().await.map(|()| output).map_err(AppError::from),
            Err(refused) => Err(refused),
        };
        match done {
            Err(error) if error.is_stale() && tried < TRIES => tried += 1,
            done => return done,
        }
    }
}

/// Runs a use case that only reads.
///
/// # Errors
/// What the use case gave; [`StoreError::ReadOnly`](crate::StoreError::ReadOnly) when it writes.
pub async fn read<U: UseCase + ?Sized>(
    store: &dyn Store,
    use_case: &U,
    command: &U::Command,
) -> Result<U::Output, AppError> {
    let mut unit = store.reader().await?;
    use_case.execute_in(unit.as_mut(), command).await
}
