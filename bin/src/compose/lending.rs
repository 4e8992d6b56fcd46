//! What the lender decides by.

use crate::config::Config;
use kredo_application::loan_application::Lending;

/// The law and the working days of Russia; kind of lender and products as configured.
pub(super) fn lending(config: &Config) -> anyhow::Result<Lending> {
    let russian = Lending::russian()?;
    let products = config.products.catalogue.clone().unwrap_or(russian.products);
    Ok(Lending { lender: config.lender.kind, products, ..russian })
}
