//! Identification: `/ids`.

mod method;
mod record;

use crate::api::Routes;

pub(crate) fn routes() -> Routes {
    const METHODS: &str = "/ids/internal/v1/identification-method";
    const OF_CUSTOMER: &str = "/ids/internal/v1/customers/{customerGuid}/identifications";
    let one = format!("{METHODS}/{{identificationMethodGuid}}");
    let create = ("ids.identification-method.create", "Add a method of identification");
    let update = ("ids.identification-method.update", "Change a method of identification");
    let list = ("ids.identification-method.list", "List the methods of identification");
    let of_customer = ("ids.identification.list", "List the identifications of a customer");
    Routes::of("identification-service")
        .post(METHODS, create, method::create)
        .patch(&one, update, method::update)
        .get(METHODS, list, method::list)
        .get(OF_CUSTOMER, of_customer, record::list)
}
