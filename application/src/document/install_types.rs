//! Document types that come with the program.

use crate::{AppError, Recorder, UnitOfWork, UseCase, directory::InstallEntries};
use async_trait::async_trait;
use kredo_domain::document::{AttributeFacts, BuiltInDocumentType, DocumentTypeFacts};

/// Adds the document types that come with the program and what they ask for, as
/// [`InstallEntries`] does.
pub struct InstallDocumentTypes {
    types: InstallEntries<DocumentTypeFacts>,
    attributes: InstallEntries<AttributeFacts>,
}

impl InstallDocumentTypes {
    /// Binds the ports.
    #[must_use]
    pub fn new(recorder: &Recorder) -> Self {
        Self {
            types: InstallEntries::new(recorder.clone()),
            attributes: InstallEntries::new(recorder.clone()),
        }
    }
}

#[async_trait]
impl UseCase for InstallDocumentTypes {
    type Command = ();
    /// How many entries were added.
    type Output = usize;

    /// # Errors
    /// [`DocumentError::Unreadable`](kredo_domain::document::DocumentError::Unreadable) when the
    /// built-in table is damaged, or the store's.
    async fn execute_in(&self, unit: &mut dyn UnitOfWork, (): &()) -> Result<usize, AppError> {
        let built_in = BuiltInDocumentType::all()?;
        let types: Vec<_> = built_in.iter().map(|known| known.document_type.clone()).collect();
        let added = self.types.execute_in(unit, &types).await?;
        let mut attributes = Vec::new();
        for attribute in built_in.into_iter().flat_map(|known| known.attributes) {
            // Where people had a type of that name before, theirs asks for things of its own.
            if unit.document_types().get(attribute.document_type).await?.is_some() {
                attributes.push(attribute);
            }
        }
        Ok(added.saturating_add(self.attributes.execute_in(unit, &attributes).await?))
    }
}
