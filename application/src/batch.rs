//! Lines of a file, taken over some hundreds in one unit of work.

use crate::{AppError, Store, StoreError, UseCase, run};
use std::slice;

/// Takes lines over in one unit and says what became of each. A unit that others got in the way of
/// is done again line by line; a line that still loses has `contended`.
///
/// # Errors
/// The use case's, of which nothing is committed then, or the store's.
pub(crate) async fn take_over<L, O, U>(
    store: &dyn Store,
    use_case: &U,
    lines: &[L],
    contended: O,
) -> Result<Vec<O>, AppError>
where
    L: Send + Sync,
    O: Clone + Send,
    U: UseCase<Command = [L], Output = Vec<O>>,
{
    match run(store, use_case, lines).await {
        Err(error) if lost_a_race(&error) => {}
        done => return done,
    }
    let mut outcomes = Vec::with_capacity(lines.len());
    for line in lines {
        match run(store, use_case, slice::from_ref(line)).await {
            Err(error) if lost_a_race(&error) => outcomes.push(contended.clone()),
            done => outcomes.extend(done?),
        }
    }
    Ok(outcomes)
}

/// Whether somebody else saved first; a store that checks late says so by the key at the commit.
fn lost_a_race(error: &AppError) -> bool {
    error.is_stale() || matches!(error, AppError::Store(StoreError::Duplicate(_)))
}
