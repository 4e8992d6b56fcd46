//! A credit bureau that knows whom its configuration names.

use crate::Who;
use async_trait::async_trait;
use kredo_application::{
    outside::{CallKey, OutsideError},
    scoring::ports::{BackgroundRequest, CreditBureau},
};
use kredo_domain::{
    Currency, Money,
    scoring::{BureauLoan, BureauReport, SelfBan},
};
use serde::Deserialize;

/// The bureau's name and whom it knows.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SandboxBureauSettings {
    /// Its name.
    pub name: String,
    /// The first history that fits a person is that person's; nobody else has any.
    #[serde(default)]
    pub people: Vec<SandboxHistory>,
}

/// What the bureau tells about some people.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SandboxHistory {
    /// About whom.
    pub who: Who,
    /// Bans on loans to themselves.
    #[serde(default)]
    pub self_bans: Vec<SelfBan>,
    /// Average monthly payments; none means nothing.
    pub monthly_payments: Option<Money>,
    /// Their loans.
    #[serde(default)]
    pub loans: Vec<BureauLoan>,
}

/// Answers from its configuration, at the instant at which it is asked.
#[derive(Debug, Clone)]
pub struct SandboxBureau(SandboxBureauSettings);

impl SandboxBureau {
    /// A bureau of that configuration.
    #[must_use]
    pub const fn new(settings: SandboxBureauSettings) -> Self {
        Self(settings)
    }
}

#[async_trait]
impl CreditBureau for SandboxBureau {
    fn name(&self) -> &str {
        &self.0.name
    }

    async fn report(
        &self,
        _: &CallKey,
        request: &BackgroundRequest,
    ) -> Result<BureauReport, OutsideError> {
        let history = self.0.people.iter().find(|history| history.who.is(&request.subject));
        let nothing = Money::zero(Currency::Rub);
        Ok(BureauReport {
            bureau: self.0.name.clone(),
            answered_at: request.asked_at,
            self_bans: history.map(|history| history.self_bans.clone()).unwrap_or_default(),
            monthly_payments: history.and_then(|h| h.monthly_payments).unwrap_or(nothing),
            loans: history.map(|history| history.loans.clone()).unwrap_or_default(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::who::tests::subject;
    use kredo_domain::{
        Phone,
        scoring::{Channel, LenderGroup},
    };
    use uuid::Uuid;

    const SETTINGS: &str = r#"
        name = "Sandbox"

        [[people]]
        who = { phone = "79010000001" }
        monthly_payments = { minor = 1000050, currency = "RUB" }
        self_bans = [{ lenders = "MFO", channel = "REMOTE", entered_on = "2024-11-01" }]
        loans = [
            { uid = "u1", loan = { psk = "292.000" } },
            { uid = "u2", loan = { psk = "292.000", repaid_on = "2024-11-20" } },
        ]

        [[people]]
        who = { phone = "7901*" }
        monthly_payments = { minor = 7, currency = "RUB" }
    "#;

    async fn report(phone: &str) -> BureauReport {
        let bureau = SandboxBureau::new(toml::from_str(SETTINGS).unwrap());
        let phone = Phone::parse(phone).unwrap();
        let request = BackgroundRequest {
            subject: kredo_application::scoring::Subject { phone, ..subject() },
            asked_at: "2024-11-22T10:00:00+03:00".parse().unwrap(),
        };
        bureau.report(&CallKey::of_step(Uuid::nil(), 1), &request).await.unwrap()
    }

    #[tokio::test]
    async fn the_first_history_that_fits_is_told_with_the_time_of_asking() {
        let told = report("79010000001").await;
        assert_eq!(
            (told.bureau.as_str(), told.monthly_payments),
            ("Sandbox", Money::kopecks(1_000_050))
        );
        let on = "2024-11-22".parse().unwrap();
        assert!(told.serves(on) && !told.serves(on.succ_opt().unwrap()));
        assert!(told.self_bans[0].forbids(LenderGroup::Mfo, Channel::Remote, on));
        let repaid: Vec<_> =
            told.loans.iter().map(|known| known.loan.repaid_on.is_some()).collect();
        assert_eq!(repaid, [false, true]);
        assert_eq!(report("79010000002").await.monthly_payments, Money::kopecks(7));
    }

    #[tokio::test]
    async fn nobody_else_has_a_history() {
        let told = report("79020000001").await;
        assert_eq!((told.self_bans.len(), told.loans.len()), (0, 0));
        assert_eq!(told.monthly_payments, Money::kopecks(0));
    }

    #[test]
    fn an_unknown_setting_is_refused() {
        for wrong in [
            "name = 'a'\nnames = 'b'",
            "name = 'a'\n[[people]]\nwho = { phone = '7' }\nban = 1",
            "name = 'a'\n[[people]]\nwho = { name = '7' }",
            "name = 'a'\n[[people]]\nwho = { phone = '7', passport = '7' }",
        ] {
            assert!(toml::from_str::<SandboxBureauSettings>(wrong).is_err(), "{wrong}");
        }
    }
}
