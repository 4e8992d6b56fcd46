//! Loan products: what a lender is ready to lend, and the offers that follow.

mod error;
mod offer;
mod refusal;
mod terms;

pub use error::{ProductError, code};
pub use offer::{Extra, Offer, OfferRequest, Payee};
pub use refusal::{Misfit, OfferRefusal};
pub use terms::{AgeLimits, AmountLimits, LoanKind, Product, ProductTerms, RateSteps, TermLimits};
