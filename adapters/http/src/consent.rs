//! What customers agreed to, and when: `/crs`.

mod of_customer;
mod own;
mod withdraw;

use crate::api::Routes;

pub(crate) fn routes() -> Routes {
    const OF_CUSTOMER: &str = "/crs/internal/v1/customers/{customerGuid}/consents";
    const OWN: &str = "/crs/api/v1/consents";
    let withdraw_of_customer = format!("{OF_CUSTOMER}/withdraw");
    let withdraw_own = format!("{OWN}/withdraw");
    let list = ("crs.consent.list-internal", "List what a customer agreed to, and when");
    let record = ("crs.consent.record-internal", "Record what a customer answered to a text");
    let withdraw = ("crs.consent.withdraw-internal", "Record that a customer takes a consent back");
    let list_own = ("crs.consent.list-for-client", "List what the client agreed to, and when");
    let take_back = ("crs.consent.withdraw-for-client", "Take a consent back");
    Routes::of("customer-registry-service")
        .get(OF_CUSTOMER, list, of_customer::list)
        .post(OF_CUSTOMER, record, of_customer::record)
        .post(&withdraw_of_customer, withdraw, of_customer::withdraw)
        .get(OWN, list_own, own::list)
        .post(&withdraw_own, take_back, own::withdraw)
}
