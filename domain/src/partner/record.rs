//! A partner's record.

use super::PartnerError;
use crate::{FieldFault, document::CheckedNumber, identity::AccountName};
use chrono::{DateTime, Utc};

/// Identifies a partner: what payment providers call the receiver.
pub type PartnerId = crate::Id<Partner>;

/// What contracts print of a partner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartnerProfile {
    /// The seller's name: `ООО «Электроника Плюс»`.
    pub title: String,
    /// Its taxpayer number, 10 digits of a company or 12 of an entrepreneur, where it is known.
    pub inn: Option<String>,
}

impl PartnerProfile {
    fn faults(&self) -> Vec<FieldFault> {
        let is_inn = |text: &String| {
            let kinds = [CheckedNumber::CompanyInn, CheckedNumber::PersonInn];
            kinds.into_iter().any(|kind| kind.check(text).is_ok())
        };
        let checks = [
            (!self.title.trim().is_empty(), "title", "must not be empty"),
            (
                self.inn.iter().all(is_inn),
                "inn",
                "must be 10 or 12 digits that fit their check digits",
            ),
        ];
        let wrong = checks.into_iter().filter(|(is_right, ..)| !is_right);
        wrong.map(|(_, path, message)| FieldFault::new(path, message)).collect()
    }
}

/// Somebody who sells goods on credit; its account of the same name calls the interface.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Partner {
    id: PartnerId,
    name: AccountName,
    profile: PartnerProfile,
    created_at: DateTime<Utc>,
}

impl Partner {
    /// Records a partner.
    ///
    /// # Errors
    /// [`PartnerError::Invalid`] with every faulty field of the profile.
    pub fn try_new(
        id: PartnerId,
        name: AccountName,
        profile: PartnerProfile,
        now: DateTime<Utc>,
    ) -> Result<Self, PartnerError> {
        let faults = profile.faults();
        if faults.is_empty() {
            Ok(Self::restore(id, name, profile, now))
        } else {
            Err(PartnerError::Invalid(faults))
        }
    }
    /// For adapters only: takes what a store kept, and checks nothing.
    #[must_use]
    pub const fn restore(
        id: PartnerId,
        name: AccountName,
        profile: PartnerProfile,
        created_at: DateTime<Utc>,
    ) -> Self {
        Self { id, name, profile, created_at }
    }
    /// Its guid.
    #[must_use]
    pub const fn id(&self) -> PartnerId {
        self.id
    }
    /// Its name: that of its account, and the `azp` of its tokens.
    #[must_use]
    pub const fn name(&self) -> &AccountName {
        &self.name
    }
    /// What contracts print of it.
    #[must_use]
    pub const fn profile(&self) -> &PartnerProfile {
        &self.profile
    }
    /// When it was recorded, UTC.
    #[must_use]
    pub const fn created_at(&self) -> DateTime<Utc> {
        self.created_at
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Coded;
    use uuid::Uuid;

    fn partner(title: &str, inn: Option<&str>) -> Result<Partner, PartnerError> {
        let profile = PartnerProfile { title: title.to_owned(), inn: inn.map(str::to_owned) };
        let name = AccountName::restore("demo".to_owned());
        Partner::try_new(PartnerId::new(Uuid::nil()), name, profile, DateTime::UNIX_EPOCH)
    }

    #[test]
    fn a_company_an_entrepreneur_and_somebody_without_a_number_can_sell() {
        for inn in [None, Some("7707083893"), Some("500100732259")] {
            assert!(partner("ООО «Электроника Плюс»", inn).is_ok(), "{inn:?}");
        }
    }

    #[test]
    fn every_fault_is_named() {
        let refused = partner(" ", Some("7707083892")).unwrap_err();
        assert_eq!(refused.code().name(), "PARTNER_INVALID");
        let paths: Vec<_> = refused.fields().into_iter().map(|fault| fault.path).collect();
        assert_eq!(paths, ["title", "inn"]);
    }
}
