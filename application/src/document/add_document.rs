//! Adding a document to a customer.

use super::{forms::Forms, known::KnownDocument};
use crate::{
    AppError, Recorder, UnitOfWork, UseCase,
    customer::{CustomerKey, FindCustomer},
};
use async_trait::async_trait;
use kredo_domain::{
    customer::CustomerId,
    document::{DocumentError, DocumentForm, DocumentStatus, DocumentTypeName, Statement},
};

/// Adds a document, or, where the customer has one of the same type, series and number, brings that
/// one up to date: asked again, nothing is doubled.
pub struct AddDocument {
    recorder: Recorder,
}

/// Whose document, and what is said about it.
#[derive(Debug, Clone, PartialEq)]
pub struct AddDocumentCommand {
    /// Whose.
    pub customer: CustomerId,
    /// What kind.
    pub type_name: DocumentTypeName,
    /// Whether it holds.
    pub status: DocumentStatus,
    /// What is said about it, the newest last.
    pub statements: Vec<Statement>,
}

impl AddDocument {
    /// Binds the ports.
    #[must_use]
    pub const fn new(recorder: Recorder) -> Self {
        Self { recorder }
    }
}

/// Nothing if every statement is as the type asks for; the faults of all of them otherwise. One
/// alone stands at `documentInfo`, several at `documentInfo[0]`, `documentInfo[1]`, …
pub(super) fn check(form: &DocumentForm, statements: &[Statement]) -> Result<(), DocumentError> {
    let place = |n: usize| match statements {
        [_] => "documentInfo".to_owned(),
        _ => format!("documentInfo[{n}]"),
    };
    let faults = statements.iter().enumerate().flat_map(|(n, it)| form.faults(it, &place(n)));
    let faults: Vec<_> = faults.collect();
    if faults.is_empty() { Ok(()) } else { Err(DocumentError::Invalid(faults)) }
}

#[async_trait]
impl UseCase for AddDocument {
    type Command = AddDocumentCommand;
    type Output = KnownDocument;

    /// # Errors
    /// [`CustomerError::NotFound`](kredo_domain::customer::CustomerError::NotFound);
    /// [`DocumentError::TypeNotFound`], also for a type out of use; [`DocumentError::Invalid`]; or
    /// the store's.
    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        command: &AddDocumentCommand,
    ) -> Result<KnownDocument, AppError> {
        let AddDocumentCommand { customer, type_name, status, statements } = command;
        FindCustomer.execute_in(unit, &CustomerKey::Guid(*customer)).await?;
        let forms = Forms::read(unit).await?;
        let form = forms.in_use(type_name)?;
        check(&form, statements)?;
        let all = KnownDocument::all_of(unit, &forms, *customer).await?;
        let same = |known: &KnownDocument| {
            known.document_type.id() == form.document_type.id()
                && known.is_meant_by(statements.last())
        };
        let Some(mut known) = all.into_iter().find(same) else {
            let of = (*customer, form.document_type);
            return KnownDocument::add(unit, &self.recorder, of, *status, statements).await;
        };
        for statement in statements {
            let is_said = known.infos.iter().any(|info| info.state().statement == *statement);
            if !is_said {
                known.tell(unit, &self.recorder, statement).await?;
            }
        }
        known.judge(unit, &self.recorder, *status).await?;
        Ok(known)
    }
}
