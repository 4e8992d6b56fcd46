//! Unique keys and look-ups of one-time codes in memory.

use crate::memory::{MemoryUnit, UniqueKey};
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use kredo_application::store::{OtpExceptionRepository, OtpRepository, StoreError, Versioned};
use kredo_domain::{
    Phone,
    otp::{OtpChallenge, OtpException, OtpPurpose},
};

/// None besides the guid, which a signature shares with its application.
pub(crate) fn challenge_keys(_: &OtpChallenge) -> Vec<UniqueKey> {
    Vec::new()
}

pub(crate) fn exception_keys(exception: &OtpException) -> Vec<UniqueKey> {
    vec![("phone", exception.phone().to_string())]
}

impl MemoryUnit {
    fn logins_of(&self, phone: &Phone) -> Vec<Versioned<OtpChallenge>> {
        self.find(|challenge: &OtpChallenge| {
            let record = challenge.record();
            record.purpose == OtpPurpose::ClientLogin && record.phone == *phone
        })
    }
}

#[async_trait]
impl OtpRepository for MemoryUnit {
    async fn latest_login(
        &mut self,
        phone: &Phone,
    ) -> Result<Option<Versioned<OtpChallenge>>, StoreError> {
        let mut logins = self.logins_of(phone);
        logins.sort_by_key(|login| (login.value.record().created_at, login.value.id()));
        Ok(logins.pop())
    }
    async fn logins(&mut self, phone: &Phone) -> Result<Vec<Versioned<OtpChallenge>>, StoreError> {
        Ok(self.logins_of(phone))
    }
    async fn logins_until(
        &mut self,
        sent_by: DateTime<Utc>,
        limit: u16,
    ) -> Result<Vec<Versioned<OtpChallenge>>, StoreError> {
        let mut found = self.find(|challenge: &OtpChallenge| {
            let record = challenge.record();
            record.purpose == OtpPurpose::ClientLogin && record.sent_at <= sent_by
        });
        found.truncate(limit.into());
        Ok(found)
    }
}

#[async_trait]
impl OtpExceptionRepository for MemoryUnit {
    async fn by_phone(
        &mut self,
        phone: &Phone,
    ) -> Result<Option<Versioned<OtpException>>, StoreError> {
        Ok(self.find(|exception: &OtpException| exception.phone() == phone).pop())
    }
}
