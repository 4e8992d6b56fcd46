//! The documents of a customer.

use super::{forms::Forms, known::KnownDocument};
use crate::{
    AppError, UnitOfWork, UseCase,
    customer::{CustomerKey, FindCustomer},
};
use async_trait::async_trait;
use kredo_domain::{
    customer::CustomerId,
    document::{DocumentStatus, DocumentTypeName},
};

/// Lists a customer's documents, oldest first.
pub struct ListDocuments;

/// Whose documents, and which of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WantedDocuments {
    /// Whose.
    pub customer: CustomerId,
    /// Only those of that type.
    pub type_name: Option<DocumentTypeName>,
    /// Only those of that status.
    pub status: Option<DocumentStatus>,
    /// Only those that a source of that name, in any case, said something about.
    pub source_name: Option<String>,
}

impl WantedDocuments {
    /// All that a customer has.
    #[must_use]
    pub const fn all_of(customer: CustomerId) -> Self {
        Self { customer, type_name: None, status: None, source_name: None }
    }
}

#[async_trait]
impl UseCase for ListDocuments {
    type Command = WantedDocuments;
    type Output = Vec<KnownDocument>;

    /// # Errors
    /// [`CustomerError::NotFound`](kredo_domain::customer::CustomerError::NotFound);
    /// [`DocumentError::TypeNotFound`](kredo_domain::document::DocumentError::TypeNotFound) for a
    /// type that the directory does not know; or the store's.
    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        wanted: &WantedDocuments,
    ) -> Result<Vec<KnownDocument>, AppError> {
        let WantedDocuments { customer, type_name, status, source_name } = wanted;
        FindCustomer.execute_in(unit, &CustomerKey::Guid(*customer)).await?;
        let forms = Forms::read(unit).await?;
        let document_type = match type_name {
            Some(name) => Some(forms.of_name(name)?.document_type.id()),
            None => None,
        };
        let mut documents = KnownDocument::all_of(unit, &forms, *customer).await?;
        documents.retain(|known| {
            document_type.is_none_or(|wanted| known.document_type.id() == wanted)
                && status.is_none_or(|wanted| known.document.state().status == wanted)
                && source_name.as_deref().is_none_or(|wanted| known.has_source(wanted))
        });
        Ok(documents)
    }
}

impl KnownDocument {
    fn has_source(&self, wanted: &str) -> bool {
        let mut sources =
            self.infos.iter().filter_map(|info| info.state().statement.source_name.as_deref());
        sources.any(|known| known.to_lowercase() == wanted.to_lowercase())
    }
}
