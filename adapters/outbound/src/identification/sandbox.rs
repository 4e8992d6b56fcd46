//! An identification that believes everybody but those whom its configuration names.

use crate::Who;
use async_trait::async_trait;
use kredo_application::{
    identification::ports::{
        Identification, IdentificationMethod, IdentificationRequest, IdentificationService,
    },
    outside::{CallKey, OutsideError},
};
use kredo_domain::scoring::Channel;
use serde::Deserialize;

/// How remote borrowers are identified, and who is not.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SandboxIdentificationSettings {
    /// Whether remote borrowers pass the state's log-in and the Unified Biometric System; without
    /// it by documents only, which the law stops letting count.
    pub biometrics: bool,
    /// Who is not identified; the first that fits a person counts.
    pub refusals: Vec<SandboxRefusal>,
}

/// People who are not identified.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SandboxRefusal {
    /// Who.
    pub who: Who,
    /// Why.
    pub reason: String,
}

/// Identifies by its configuration.
#[derive(Debug, Clone)]
pub struct SandboxIdentification(SandboxIdentificationSettings);

impl SandboxIdentification {
    /// An identification of that configuration.
    #[must_use]
    pub const fn new(settings: SandboxIdentificationSettings) -> Self {
        Self(settings)
    }
}

#[async_trait]
impl IdentificationService for SandboxIdentification {
    async fn identify(
        &self,
        _: &CallKey,
        request: &IdentificationRequest,
    ) -> Result<Identification, OutsideError> {
        let mut refusals = self.0.refusals.iter();
        if let Some(refusal) = refusals.find(|refusal| refusal.who.is(&request.subject)) {
            return Ok(Identification::NotIdentified { reason: refusal.reason.clone() });
        }
        let method = match request.channel {
            Channel::InPerson => IdentificationMethod::InPerson,
            Channel::Remote if self.0.biometrics => IdentificationMethod::EsiaWithBiometrics,
            Channel::Remote => IdentificationMethod::Simplified,
        };
        Ok(Identification::Identified { method })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::who::tests::subject;
    use kredo_domain::regulation::LenderKind;
    use uuid::Uuid;

    async fn identified(settings: &str, channel: Channel) -> Identification {
        let service = SandboxIdentification::new(toml::from_str(settings).unwrap());
        let request = IdentificationRequest {
            subject: subject(),
            channel,
            lender: LenderKind::Mkk,
            on: "2024-11-22".parse().unwrap(),
        };
        service.identify(&CallKey::of_step(Uuid::nil(), 1), &request).await.unwrap()
    }

    #[tokio::test]
    async fn by_default_everybody_is_identified_as_the_channel_allows() {
        for (settings, channel, method) in [
            ("", Channel::Remote, IdentificationMethod::Simplified),
            ("", Channel::InPerson, IdentificationMethod::InPerson),
            ("biometrics = true", Channel::Remote, IdentificationMethod::EsiaWithBiometrics),
            ("biometrics = true", Channel::InPerson, IdentificationMethod::InPerson),
        ] {
            let expected = Identification::Identified { method };
            assert_eq!(identified(settings, channel).await, expected, "{settings} {channel:?}");
        }
    }

    #[tokio::test]
    async fn those_who_are_named_are_not_identified() {
        let refusal = |who| format!("[[refusals]]\nwho = {who}\nreason = 'no match'");
        let named = identified(&refusal("{ passport = '1234*' }"), Channel::Remote).await;
        assert_eq!(named, Identification::NotIdentified { reason: "no match".to_owned() });
        let others = identified(&refusal("{ phone = '7902*' }"), Channel::Remote).await;
        assert!(matches!(others, Identification::Identified { .. }));
    }
}
