use super::{commit_applications, commit_customers, commit_documents, commit_loans, stored};
use crate::{backend::Backend, fixture::Sample};
use kredo_application::{flow::Flow, notification::MailboxMessage};
use kredo_domain::{
    card::Card,
    consent::Consent,
    customer::{Address, Contact, Customer, Employment},
    document::{Document, DocumentAttribute, DocumentFile, DocumentInfo, DocumentType},
    flag::{CustomerFlag, FlagReason, FlagType},
    identification::{IdentificationRecord, OfferedMethod},
    identity::Account,
    loan::Loan,
    loan_application::{ContractFile, LoanApplication},
    otp::{OtpChallenge, OtpException},
    partner::Partner,
    payment::TransactionOrder,
    personal_data::Erasure,
};

/// Full and bare, new and changed, each field comes back as it went in.
async fn reads_back_equal<A: Sample>(b: &impl Backend) {
    for first in [A::full(1), A::bare(2)] {
        let mut unit = b.store().begin().await.unwrap();
        A::repository(&mut *unit).insert(&first).await.unwrap();
        unit.commit().await.unwrap();
        let read = stored::<A>(b, first.id()).await.expect("it was committed");
        assert_eq!((&read.value, read.version()), (&first, 1));

        let mut unit = b.store().begin().await.unwrap();
        let mut again = A::repository(&mut *unit).get(first.id()).await.unwrap().unwrap();
        let changed = first.changed();
        again.value = changed.clone();
        A::repository(&mut *unit).update(again).await.unwrap();
        unit.commit().await.unwrap();
        let read = stored::<A>(b, first.id()).await.expect("it is still there");
        assert_eq!((&read.value, read.version()), (&changed, 2));

        // Out of the way of the next one's unique keys.
        let mut unit = b.store().begin().await.unwrap();
        let mut again = A::repository(&mut *unit).get(first.id()).await.unwrap().unwrap();
        again.value = first;
        A::repository(&mut *unit).update(again).await.unwrap();
        unit.commit().await.unwrap();
    }
}

pub async fn every_customer_reads_back_equal(b: &impl Backend) {
    reads_back_equal::<Customer>(b).await;
}
pub async fn every_account_reads_back_equal(b: &impl Backend) {
    reads_back_equal::<Account>(b).await;
}
pub async fn every_flow_reads_back_equal(b: &impl Backend) {
    reads_back_equal::<Flow>(b).await;
}
pub async fn every_loan_application_reads_back_equal(b: &impl Backend) {
    commit_customers(b, 2).await;
    reads_back_equal::<LoanApplication>(b).await;
}
pub async fn every_contact_reads_back_equal(b: &impl Backend) {
    commit_customers(b, 2).await;
    reads_back_equal::<Contact>(b).await;
}
pub async fn every_address_reads_back_equal(b: &impl Backend) {
    commit_customers(b, 2).await;
    reads_back_equal::<Address>(b).await;
}
pub async fn every_employment_reads_back_equal(b: &impl Backend) {
    commit_customers(b, 2).await;
    reads_back_equal::<Employment>(b).await;
}
pub async fn every_customer_flag_reads_back_equal(b: &impl Backend) {
    commit_customers(b, 2).await;
    reads_back_equal::<CustomerFlag>(b).await;
}
pub async fn every_card_reads_back_equal(b: &impl Backend) {
    commit_customers(b, 2).await;
    reads_back_equal::<Card>(b).await;
}
pub async fn every_flag_type_reads_back_equal(b: &impl Backend) {
    reads_back_equal::<FlagType>(b).await;
}
pub async fn every_flag_reason_reads_back_equal(b: &impl Backend) {
    reads_back_equal::<FlagReason>(b).await;
}
pub async fn every_identification_method_reads_back_equal(b: &impl Backend) {
    reads_back_equal::<OfferedMethod>(b).await;
}
pub async fn every_identification_reads_back_equal(b: &impl Backend) {
    commit_customers(b, 2).await;
    reads_back_equal::<IdentificationRecord>(b).await;
}
pub async fn every_consent_reads_back_equal(b: &impl Backend) {
    commit_customers(b, 2).await;
    reads_back_equal::<Consent>(b).await;
}
pub async fn every_erasure_reads_back_equal(b: &impl Backend) {
    reads_back_equal::<Erasure>(b).await;
}
pub async fn every_document_reads_back_equal(b: &impl Backend) {
    commit_customers(b, 2).await;
    reads_back_equal::<Document>(b).await;
}
pub async fn every_document_info_reads_back_equal(b: &impl Backend) {
    commit_documents(b, 3).await;
    reads_back_equal::<DocumentInfo>(b).await;
}
pub async fn every_document_file_reads_back_equal(b: &impl Backend) {
    commit_documents(b, 3).await;
    reads_back_equal::<DocumentFile>(b).await;
}
pub async fn every_document_type_reads_back_equal(b: &impl Backend) {
    reads_back_equal::<DocumentType>(b).await;
}
pub async fn every_document_attribute_reads_back_equal(b: &impl Backend) {
    reads_back_equal::<DocumentAttribute>(b).await;
}
pub async fn every_contract_file_reads_back_equal(b: &impl Backend) {
    commit_applications(b, 2).await;
    reads_back_equal::<ContractFile>(b).await;
}
pub async fn every_loan_reads_back_equal(b: &impl Backend) {
    commit_applications(b, 2).await;
    reads_back_equal::<Loan>(b).await;
}
pub async fn every_transaction_order_reads_back_equal(b: &impl Backend) {
    commit_loans(b, 2).await;
    reads_back_equal::<TransactionOrder>(b).await;
}
pub async fn every_partner_reads_back_equal(b: &impl Backend) {
    reads_back_equal::<Partner>(b).await;
}
pub async fn every_otp_challenge_reads_back_equal(b: &impl Backend) {
    reads_back_equal::<OtpChallenge>(b).await;
}
pub async fn every_otp_exception_reads_back_equal(b: &impl Backend) {
    reads_back_equal::<OtpException>(b).await;
}
pub async fn every_mailbox_message_reads_back_equal(b: &impl Backend) {
    reads_back_equal::<MailboxMessage>(b).await;
}
