//! The code that signs the contract, from its drawing to the message that carries it.

use super::{
    super::{Desk, plain::Plain},
    draft::Draft,
};
use crate::{
    AppError, UnitOfWork,
    activity::{Guid, LocalActivity, OutsideActivity, StepContext},
    loan_application::own::find,
    otp::ports::SealedCode,
};
use async_trait::async_trait;
use kredo_domain::{
    ErrorCode,
    loan_application::{
        Contract, ContractFile, DocumentHash, LoanApplicationError, LoanApplicationId, SentCode,
        StoredBytes, code,
    },
    otp::{NewOtpChallenge, OtpChallenge, OtpChallengeId, OtpError, OtpPurpose},
};
use uuid::Uuid;

/// Binds a code to the borrower's phone and to the printed bytes (63-FZ art. 6 and 9).
pub(in super::super) struct IssueOtp(pub(in super::super) Desk);

#[async_trait]
impl LocalActivity for IssueOtp {
    const NAME: &'static str = "LoanApplicationActivity#issueOtp";
    const ARGUMENTS: &'static [&'static str] = &["applicationGuid", "draft", "printed"];
    const ERRORS: &'static [ErrorCode] =
        &[code::LOAN_APPLICATION_NOT_FOUND, crate::code::ALREADY_EXISTS];
    type Arguments = (Guid, Plain<Draft>, Plain<StoredBytes>);
    type Output = Plain<SealedCode>;

    async fn run(
        &self,
        unit: &mut dyn UnitOfWork,
        (Guid(id), Plain(draft), Plain(printed)): Self::Arguments,
    ) -> Result<Option<Plain<SealedCode>>, AppError> {
        let Desk { recorder, time, closing, .. } = &self.0;
        let (application, challenge) = (LoanApplicationId::new(id), OtpChallengeId::new(id));
        let now = time.now();
        let phone =
            find(unit, application).await?.value.record().questionnaire.customer.phone.clone();
        let code = closing.codes.issue(unit, challenge, &phone).await?;
        let document = Some(DocumentHash::new(printed.sha256.clone()));
        let file = ContractFile::printed(application, draft.number, printed, now);
        unit.contract_files().insert(&file).await?;
        let (challenge, events) = OtpChallenge::issue(
            NewOtpChallenge {
                id: challenge,
                purpose: OtpPurpose::Signature { application },
                phone,
                document,
                code: code.hash,
                policy: closing.codes.policy(),
            },
            now,
        );
        unit.otp_challenges().insert(&challenge).await?;
        recorder.record(unit, &events).await?;
        Ok(Some(Plain(code.sealed)))
    }
}

/// Sends the code. Where an earlier try may have reached the gateway, it is asked first.
pub(in super::super) struct SendOtp(pub(in super::super) Desk);

#[async_trait]
impl OutsideActivity for SendOtp {
    const NAME: &'static str = "LoanApplicationActivity#sendOtp";
    const ARGUMENTS: &'static [&'static str] = &["applicationGuid", "code"];
    const ERRORS: &'static [ErrorCode] =
        &[code::LOAN_APPLICATION_NOT_FOUND, kredo_domain::otp::code::OTP_NOT_FOUND];
    type Arguments = (Guid, Plain<SealedCode>);
    type Output = Plain<SentCode>;

    async fn run(
        &self,
        context: &StepContext,
        (Guid(id), Plain(sealed)): Self::Arguments,
    ) -> Result<Option<Plain<SentCode>>, AppError> {
        let Desk { store, time, closing, .. } = &self.0;
        let sent = |message_id| Some(Plain(SentCode { message_id, at: time.now() }));
        if context.attempt > 1
            && let Some(known) = closing.sms.ask(&context.key).await?
        {
            return Ok(sent(known.id.to_string()));
        }
        let mut unit = store.reader().await?;
        let challenge = unit.otp_challenges().get(OtpChallengeId::new(id)).await?;
        let file =
            unit.contract_files().get(ContractFile::id_of(LoanApplicationId::new(id))).await?;
        drop(unit);
        let challenge = challenge.ok_or(OtpError::NotFound)?.value;
        let number = file.ok_or(LoanApplicationError::NotFound)?.value.record().number.clone();
        let code = closing.codes.vault().open(challenge.id(), &sealed)?;
        let lender = &closing.profile.party.short_name;
        let text = format!(
            "{code} - код подписания договора {number}, {lender}. Никому его не сообщайте."
        );
        let id = closing.sms.send(&context.key, &challenge.record().phone, &text).await?;
        Ok(sent(id.to_string()))
    }
}

async fn note(unit: &mut dyn UnitOfWork, id: Uuid, sent: SentCode) -> Result<(), AppError> {
    let id = ContractFile::id_of(LoanApplicationId::new(id));
    let mut file = unit.contract_files().get(id).await?.ok_or(LoanApplicationError::NotFound)?;
    if file.value.code_sent(sent) {
        unit.contract_files().update(file).await?;
    }
    Ok(())
}

/// Shows the contract to the customer, who may sign it now.
pub(in super::super) struct RecordOtpSent(pub(in super::super) Desk);

#[async_trait]
impl LocalActivity for RecordOtpSent {
    const NAME: &'static str = "LoanApplicationActivity#recordOtpSent";
    const ARGUMENTS: &'static [&'static str] = &["applicationGuid", "draft", "printed", "sent"];
    const ERRORS: &'static [ErrorCode] =
        &[code::LOAN_APPLICATION_NOT_FOUND, code::LOAN_APPLICATION_STAGE_MISMATCH];
    type Arguments = (Guid, Plain<Draft>, Plain<StoredBytes>, Plain<SentCode>);
    type Output = ();

    async fn run(
        &self,
        unit: &mut dyn UnitOfWork,
        (Guid(id), Plain(draft), Plain(printed), Plain(sent)): Self::Arguments,
    ) -> Result<Option<()>, AppError> {
        note(unit, id, sent).await?;
        let Draft { number, offer, .. } = draft;
        let document_hash = DocumentHash::new(printed.sha256);
        let contract = Contract { number, document_hash, offer };
        let tell = |application: &mut kredo_domain::loan_application::LoanApplication| {
            application.otp_sent(contract.clone())
        };
        self.0.tell(unit, id, &tell).await.map(|()| None)
    }
}

/// Notes that a further code was sent.
pub(in super::super) struct RecordResent;

#[async_trait]
impl LocalActivity for RecordResent {
    const NAME: &'static str = "LoanApplicationActivity#recordResent";
    const ARGUMENTS: &'static [&'static str] = &["applicationGuid", "sent"];
    const ERRORS: &'static [ErrorCode] = &[code::LOAN_APPLICATION_NOT_FOUND];
    type Arguments = (Guid, Plain<SentCode>);
    type Output = ();

    async fn run(
        &self,
        unit: &mut dyn UnitOfWork,
        (Guid(id), Plain(sent)): Self::Arguments,
    ) -> Result<Option<()>, AppError> {
        note(unit, id, sent).await.map(|()| None)
    }
}
