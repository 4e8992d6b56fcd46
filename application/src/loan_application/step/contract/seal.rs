//! The signed contract: the loan that it makes, and the lender's seal.

use super::{
    super::{Desk, plain::Plain},
    fetch, keep,
};
use crate::{
    AppError, Sha256Sum, UnitOfWork,
    activity::{Guid, LocalActivity, OutsideActivity, StepContext},
    file::ports::FileId,
    loan_application::{
        contract_document::{SealError, SealEvidence},
        own::find,
    },
};
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use kredo_domain::{
    ErrorCode,
    loan::{Loan, NewLoan},
    loan_application::{
        ContractFile, LoanApplicationError, LoanApplicationId, SealedContract, SignedContract, code,
    },
    otp::{OtpChallenge, OtpChallengeId, OtpError, OtpState},
};
use uuid::Uuid;

fn signed(
    application: &kredo_domain::loan_application::LoanApplication,
) -> Result<SignedContract, AppError> {
    Ok(application.state().signed().cloned().ok_or(LoanApplicationError::NotSigned)?)
}

/// When the right code was entered.
async fn signed_at(
    unit: &mut dyn UnitOfWork,
    id: Uuid,
) -> Result<(OtpChallenge, DateTime<Utc>), AppError> {
    let found = unit.otp_challenges().get(OtpChallengeId::new(id)).await?;
    let challenge = found.ok_or(OtpError::NotFound)?.value;
    match challenge.record().state {
        OtpState::Accepted { at } => Ok((challenge, at)),
        OtpState::Open => Err(LoanApplicationError::NotSigned.into()),
    }
}

/// Makes the loan of the signed contract; answers where the sealed document is to lie.
pub(in super::super) struct CreateLoan(pub(in super::super) Desk);

#[async_trait]
impl LocalActivity for CreateLoan {
    const NAME: &'static str = "LoanApplicationActivity#createLoan";
    const ARGUMENTS: &'static [&'static str] = &["applicationGuid"];
    const ERRORS: &'static [ErrorCode] =
        &[code::LOAN_APPLICATION_NOT_FOUND, code::CONTRACT_NOT_SIGNED, crate::code::ALREADY_EXISTS];
    type Arguments = (Guid,);
    type Output = Guid;

    async fn run(
        &self,
        unit: &mut dyn UnitOfWork,
        (Guid(id),): (Guid,),
    ) -> Result<Option<Guid>, AppError> {
        let application = find(unit, LoanApplicationId::new(id)).await?.value;
        let contract = signed(&application)?.contract;
        let record = application.record();
        let new = NewLoan {
            application: record.id,
            number: contract.number,
            customer: record.customer.ok_or(LoanApplicationError::NotSigned)?,
            partner: record.partner.clone(),
            offer: contract.offer,
        };
        let (loan, events) = Loan::create(new, self.0.time.now());
        unit.loans().insert(&loan).await?;
        self.0.recorder.record(unit, &events).await?;
        Ok(Some(Guid(self.0.recorder.new_id::<FileId>().guid())))
    }
}

/// Seals the document that was signed with the evidence of the signature.
pub(in super::super) struct SealContract(pub(in super::super) Desk);

#[async_trait]
impl OutsideActivity for SealContract {
    const NAME: &'static str = "LoanApplicationActivity#sealContract";
    const ARGUMENTS: &'static [&'static str] = &["applicationGuid", "fileGuid"];
    const ERRORS: &'static [ErrorCode] = &[
        code::LOAN_APPLICATION_NOT_FOUND,
        code::CONTRACT_NOT_SIGNED,
        kredo_domain::otp::code::OTP_NOT_FOUND,
    ];
    type Arguments = (Guid, Guid);
    type Output = Plain<SealedContract>;

    async fn run(
        &self,
        _: &StepContext,
        (Guid(id), Guid(file)): Self::Arguments,
    ) -> Result<Option<Plain<SealedContract>>, AppError> {
        let Desk { store, closing, .. } = &self.0;
        let mut unit = store.reader().await?;
        let printed =
            unit.contract_files().get(ContractFile::id_of(LoanApplicationId::new(id))).await?;
        let (challenge, at) = signed_at(&mut *unit, id).await?;
        drop(unit);
        let printed = printed.ok_or(LoanApplicationError::NotFound)?.value;
        let pdf = fetch(&*closing.files, &printed.record().printed).await?;
        let evidence = SealEvidence {
            contract_number: printed.record().number.to_string(),
            document: Sha256Sum::of(&pdf),
            phone: challenge.record().phone.clone(),
            code_id: id.to_string(),
            signed_at: at,
        };
        // The code was bound to these bytes, and to no others.
        if challenge.record().document != Some((&evidence.document).into()) {
            return Err(AppError::internal("sealing a contract", SealError::AnotherDocument));
        }
        let failed = |cause: SealError| AppError::internal("sealing a contract", cause);
        let sealed = closing.signer.seal(&pdf, &evidence).map_err(failed)?;
        let bytes = keep(&*closing.files, FileId::new(file), sealed).await?;
        let key_id = closing.signer.key_id().to_owned();
        Ok(Some(Plain(SealedContract { bytes, key_id })))
    }
}

/// Reports the sealed contract; answers until when the law lets no money go, if it does not now.
pub(in super::super) struct RecordSigned(pub(in super::super) Desk);

#[async_trait]
impl LocalActivity for RecordSigned {
    const NAME: &'static str = "LoanApplicationActivity#recordSigned";
    const ARGUMENTS: &'static [&'static str] = &["applicationGuid", "sealed"];
    const ERRORS: &'static [ErrorCode] = &[
        code::LOAN_APPLICATION_NOT_FOUND,
        code::LOAN_APPLICATION_STAGE_MISMATCH,
        code::CONTRACT_NOT_SIGNED,
        code::CONTRACT_SEALED_OTHERWISE,
        kredo_domain::otp::code::OTP_NOT_FOUND,
    ];
    type Arguments = (Guid, Plain<SealedContract>);
    type Output = Plain<DateTime<Utc>>;

    async fn run(
        &self,
        unit: &mut dyn UnitOfWork,
        (Guid(id), Plain(sealed)): Self::Arguments,
    ) -> Result<Option<Plain<DateTime<Utc>>>, AppError> {
        let Desk { lending, time, .. } = &self.0;
        let file_id = ContractFile::id_of(LoanApplicationId::new(id));
        let file = unit.contract_files().get(file_id).await?;
        let mut file = file.ok_or(LoanApplicationError::NotFound)?;
        if file.value.seal(sealed)? {
            unit.contract_files().update(file).await?;
        }
        let (_, at) = signed_at(unit, id).await?;
        let application = find(unit, LoanApplicationId::new(id)).await?.value;
        let offer = signed(&application)?.contract.offer;
        let in_person = application.record().questionnaire.mode.is_in_person();
        // A product that was taken out of the catalogue exempts from nothing.
        let exemption = lending
            .product(offer.product())
            .and_then(|product| product.cooling_off_exemption(in_person));
        let not_before = lending.law.not_before(time.day_of(at), at, offer.amount(), exemption);
        let until = Some(not_before).filter(|until| *until > at);
        let tell = |application: &mut kredo_domain::loan_application::LoanApplication| {
            application.contract_signed(until)
        };
        self.0.tell(unit, id, &tell).await?;
        Ok(until.map(Plain))
    }
}
