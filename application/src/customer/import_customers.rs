//! Taking customers over from a file.

mod drafts;
mod taken;

use crate::{
    AppError, Recorder, Store, UnitOfWork, UseCase,
    batch::take_over,
    document::Forms,
    store::{PlatformUnit, Sequence},
};
use async_trait::async_trait;
use kredo_domain::{
    customer::{AdditionalData, Login, NewContact, Person},
    document::{DocumentTypeName, Statement},
};
use std::collections::HashSet;
use taken::Taken;

/// Takes customers over, some hundreds at a time, each known by its login: one who is not there is
/// registered, of one who is there becomes known what the line says.
///
/// A line that cannot be taken over keeps no other one from it, and the same lines again change
/// nothing: an import that ended too soon is done again from the start.
pub struct ImportCustomers {
    save: SaveCustomers,
}

/// What one line says. What it is silent about stays.
#[derive(Debug, Clone, PartialEq)]
pub struct CustomerLine {
    /// What the customer signs in with.
    pub login: Login,
    /// Who it is.
    pub person: Person,
    /// Free-form facts.
    pub additional_data: AdditionalData,
    /// How it is reached.
    pub contacts: Vec<NewContact>,
    /// What its documents say. One that is not as its type asks for is kept as not valid.
    pub documents: Vec<(DocumentTypeName, Statement)>,
    /// The parts of the address where it is registered; none where it is empty.
    pub address: AdditionalData,
}

/// What became of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CustomerOutcome {
    /// The customer is new.
    Added,
    /// Something became known of one who was there.
    Changed,
    /// All of it was known before.
    Unchanged,
    /// Others changed the same things each time that it was tried.
    Contended,
}

impl ImportCustomers {
    /// Lines of one unit of work. Some look-ups serve all of them, and on SQLite nobody else writes
    /// while they are written.
    pub const LINES: usize = 500;

    /// Binds the ports.
    #[must_use]
    pub const fn new(recorder: Recorder) -> Self {
        Self { save: SaveCustomers { recorder } }
    }

    /// Takes lines over, at most [`ImportCustomers::LINES`], and says what became of each.
    ///
    /// # Errors
    /// The store's.
    pub async fn execute(
        &self,
        store: &dyn Store,
        lines: &[CustomerLine],
    ) -> Result<Vec<CustomerOutcome>, AppError> {
        take_over(store, &self.save, lines, CustomerOutcome::Contended).await
    }
}

/// Takes lines over in one unit.
struct SaveCustomers {
    recorder: Recorder,
}

#[async_trait]
impl UseCase for SaveCustomers {
    type Command = [CustomerLine];
    type Output = Vec<CustomerOutcome>;

    /// # Errors
    /// The store's.
    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        lines: &[CustomerLine],
    ) -> Result<Vec<CustomerOutcome>, AppError> {
        let forms = Forms::read(unit).await?;
        let logins: HashSet<&Login> = lines.iter().map(|line| &line.login).collect();
        let logins: Vec<Login> = logins.into_iter().cloned().collect();
        let known = unit.customers().by_logins(&logins).await?;
        let new = u16::try_from(logins.len().saturating_sub(known.len())).unwrap_or(u16::MAX);
        let numbers = PlatformUnit::next_numbers(unit, Sequence::Customer, new).await?;
        let mut taken = Taken::read(unit, &forms, &self.recorder, known, numbers).await?;
        let outcomes = lines.iter().map(|line| taken.take(line)).collect::<Result<_, _>>()?;
        taken.write(unit).await?;
        Ok(outcomes)
    }
}
