//! Taking incomes over from a file.

use crate::{
    AppError, Recorder, Store, UnitOfWork, UseCase, Versioned, batch::take_over,
    store::unless_raced,
};
use async_trait::async_trait;
use kredo_domain::customer::{
    CustomerId, Employment, EmploymentDetails, EmploymentId, StatedIncome,
};
use std::collections::HashMap;

/// Takes stated incomes over into the employment records of customers, some hundreds at a time. A
/// customer who has no record gets one of which only the income is known.
///
/// A line that cannot be taken over keeps no other one from it, and the same lines again change
/// nothing: whoever does not know what became of a file sends it again.
pub struct ImportIncomes {
    save: SaveIncomes,
}

/// What one line says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IncomeLine {
    /// Whose income: the numeric id.
    pub customer: i64,
    /// The income.
    pub income: StatedIncome,
}

/// What became of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IncomeOutcome {
    /// It is known now, or was before.
    Saved,
    /// Nobody has that numeric id.
    NoCustomer,
    /// Others changed the same record each time that it was tried.
    Contended,
}

impl ImportIncomes {
    /// Lines of one unit of work. Two look-ups serve all of them, and on SQLite nobody else writes
    /// while they are written.
    pub const LINES: usize = 250;

    /// Binds the ports.
    #[must_use]
    pub const fn new(recorder: Recorder) -> Self {
        Self { save: SaveIncomes { recorder } }
    }

    /// Takes lines over, at most [`ImportIncomes::LINES`], and says what became of each. A unit
    /// that others got in the way of is done again line by line.
    ///
    /// # Errors
    /// The store's.
    pub async fn execute(
        &self,
        store: &dyn Store,
        lines: &[IncomeLine],
    ) -> Result<Vec<IncomeOutcome>, AppError> {
        take_over(store, &self.save, lines, IncomeOutcome::Contended).await
    }
}

/// Takes lines over in one unit.
struct SaveIncomes {
    recorder: Recorder,
}

/// The record of a customer while lines are taken over.
enum Draft {
    Known { record: Versioned<Employment>, differs: bool },
    New(EmploymentDetails),
}

#[async_trait]
impl UseCase for SaveIncomes {
    type Command = [IncomeLine];
    type Output = Vec<IncomeOutcome>;

    /// # Errors
    /// The store's.
    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        lines: &[IncomeLine],
    ) -> Result<Vec<IncomeOutcome>, AppError> {
        let numbers: Vec<_> = lines.iter().map(|line| line.customer).collect();
        let customers = unit.customers().by_numbers(&numbers).await?;
        let customers: HashMap<i64, CustomerId> =
            customers.iter().map(|known| (known.value.state().number, known.value.id())).collect();
        let guids: Vec<_> = customers.values().copied().collect();
        let known = unit.employments().of_all(&guids).await?;
        let known = known.into_iter();
        let mut drafts: HashMap<CustomerId, Draft> = known
            .map(|record| (record.value.customer(), Draft::Known { record, differs: false }))
            .collect();
        let mut outcomes = Vec::with_capacity(lines.len());
        let mut order = Vec::new();
        for line in lines {
            let Some(customer) = customers.get(&line.customer).copied() else {
                outcomes.push(IncomeOutcome::NoCustomer);
                continue;
            };
            let draft = match drafts.remove(&customer) {
                Some(draft) => draft.with(line.income.clone(), &self.recorder),
                None => Draft::New(EmploymentDetails::of_income(line.income.clone())),
            };
            drafts.insert(customer, draft);
            order.push(customer);
            outcomes.push(IncomeOutcome::Saved);
        }
        for customer in order {
            if let Some(draft) = drafts.remove(&customer) {
                self.write(unit, customer, draft).await?;
            }
        }
        Ok(outcomes)
    }
}

impl Draft {
    fn with(self, income: StatedIncome, recorder: &Recorder) -> Self {
        match self {
            Self::Known { mut record, differs } => {
                let differs = record.value.state_income(income, recorder.now()) || differs;
                Self::Known { record, differs }
            }
            Self::New(details) => Self::New(details.with_income(income)),
        }
    }
}

impl SaveIncomes {
    /// Writes what a customer's lines have come to; once, however many they were.
    async fn write(
        &self,
        unit: &mut dyn UnitOfWork,
        customer: CustomerId,
        draft: Draft,
    ) -> Result<(), AppError> {
        match draft {
            Draft::Known { differs: false, .. } => Ok(()),
            Draft::Known { record, differs: true } => Ok(unit.employments().update(record).await?),
            Draft::New(details) => {
                let id: EmploymentId = self.recorder.new_id();
                let employment = Employment::add(id, customer, details, self.recorder.now());
                // Somebody recorded one since it was looked for.
                Ok(unless_raced(unit.employments().insert(&employment).await)?)
            }
        }
    }
}
