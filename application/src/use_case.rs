//! How a shell runs a use case.

use crate::{AppError, store::Store, store::UnitOfWork};
use async_trait::async_trait;
use std::any::type_name;

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
    run_and_keep(store, use_case, command, |_| true).await
}

/// As [`run`], but commits only when `keep` says so of what came of it, and undoes it otherwise.
///
/// # Errors
/// As [`run`].
pub(crate) async fn run_and_keep<U: UseCase + ?Sized>(
    store: &dyn Store,
    use_case: &U,
    command: &U::Command,
    keep: impl Fn(&U::Output) -> bool + Send + Sync,
) -> Result<U::Output, AppError> {
    let mut tried = 1;
    loop {
        let done = once(store, use_case, command, &keep).await;
        let kept = if matches!(&done, Ok((_, true))) { "kept" } else { "undone" };
        let labels = [("use_case", name_of::<U>()), ("outcome", kept)];
        metrics::counter!("kredo_units_total", &labels).increment(1);
        match done {
            Err(error) if error.is_stale() && tried < TRIES => tried += 1,
            done => return done.map(|(output, _)| output),
        }
    }
}

/// What came of it, and whether it is kept.
async fn once<U: UseCase + ?Sized>(
    store: &dyn Store,
    use_case: &U,
    command: &U::Command,
    keep: &(impl Fn(&U::Output) -> bool + Send + Sync),
) -> Result<(U::Output, bool), AppError> {
    let mut unit = store.begin().await?;
    let output = use_case.execute_in(unit.as_mut(), command).await?;
    let keep = keep(&output);
    if keep {
        unit.commit().await?;
    }
    Ok((output, keep))
}

/// The name of a type without its path; of one inside another, the inner one's.
fn name_of<U: ?Sized>() -> &'static str {
    let path = type_name::<U>().trim_end_matches('>');
    path.rsplit("::").next().unwrap_or(path)
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
