//! What signing and paying out need: the codes' rules, who carries them, the lender as a party of
//! the contract, who pays.

use super::remote;
use crate::config::Config;
use kredo_application::{
    Store,
    file::ports::FileStorage,
    loan_application::{
        Closing,
        contract_document::{BankDetails, Lender, LenderProfile},
    },
    notification::{MailboxSms, ports::SmsGateway},
    otp::OtpCodes,
    payment::ports::PaymentProvider,
};
use kredo_document::{Ed25519Signer, PdfContractRenderer};
use kredo_outbound::{file::LocalFiles, payment::SandboxPayment};
use kredo_security::{
    key::{KeyPurpose, KeyRing},
    otp::KeyedCodes,
};
use secrecy::ExposeSecret;
use std::sync::Arc;

/// What concludes contracts: keys and a folder of files are made when they are missing.
pub(super) async fn closing(config: &Config, store: Arc<dyn Store>) -> anyhow::Result<Closing> {
    let keys = |purpose| KeyRing::load_or_create(&config.keys.folder, purpose);
    let files = super::files::storage(&config.files).await?;
    of(config, store, files, (&keys(KeyPurpose::Seal)?, &keys(KeyPurpose::Codes)?))
}

/// The same, to be described and not to be run: keys and files of a folder that goes away.
pub(super) fn described(config: &Config, store: Arc<dyn Store>) -> anyhow::Result<Closing> {
    let folder = tempfile::tempdir()?;
    let keys = |purpose| KeyRing::load_or_create(&folder.path().join("keys"), purpose);
    let files = Arc::new(LocalFiles::open(folder.path().join("files"))?);
    of(config, store, files, (&keys(KeyPurpose::Seal)?, &keys(KeyPurpose::Codes)?))
}

fn of(
    config: &Config,
    store: Arc<dyn Store>,
    files: Arc<dyn FileStorage>,
    (seal, codes): (&KeyRing, &KeyRing),
) -> anyhow::Result<Closing> {
    let mailbox = || Arc::new(MailboxSms::new(store, super::recorder())) as _;
    Ok(Closing {
        profile: Arc::new(profile(config)),
        renderer: Arc::new(PdfContractRenderer::try_new()?),
        signer: Arc::new(Ed25519Signer::from_pem(seal.signing_pem().expose_secret())?),
        files,
        codes: OtpCodes::new(Arc::new(KeyedCodes::try_new(codes)?), config.otp.policy),
        sms: sms(config, mailbox)?,
        payment: payment_provider(config)?,
    })
}

/// The lender as contracts name it.
pub(super) fn profile(config: &Config) -> LenderProfile {
    let stated = &config.lender;
    let lender = Lender {
        full_name: stated.full_name.clone(),
        short_name: stated.short_name.clone(),
        inn: stated.inn.clone(),
        ogrn: stated.ogrn.clone(),
        registry_number: stated.registry_number.clone(),
        address: stated.address.clone(),
        phone: stated.phone.clone(),
        email: stated.email.clone(),
        bank: BankDetails {
            account: stated.bank.account.clone(),
            bank_name: stated.bank.name.clone(),
            bic: stated.bank.bic.clone(),
            correspondent_account: stated.bank.correspondent_account.clone(),
        },
    };
    let site = stated.site.clone();
    LenderProfile {
        party: lender,
        place: stated.place.clone(),
        general_terms: format!("редакция 1, {site}/terms"),
        signature_agreement: format!(
            "Соглашение об использовании простой электронной подписи, редакция 1, {site}/signature"
        ),
        site,
    }
}

/// The gateway that the configuration names, else the sandbox.
pub(super) fn sms(
    config: &Config,
    sandbox: impl FnOnce() -> Arc<dyn SmsGateway>,
) -> anyhow::Result<Arc<dyn SmsGateway>> {
    Ok(remote::sms(&config.sms)?.unwrap_or_else(sandbox))
}

/// The provider that the configuration names, else the sandbox.
pub(super) fn payment_provider(config: &Config) -> anyhow::Result<Arc<dyn PaymentProvider>> {
    let sandbox = || Arc::new(SandboxPayment::new(config.sandbox.payment.clone())) as _;
    Ok(remote::payment(&config.payment)?.unwrap_or_else(sandbox))
}
