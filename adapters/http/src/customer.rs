//! The registry of customers: `/crs`.

mod address;
mod contact;
mod employment_batch;
mod record;
mod search;

use crate::api::Routes;

pub(crate) fn routes() -> Routes {
    const CUSTOMERS: &str = "/crs/internal/v1/customers";
    let one = format!("{CUSTOMERS}/{{customerGuid}}");
    let by_login = format!("{CUSTOMERS}/login/{{login}}");
    let (contacts, addresses) = (format!("{one}/contacts"), format!("{one}/addresses"));
    let create = ("crs.customer.create-internal", "Register a customer");
    let get = ("crs.customer.get-by-guid-internal", "Get a customer");
    let get_by_login = ("crs.customer.get-by-login-internal", "Get a customer by its login");
    let parameters = format!("{CUSTOMERS}/parameters");
    let search = ("crs.customer.search-by-parameters-internal", "Look for customers");
    let own = ("crs.customer.get-for-client", "Get the client's own record");
    let own_contacts = ("crs.customer-contact.list-for-client", "List the client's own contacts");
    let list_contacts = ("crs.customer-contact.list-internal", "List the contacts of a customer");
    let list_addresses = ("crs.address.list-internal", "List the addresses of a customer");
    let batch = ("crs.employment.batch-update", "Take incomes of customers over from a file");
    Routes::of("customer-registry-service")
        .post(CUSTOMERS, create, record::create)
        .get(&one, get, record::get)
        .get(&parameters, search, search::by_parameters)
        .get(&by_login, get_by_login, record::get_by_login)
        .get("/crs/api/v1/customers", own, record::own)
        .get("/crs/api/v2/contacts", own_contacts, contact::own)
        .get(&contacts, list_contacts, contact::list)
        .get(&addresses, list_addresses, address::list)
        .post("/crs/internal/v2/employments/batch-update", batch, employment_batch::update)
}
