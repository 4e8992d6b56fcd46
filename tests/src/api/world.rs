//! What surrounds the server under test.

use chrono::NaiveDate;
use kredo_application::{
    file::ports::FileStorage, loan_application::Outside, notification::ports::SmsGateway,
    payment::ports::PaymentProvider,
};
use kredo_domain::{otp::OtpRules, scoring::Scorecard};
use kredo_http::LimitSettings;
use kredo_outbound::{
    identification::{SandboxIdentification, SandboxIdentificationSettings},
    payment::SandboxPaymentSettings,
    scoring::{
        BuiltInScoring, SandboxBureau, SandboxBureauSettings, SandboxList, SandboxSanctions,
        SandboxSanctionsSettings,
    },
};
use std::sync::Arc;

/// What bureaus, lists and identification know; by default nothing against anybody.
pub struct World {
    pub bureau: SandboxBureauSettings,
    pub sanctions: SandboxSanctionsSettings,
    pub identification: SandboxIdentificationSettings,
    pub payment: SandboxPaymentSettings,
    pub otp: OtpRules,
    pub limits: LimitSettings,
    /// Stands between the application and its mailbox, where something else is wanted of it.
    pub gateway: fn(Arc<dyn SmsGateway>) -> Arc<dyn SmsGateway>,
    /// Stands between the application and its files.
    pub files: fn(Arc<dyn FileStorage>) -> Arc<dyn FileStorage>,
    /// Stands between the application and who pays.
    pub payments: fn(Arc<dyn PaymentProvider>) -> Arc<dyn PaymentProvider>,
    /// Stands between the application and whom it asks about people.
    pub asked: fn(Outside) -> Outside,
}

impl Default for World {
    fn default() -> Self {
        let edition = NaiveDate::from_ymd_opt(2024, 10, 1).unwrap();
        let list = SandboxList { name: "115-FZ".to_owned(), edition, people: Vec::new() };
        Self {
            bureau: SandboxBureauSettings { name: "NBKI".to_owned(), people: Vec::new() },
            sanctions: SandboxSanctionsSettings { lists: vec![list] },
            identification: SandboxIdentificationSettings {
                biometrics: false,
                refusals: Vec::new(),
            },
            payment: SandboxPaymentSettings::default(),
            otp: OtpRules::default(),
            limits: LimitSettings::default(),
            gateway: |mailbox| mailbox,
            files: |folder| folder,
            payments: |sandbox| sandbox,
            asked: |sandboxes| sandboxes,
        }
    }
}

impl World {
    /// The systems of this world.
    #[must_use]
    pub fn outside(&self) -> Outside {
        let scorecard = Scorecard::built_in().unwrap();
        (self.asked)(Outside {
            bureaus: vec![Arc::new(SandboxBureau::new(self.bureau.clone()))],
            sanctions: Arc::new(SandboxSanctions::new(self.sanctions.clone())),
            scoring: Arc::new(BuiltInScoring::new(scorecard)),
            identification: Arc::new(SandboxIdentification::new(self.identification.clone())),
        })
    }
}
