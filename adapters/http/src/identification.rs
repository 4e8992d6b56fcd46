//! Identification: `/ids`.

mod method;

use crate::api::Routes;

pub(crate) fn routes() -> Routes {
    const METHODS: &str = "/ids/internal/v1/identification-method";
    let one = format!("{METHODS}/{{identificationMethodGuid}}");
    let create = ("ids.identification-method.create", "Add a method of identification");
    let update = ("ids.identification-method.update", "Change a method of identification");
    let list = ("ids.identification-method.list", "List the methods of identification");
    Routes::of("identification-service")
        .post(METHODS, create, method::create)
        .patch(&one, update, method::update)
        .get(METHODS, list, method::list)
}
