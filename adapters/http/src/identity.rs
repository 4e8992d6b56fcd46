//! Tokens: `/auth…`.

mod client;
mod client_code;
mod client_token;
mod employee_token;
mod key_set;
mod partner_token;
mod token;

use crate::api::Routes;

pub(crate) fn routes() -> Routes {
    Routes::of("gateway")
        .post(
            "/auth/code",
            ("gw.customer-code.send", "Send a client the code that lets it in"),
            client_code::send,
        )
        .post(
            "/auth",
            ("gw.customer-token.create", "Get a token of a client"),
            client_token::create,
        )
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
