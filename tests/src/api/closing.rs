//! What concludes contracts under test: the real printer, seal and codes, and a mailbox.

use super::World;
use crate::fixture::lender_profile;
use kredo_application::{
    Recorder, Store,
    identity::{LogIn, LogInClient, SendLoginCode},
    loan_application::Closing,
    notification::MailboxSms,
    otp::OtpCodes,
};
use kredo_document::{Ed25519Signer, Ed25519Verifier, PdfContractRenderer};
use kredo_domain::otp::OtpPolicy;
use kredo_outbound::{file::LocalFiles, payment::SandboxPayment};
use kredo_security::{
    key::{KeyPurpose, KeyRing},
    otp::KeyedCodes,
};
use secrecy::ExposeSecret;
use std::{path::Path, sync::Arc};

fn keys(folder: &Path, purpose: KeyPurpose) -> KeyRing {
    KeyRing::load_or_create(&folder.join("keys"), purpose).unwrap()
}

/// Where files are kept, apart from the keys.
pub(super) fn files_below(folder: &Path) -> std::path::PathBuf {
    folder.join("files")
}

pub(super) fn closing(
    world: &World,
    store: &Arc<dyn Store>,
    recorder: &Recorder,
    folder: &Path,
) -> (Closing, Arc<SandboxPayment>) {
    let payment = Arc::new(SandboxPayment::new(world.payment.clone()));
    let seal = keys(folder, KeyPurpose::Seal);
    let signer = Ed25519Signer::from_pem(seal.signing_pem().expose_secret()).unwrap();
    let vault = KeyedCodes::try_new(&keys(folder, KeyPurpose::Codes)).unwrap();
    let mailbox = MailboxSms::new(Arc::clone(store), recorder.clone());
    let closing = Closing {
        profile: Arc::new(lender_profile()),
        renderer: Arc::new(PdfContractRenderer::try_new().unwrap()),
        signer: Arc::new(signer),
        files: (world.files)(Arc::new(LocalFiles::open(files_below(folder)).unwrap())),
        codes: OtpCodes::new(Arc::new(vault), OtpPolicy::try_new(world.otp).unwrap()),
        sms: (world.gateway)(Arc::new(mailbox)),
        payment: (world.payments)(Arc::<SandboxPayment>::clone(&payment)),
    };
    (closing, payment)
}

/// What lets clients in, by the same codes and mailbox.
pub(super) fn clients(
    closing: &Closing,
    store: &Arc<dyn Store>,
    recorder: &Recorder,
    log_in: &LogIn,
) -> (SendLoginCode, LogInClient) {
    let codes = &closing.codes;
    let lender = closing.profile.party.short_name.clone();
    let sms = Arc::clone(&closing.sms);
    let (log_in, recorder) = (log_in.clone(), recorder.clone());
    let send = SendLoginCode::new(Arc::clone(store), sms, codes.clone(), recorder.clone(), lender);
    (send, LogInClient::new(Arc::clone(store), log_in, recorder, codes.clone()))
}

/// Knows the key that sealed.
pub(super) fn verifier(folder: &Path) -> Ed25519Verifier {
    let seal = keys(folder, KeyPurpose::Seal);
    Ed25519Signer::from_pem(seal.signing_pem().expose_secret()).unwrap().verifier()
}
