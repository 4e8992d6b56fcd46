//! The identifications of a customer.

use crate::{
    AppError, UnitOfWork, UseCase, audit,
    paging::{Page, PageRequest, SortProperty, Sorted},
};
use async_trait::async_trait;
use kredo_domain::{customer::CustomerId, identification::IdentificationRecord};
use std::cmp::Ordering;

/// Lists what is on record of a customer, page by page, oldest first unless it is told otherwise.
pub struct ListIdentifications;

/// Whose, and which part.
#[derive(Debug, Clone, PartialEq)]
pub struct ListIdentificationsCommand {
    /// Whose; of somebody who is not known there is nothing.
    pub customer: CustomerId,
    /// Which page, in which order.
    pub wanted: PageRequest<IdentificationRecord>,
}

impl Sorted for IdentificationRecord {
    fn properties() -> Vec<SortProperty<Self>> {
        vec![
            SortProperty::new("type", |one: &Self, other: &Self| {
                let kind = |record: &Self| record.state().means.clone().map(|means| means.kind);
                kind(one).cmp(&kind(other))
            }),
            SortProperty::new("method", |one, other| {
                let method = |record: &Self| record.state().means.clone().map(|m| m.method);
                method(one).cmp(&method(other))
            }),
            SortProperty::new("status", |one, other| one.state().status.cmp(&other.state().status)),
            SortProperty::new("createdAt", |one, other| {
                one.state().created_at.cmp(&other.state().created_at)
            }),
            SortProperty::new("updatedAt", |one, other| {
                one.state().updated_at.cmp(&other.state().updated_at)
            }),
        ]
    }
    fn usual(&self, other: &Self) -> Ordering {
        let when = |record: &Self| (record.state().created_at, record.id());
        when(self).cmp(&when(other))
    }
}

#[async_trait]
impl UseCase for ListIdentifications {
    type Command = ListIdentificationsCommand;
    type Output = Page<IdentificationRecord>;

    /// # Errors
    /// The store's.
    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        command: &ListIdentificationsCommand,
    ) -> Result<Page<IdentificationRecord>, AppError> {
        let all = unit.identifications().of(command.customer).await?;
        if !all.is_empty() {
            audit::note_read(command.customer);
        }
        Ok(Page::of(all.into_iter().map(|record| record.value).collect(), &command.wanted))
    }
}
