//! The printed contract.

use super::{
    super::{Desk, plain::Plain},
    draft::Draft,
    keep,
};
use crate::{
    AppError,
    activity::{Guid, OutsideActivity, StepContext},
    loan_application::{
        contract_document::{Drawing, RenderError, draw},
        own::find,
    },
};
use async_trait::async_trait;
use kredo_domain::{
    ErrorCode,
    loan_application::{LoanApplicationError, LoanApplicationId, StoredBytes, code},
    otp::OtpChallengeId,
    partner::PartnerError,
    product::ProductError,
};

/// Prints the contract and keeps its bytes: from here on they are frozen.
pub(in super::super) struct PrintContract(pub(in super::super) Desk);

#[async_trait]
impl OutsideActivity for PrintContract {
    const NAME: &'static str = "LoanApplicationActivity#printContract";
    const ARGUMENTS: &'static [&'static str] = &["applicationGuid", "draft"];
    const ERRORS: &'static [ErrorCode] = &[
        code::LOAN_APPLICATION_NOT_FOUND,
        code::CONTRACT_UNPRINTABLE,
        kredo_domain::partner::code::PARTNER_NOT_FOUND,
        kredo_domain::product::code::PRODUCT_NOT_FOUND,
    ];
    type Arguments = (Guid, Plain<Draft>);
    type Output = Plain<StoredBytes>;

    async fn run(
        &self,
        _: &StepContext,
        (Guid(id), Plain(draft)): Self::Arguments,
    ) -> Result<Option<Plain<StoredBytes>>, AppError> {
        let Desk { store, lending, closing, .. } = &self.0;
        let mut unit = store.reader().await?;
        let application = find(&mut *unit, LoanApplicationId::new(id)).await?.value;
        let record = application.record();
        let partner = unit.partners().by_name(&record.partner).await?;
        drop(unit);
        let product = lending.product(draft.offer.product()).ok_or(ProductError::NotFound)?;
        let contract = draw(&Drawing {
            lending,
            profile: &closing.profile,
            product,
            partner: &partner.ok_or(PartnerError::NotFound)?.value,
            questionnaire: &record.questionnaire,
            number: &draft.number,
            date: draft.date,
            offer: &draft.offer,
            request: OtpChallengeId::new(id),
        });
        let passport = || LoanApplicationError::Unprintable("there is no passport".to_owned());
        let printed =
            closing.renderer.render(&contract.ok_or_else(passport)?).map_err(unprintable)?;
        Ok(Some(Plain(keep(&*closing.files, draft.file, printed.pdf).await?)))
    }
}

/// What the data itself forbids is told to an operator; a fault of the printer is ours.
fn unprintable(fault: RenderError) -> AppError {
    match fault {
        RenderError::Invalid(_) | RenderError::MissingGlyph { .. } => {
            LoanApplicationError::Unprintable(fault.to_string()).into()
        }
        RenderError::Backend(_) => AppError::internal("printing a contract", fault),
    }
}
