//! What a lender decides by.

use crate::AppError;
use kredo_domain::{
    product::Product,
    regulation::{Calendar, LenderKind},
    scoring::WholeIfShort,
    working_days::WorkingCalendar,
};

/// The rules of one lender: its kind, the law, its products, its working days.
#[derive(Debug, Clone)]
pub struct Lending {
    /// What kind of lender it is; a microcredit company by default.
    pub lender: LenderKind,
    /// The dated limits of the law.
    pub law: Calendar,
    /// What it lends.
    pub products: Vec<Product>,
    /// When it works: an offer stands for five working days.
    pub working_days: WorkingCalendar,
    /// What a loan counts for in a month of the borrower's budget.
    pub monthly_payment: WholeIfShort,
}

impl Lending {
    /// For how many working days after its approval an offer stands (353-FZ art. 7).
    pub(super) const OFFER_STANDS: u32 = 5;

    /// A microcredit company in Russia with the built-in products.
    ///
    /// # Errors
    /// [`AppError::Internal`] when a built-in table is damaged.
    pub fn russian() -> Result<Self, AppError> {
        Ok(Self {
            lender: LenderKind::Mkk,
            law: Calendar::russia().map_err(|c| AppError::internal("reading the law", c))?,
            products: Product::built_in()
                .map_err(|cause| AppError::internal("reading the products", cause))?,
            working_days: WorkingCalendar::russia()
                .map_err(|cause| AppError::internal("reading the working days", cause))?,
            monthly_payment: WholeIfShort::default(),
        })
    }

    /// The product of that code.
    pub(super) fn product(&self, code: &str) -> Option<&Product> {
        self.products.iter().find(|product| product.terms().code == code)
    }
}
