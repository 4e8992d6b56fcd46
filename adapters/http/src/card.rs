//! Cards of customers: `/crs`, what the staff does with them and what clients see of their own.

mod customer_card;
mod integration;
mod own_card;
mod view;

use crate::{api::Routes, extract::PathName};

/// `cardGuid`.
struct CardGuid;

impl PathName for CardGuid {
    const NAME: &'static str = "cardGuid";
}

/// A card's guid in the place of its customer's; a place has one name for all methods.
struct CardAsCustomerGuid;

impl PathName for CardAsCustomerGuid {
    const NAME: &'static str = "customerGuid";
}

/// The guid of a card that is the first in its address.
struct Guid;

impl PathName for Guid {
    const NAME: &'static str = "guid";
}

pub(crate) fn routes() -> Routes {
    const OF_CUSTOMER: &str = "/crs/internal/v1/customers/{customerGuid}/cards";
    const INTEGRATIONS: &str = "/crs/internal/v1/cards/{guid}/card-integrations";
    let one = format!("{OF_CUSTOMER}/{{cardGuid}}");
    let list = ("crs.card.list-internal", "List the cards of a customer");
    let add = ("crs.card.create-internal", "Add a card to a customer's");
    let patch = ("crs.card.patch-internal", "Put a card into use, or out of it");
    let patch_as_printed = (
        "crs.card.patch-internal-as-printed",
        "The same, with the card's guid in the place of the customer's, as the manual prints it",
    );
    let own = ("crs.card.list-for-client", "List a client's own cards");
    let link = ("crs.card-integration.create", "Note what another system calls a card");
    let linked = ("crs.card-integration.list", "List what other systems call a card");
    Routes::of("customer-registry-service")
        .get(OF_CUSTOMER, list, customer_card::list)
        .post(OF_CUSTOMER, add, customer_card::create)
        .patch(&one, patch, customer_card::patch)
        .patch(OF_CUSTOMER, patch_as_printed, customer_card::patch_as_printed)
        .get("/crs/api/v2/cards", own, own_card::list)
        .post(INTEGRATIONS, link, integration::create)
        .get(INTEGRATIONS, linked, integration::list)
}
