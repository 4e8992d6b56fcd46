//! Tokens: `/auth…`.

mod employee_token;
mod key_set;
mod partner_token;
mod token;

use crate::api::Routes;

pub(crate) fn routes() -> Routes {
    Routes::of("gateway")
        .post(
            "/auth/employees",
            ("gw.employee-token.create", "Get a token of an employee"),
            employee_token::create,
        )
        .post(
            "/auth/partners",
            ("gw.partner-token.create", "Get a token of a partner or a service"),
            partner_token::create,
        )
        .get(
            "/.well-known/jwks.json",
            ("gw.key-set.get", "Get the public keys that tokens are signed with"),
            key_set::get,
        )
}
