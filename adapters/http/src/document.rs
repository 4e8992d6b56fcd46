//! Documents: `/crs`, the directory of their types, what customers have, and the files that show it.

mod attribute;
mod document_type;
mod file;
mod list;

use crate::api::Routes;
use crate::extract::PathName;

/// `typeName`.
struct TypeName;

impl PathName for TypeName {
    const NAME: &'static str = "typeName";
}

pub(crate) fn routes() -> Routes {
    const TYPES: &str = "/crs/internal/v1/doctypes";
    const CUSTOMER: &str = "/crs/internal/v1/customers/{customerGuid}";
    let one_type = format!("{TYPES}/{{typeName}}");
    let attributes = format!("{one_type}/attributes");
    let one_attribute = format!("{attributes}/{{attributeName}}");
    let create_type = ("crs.document-type.create", "Add a type of document");
    let update_type = ("crs.document-type.update", "Change a type of document");
    let get_type = ("crs.document-type.get", "Get a type of document");
    let list_types = ("crs.document-type.list", "List the types of documents");
    let create = ("crs.document-attribute.create", "Add an attribute to a type of document");
    let update = ("crs.document-attribute.update", "Change an attribute of a type of document");
    let get = ("crs.document-attribute.get", "Get an attribute of a type of document");
    let own = ("crs.document.list-for-client", "List the client's own documents");
    let of_customer = ("crs.document.list-internal", "List the documents of a customer");
    let files = ("crs.document-file.list", "List the files that show a customer's documents");
    Routes::of("customer-registry-service")
        .post(TYPES, create_type, document_type::create)
        .patch(&one_type, update_type, document_type::update)
        .get(&one_type, get_type, document_type::get)
        .get(TYPES, list_types, document_type::list)
        .post(&attributes, create, attribute::create)
        .patch(&one_attribute, update, attribute::update)
        .get(&one_attribute, get, attribute::get)
        .get("/crs/api/v2/documents", own, list::own)
        .get(&format!("{CUSTOMER}/documents"), of_customer, list::of_customer)
        .get(&format!("{CUSTOMER}/document-files"), files, file::list)
}
