//! One-time codes.

use crate::compose;
use kredo_application::{Store, otp::SetOtpExceptionCommand, run};
use kredo_domain::Phone;
use kredo_persistence::SqlStore;

/// Fixes the code of a phone and says so.
pub(crate) async fn add_exception(store: SqlStore, phone: &str, code: &str) -> anyhow::Result<()> {
    let phone = Phone::parse(phone)?;
    fix_code(&store, phone.clone(), code).await?;
    store.close().await?;
    // Not the code: it signs contracts.
    println!("the code of {} is fixed now", phone.masked());
    Ok(())
}

/// The same, for whoever has a phone and goes on with the store.
pub(super) async fn fix_code(store: &dyn Store, phone: Phone, code: &str) -> anyhow::Result<()> {
    let command = SetOtpExceptionCommand { phone, code: code.to_owned() };
    Ok(run(store, &compose::set_otp_exception(), &command).await?)
}
