//! Finding a type and a reason by their names.

use crate::{
    AppError, UnitOfWork, UseCase,
    directory::{FindEntry, Which},
};
use kredo_domain::{
    directory::Facts,
    flag::{FlagError, FlagName, FlagReason, FlagReasonFacts, FlagType, FlagTypeFacts},
};

/// The type and its reason of these names, in use or not.
///
/// # Errors
/// [`FlagError::TypeNotFound`], [`FlagError::ReasonNotFound`] for a reason of no type,
/// [`FlagError::ReasonIncompatible`] for one of other types only, or the store's.
pub(super) async fn known(
    unit: &mut dyn UnitOfWork,
    flag_type: &FlagName,
    reason: &FlagName,
) -> Result<(FlagType, FlagReason), AppError> {
    let which = Which::<FlagTypeFacts>::Key(flag_type.as_str().to_owned());
    let flag_type = FindEntry::new().execute_in(unit, &which).await?.value;
    let key = FlagReasonFacts::key_of(flag_type.id(), reason);
    if let Some(found) = unit.flag_reasons().by_key(&key).await? {
        return Ok((flag_type, found.value));
    }
    let all = unit.flag_reasons().all().await?;
    let of_another = all.iter().any(|other| other.value.facts().name == *reason);
    let refusal =
        if of_another { FlagError::ReasonIncompatible } else { FlagReasonFacts::missing() };
    Err(refusal.into())
}
