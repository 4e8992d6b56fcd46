//! The columns of the file.

use crate::extract::CsvLine;
use kredo_domain::FieldFault;
use utoipa::ToSchema;

/// A file of comma-separated lines, one customer a line, in UTF-8. The header line names the
/// columns, in any order; the properties are those columns. Amounts are whole numbers in minor
/// units of their currency, as in the activities.
#[derive(ToSchema)]
#[expect(dead_code, reason = "only its schema is asked")]
pub(in crate::customer) struct IncomeRow {
    /// Numeric id of the customer.
    customer_id: i64,
    /// Monthly income.
    #[schema(minimum = 0)]
    amount_income: i64,
    /// Currency of the income: `RUB`.
    #[schema(min_length = 1, max_length = 100)]
    amount_income_currency: String,
    /// Further monthly income. Of this column and those below: a file without the column leaves
    /// what is known, an empty cell says that there is none.
    #[schema(minimum = 0)]
    additional_income: Option<i64>,
    /// Currency of the further income.
    #[schema(max_length = 100)]
    additional_income_currency: Option<String>,
    /// Identifier of the source of the data.
    income_source_id: Option<i64>,
    /// When the source recorded the income, in the lender's zone: `31.10.2023 23:59:34`.
    #[schema(pattern = r"^\d{2}\.\d{2}\.\d{4} \d{2}:\d{2}:\d{2}$")]
    created_at: Option<String>,
}

/// One column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    CustomerId,
    AmountIncome,
    AmountIncomeCurrency,
    AdditionalIncome,
    AdditionalIncomeCurrency,
    IncomeSourceId,
    CreatedAt,
}

impl Column {
    pub(super) const ALL: [Self; 7] = [
        Self::CustomerId,
        Self::AmountIncome,
        Self::AmountIncomeCurrency,
        Self::AdditionalIncome,
        Self::AdditionalIncomeCurrency,
        Self::IncomeSourceId,
        Self::CreatedAt,
    ];

    /// As in the header line.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::CustomerId => "customer_id",
            Self::AmountIncome => "amount_income",
            Self::AmountIncomeCurrency => "amount_income_currency",
            Self::AdditionalIncome => "additional_income",
            Self::AdditionalIncomeCurrency => "additional_income_currency",
            Self::IncomeSourceId => "income_source_id",
            Self::CreatedAt => "created_at",
        }
    }
    /// What a cell of it has to be.
    pub(super) const fn takes(self) -> &'static str {
        match self {
            Self::CustomerId => "is a whole number",
            Self::AmountIncome => "is a whole number, not negative",
            Self::AmountIncomeCurrency => "is a text of 1 to 100 characters",
            Self::AdditionalIncome => "is empty or a whole number, not negative",
            Self::AdditionalIncomeCurrency => "is empty or a text of at most 100 characters",
            Self::IncomeSourceId => "is empty or a whole number",
            Self::CreatedAt => "is empty or a time as dd.MM.yyyy HH:mm:ss",
        }
    }
    const fn is_required(self) -> bool {
        matches!(self, Self::CustomerId | Self::AmountIncome | Self::AmountIncomeCurrency)
    }
}

/// Which column stands at which place.
pub(super) struct Header(Vec<Column>);

impl Header {
    /// Reads the first line of a file.
    ///
    /// # Errors
    /// Every column that is missing, not known, or named twice.
    pub(super) fn read(line: Option<CsvLine>) -> Result<Self, Vec<FieldFault>> {
        let cells = line.and_then(|line| line.cells.ok()).unwrap_or_default();
        let (mut columns, mut faults) = (Vec::new(), Vec::new());
        for (place, name) in (1..).zip(&cells) {
            let known = |column: &Column| column.name().eq_ignore_ascii_case(name);
            match Column::ALL.into_iter().find(known) {
                Some(column) if columns.contains(&column) => {
                    faults.push(FieldFault::new(column.name(), "is named twice"));
                }
                Some(column) => columns.push(column),
                None => {
                    let message = format!("column {place} of the header line is none of the known");
                    faults.push(FieldFault::new("", message));
                }
            }
        }
        let missing = Column::ALL.into_iter().filter(|c| c.is_required() && !columns.contains(c));
        faults.extend(missing.map(|column| FieldFault::new(column.name(), "is missing")));
        if faults.is_empty() { Ok(Self(columns)) } else { Err(faults) }
    }

    /// The columns in their order.
    pub(super) fn columns(&self) -> &[Column] {
        &self.0
    }
}
