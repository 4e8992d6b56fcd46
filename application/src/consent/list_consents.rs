//! What a customer agreed to, and when.

use crate::{
    AppError, UnitOfWork, UseCase,
    customer::{CustomerKey, FindCustomer},
    paging::{SortProperty, Sorted},
};
use async_trait::async_trait;
use kredo_domain::{consent::Consent, customer::CustomerId};
use std::cmp::Ordering;

/// A statement, and whether it still counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownConsent {
    /// What was stated, and when.
    pub consent: Consent,
    /// Whether it is the last word of its kind, and agrees.
    pub in_force: bool,
}

impl KnownConsent {
    /// All that a customer stated, oldest first.
    pub(super) fn all(stated: Vec<Consent>) -> Vec<Self> {
        let in_force = Consent::in_force(&stated);
        let known = |consent: Consent| Self { in_force: in_force.contains(&consent.id()), consent };
        stated.into_iter().map(known).collect()
    }
}

impl Sorted for KnownConsent {
    fn properties() -> Vec<SortProperty<Self>> {
        vec![
            SortProperty::new("statedAt", Self::usual),
            SortProperty::new("kind", |one, other| {
                let kind = |known: &Self| known.consent.state().statement.kind.clone();
                kind(one).cmp(&kind(other))
            }),
            SortProperty::new("isInForce", |one, other| one.in_force.cmp(&other.in_force)),
        ]
    }
    fn usual(&self, other: &Self) -> Ordering {
        let age = |known: &Self| (known.consent.state().at, known.consent.id());
        age(self).cmp(&age(other))
    }
}

/// Lists everything that a customer agreed to, or refused, oldest first.
pub struct ListConsents;

#[async_trait]
impl UseCase for ListConsents {
    type Command = CustomerId;
    type Output = Vec<KnownConsent>;

    /// # Errors
    /// [`CustomerError::NotFound`](kredo_domain::customer::CustomerError::NotFound), or the store's.
    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        customer: &CustomerId,
    ) -> Result<Vec<KnownConsent>, AppError> {
        let customer = FindCustomer.execute_in(unit, &CustomerKey::Guid(*customer)).await?;
        let stated = unit.consents().of(customer.value.id()).await?;
        Ok(KnownConsent::all(stated.into_iter().map(|consent| consent.value).collect()))
    }
}
