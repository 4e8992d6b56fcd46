//! The contract's document, for whoever may see it.

use super::step::fetch;
use crate::{AppError, Store, file::ports::FileStorage};
use kredo_domain::loan_application::{ContractFile, LoanApplicationError, LoanApplicationId};
use std::sync::Arc;

/// Reads the document of a contract: the sealed one, or before the signature the printed one.
pub struct ShowContract {
    store: Arc<dyn Store>,
    files: Arc<dyn FileStorage>,
}

impl ShowContract {
    /// Binds the ports.
    #[must_use]
    pub fn new(store: Arc<dyn Store>, files: Arc<dyn FileStorage>) -> Self {
        Self { store, files }
    }

    /// The document's bytes. Whether the asker may see them is decided before.
    ///
    /// # Errors
    /// [`LoanApplicationError::NotFound`] when nothing was printed, the storage's, or the store's.
    pub async fn execute(&self, application: LoanApplicationId) -> Result<Vec<u8>, AppError> {
        let mut unit = self.store.reader().await?;
        let found = unit.contract_files().get(ContractFile::id_of(application)).await?;
        drop(unit);
        let file = found.ok_or(LoanApplicationError::NotFound)?.value;
        fetch(&*self.files, file.shown()).await
    }
}
