//! What the lender's own registers say of a borrower.

use super::Desk;
use crate::{
    AppError, UnitOfWork, UseCase, flag::FindRestrictions, passport_registry::LookUpPassports,
};
use kredo_domain::{
    document::DocumentTypeName,
    loan_application::{LoanApplication, Questionnaire},
    passport_registry::PassportKey,
    scoring::PassportRegisterAnswer,
};

/// What was found.
pub(super) struct OwnRegisters {
    /// Names of the customer's flags that forbid a loan.
    pub(super) restrictions: Vec<String>,
    /// What the register of invalid passports says of the stated ones, where there is a register.
    pub(super) passports: Option<PassportRegisterAnswer>,
}

impl Desk {
    /// Looks the borrower of an application up.
    pub(super) async fn own_registers(
        &self,
        unit: &mut dyn UnitOfWork,
        application: &LoanApplication,
    ) -> Result<OwnRegisters, AppError> {
        let record = application.record();
        let restrictions = match record.customer {
            Some(customer) => FindRestrictions.execute_in(unit, &customer).await?,
            None => Vec::new(),
        };
        let passports = passports(&record.questionnaire);
        let passports = LookUpPassports.execute_in(unit, &passports).await?;
        Ok(OwnRegisters { restrictions, passports })
    }
}

/// Those that have the form of one; the others are found by their form.
fn passports(questionnaire: &Questionnaire) -> Vec<PassportKey> {
    let passport = DocumentTypeName::new("PASSPORT");
    let stated = questionnaire.documents.iter().filter(|stated| stated.type_name() == passport);
    let key = |series: Option<&str>, number: &str| {
        PassportKey::try_new(series.unwrap_or_default(), number).ok()
    };
    stated.filter_map(|stated| key(stated.series.as_deref(), &stated.number)).collect()
}
