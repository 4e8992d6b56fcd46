//! What the customer applied for and borrowed.

use crate::{AppError, file::ports::FileRef};
use chrono::{DateTime, Utc};
use kredo_domain::{
    loan::{Loan, LoanState},
    loan_application::{
        ContractFile, LoanApplication, Questionnaire, SealedContract, SentCode, State, StoredBytes,
        UploadedFile,
    },
    payment::{OrderStanding, TransactionOrder},
    product::Offer,
};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// An application.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::personal_data) struct HeldApplication {
    /// Its guid.
    guid: Uuid,
    /// Through which partner.
    partner: String,
    /// What was stated.
    #[schema(value_type = Object)]
    questionnaire: Questionnaire,
    /// Where it stands, with what was decided.
    #[schema(value_type = Object)]
    state: State,
    /// What the partner uploaded.
    #[schema(value_type = Vec<Object>)]
    files: Vec<UploadedFile>,
    /// Its contract, once it was printed.
    contract: Option<HeldContract>,
    /// When it was created.
    created_at: DateTime<Utc>,
}

impl HeldApplication {
    pub(in crate::personal_data) fn new(
        application: &LoanApplication,
        contract: Option<HeldContract>,
    ) -> Self {
        let record = application.record().clone();
        Self {
            guid: record.id.guid(),
            partner: record.partner.to_string(),
            questionnaire: record.questionnaire,
            state: record.state,
            files: record.files,
            contract,
            created_at: record.created_at,
        }
    }

    /// Where its files are.
    pub(super) fn files(&self) -> Vec<Result<FileRef, AppError>> {
        let uploads = self.files.iter().map(|file| (&file.storage_id, &file.checksum));
        let contract = self.contract.iter().flat_map(|contract| {
            let sealed = contract.sealed.as_ref().map(|sealed| &sealed.bytes);
            let bytes = [Some(&contract.printed), sealed].into_iter().flatten();
            bytes.map(|bytes| (&bytes.storage_id, &bytes.sha256))
        });
        uploads.chain(contract).map(|(id, checksum)| place(id, checksum)).collect()
    }
}

/// A place in the file storage, of the texts that are kept.
fn place(id: &str, checksum: &str) -> Result<FileRef, AppError> {
    let bad = |cause: String| AppError::internal("finding a file of a customer", cause);
    Ok(FileRef {
        id: id.parse().map_err(|cause| bad(format!("{cause}")))?,
        checksum: checksum.parse().map_err(|cause| bad(format!("{cause}")))?,
    })
}

/// A contract's document.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::personal_data) struct HeldContract {
    /// The contract's number.
    number: String,
    /// The document that was shown.
    #[schema(value_type = Object)]
    printed: StoredBytes,
    /// The messages with codes that were sent for it.
    #[schema(value_type = Vec<Object>)]
    sent_codes: Vec<SentCode>,
    /// The sealed document, once it was signed.
    #[schema(value_type = Option<Object>)]
    sealed: Option<SealedContract>,
    /// When it was printed.
    created_at: DateTime<Utc>,
}

impl From<ContractFile> for HeldContract {
    fn from(file: ContractFile) -> Self {
        let record = file.record().clone();
        Self {
            number: record.number.to_string(),
            printed: record.printed,
            sent_codes: record.sent_codes,
            sealed: record.sealed,
            created_at: record.created_at,
        }
    }
}

/// A loan.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::personal_data) struct HeldLoan {
    /// Its guid: the application's.
    guid: Uuid,
    /// Its number: the contract's.
    number: String,
    /// Through which partner.
    partner: String,
    /// The terms that were signed.
    #[schema(value_type = Object)]
    offer: Offer,
    /// Where it stands.
    #[schema(value_type = Object)]
    state: LoanState,
    /// What was paid out for it.
    orders: Vec<HeldOrder>,
    /// When it was made.
    created_at: DateTime<Utc>,
}

impl HeldLoan {
    pub(in crate::personal_data) fn new(loan: &Loan, orders: Vec<HeldOrder>) -> Self {
        let record = loan.record().clone();
        Self {
            guid: record.id.guid(),
            number: record.number.to_string(),
            partner: record.partner.to_string(),
            offer: record.offer,
            state: record.state,
            orders,
            created_at: record.created_at,
        }
    }
}

/// An order to pay.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::personal_data) struct HeldOrder {
    /// Its guid.
    guid: Uuid,
    /// How much, minor units.
    amount: i64,
    /// In which currency.
    currency: &'static str,
    /// What for.
    purpose: String,
    /// What became of it.
    #[schema(value_type = Object)]
    standing: OrderStanding,
    /// When it was made.
    created_at: DateTime<Utc>,
}

impl From<TransactionOrder> for HeldOrder {
    fn from(order: TransactionOrder) -> Self {
        let record = order.record().clone();
        Self {
            guid: record.id.guid(),
            amount: record.amount.minor(),
            currency: record.amount.currency().code(),
            purpose: record.purpose,
            standing: record.standing,
            created_at: record.created_at,
        }
    }
}
