//! Who calls.

use crate::{
    api::{DescribeInput, Description},
    failure::{Refusal, code as http},
    state::SharedState,
};
use ::http::{header, request::Parts};
use axum::extract::FromRequestParts;
use kredo_application::{
    AppError,
    audit::{Actor, identify},
    identity::Claims,
};
use kredo_domain::{
    customer::CustomerId,
    identity::{IdentityError, Role, code},
};
use std::marker::PhantomData;

/// Which roles a route lets in.
pub(crate) trait Admits {
    /// One of them is enough.
    const ROLES: &'static [Role];
}

macro_rules! admits {
    ($($(#[$doc:meta])* $name:ident: $($role:ident),+;)+) => { $(
        $(#[$doc])*
        pub(crate) struct $name;
        impl Admits for $name {
            const ROLES: &'static [Role] = &[$(Role::$role),+];
        }
    )+ };
}

admits! {
    /// A partner's back end.
    PartnerOnly: Partner;
    /// A customer.
    ClientOnly: Client;
    /// Whoever answers for the lender's data.
    AdminOnly: Admin;
    /// People of the lender, and its other systems.
    Staff: Employee, Admin, Service;
}

/// A caller whose token holds and has one of the roles that `A` admits.
pub(crate) struct Caller<A> {
    claims: Claims,
    admitted: PhantomData<A>,
}

impl<A> Caller<A> {
    /// The client id of the application that the token was issued to: a partner's name.
    pub(crate) fn authorized_party(&self) -> &str {
        &self.claims.authorized_party
    }
}

impl Caller<ClientOnly> {
    /// The customer that the token was issued to.
    pub(crate) const fn customer(&self) -> CustomerId {
        CustomerId::new(self.claims.subject)
    }
}

impl<A: Admits> FromRequestParts<SharedState> for Caller<A> {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &SharedState) -> Result<Self, Refusal> {
        let refuse = |refused: IdentityError| Refusal::from(AppError::from(refused));
        let claims = claims(parts, state).map_err(refuse)?;
        let actor = actor(&claims);
        // Also whoever has no business here.
        state.limits().admit_caller(actor.as_str())?;
        identify(actor);
        let claims = admitted::<A>(claims).map_err(refuse)?;
        Ok(Self { claims, admitted: PhantomData })
    }
}

/// Whom a token names: an application's back end by its account, a person by the guid.
fn actor(claims: &Claims) -> Actor {
    let role = claims.roles.last().copied().unwrap_or(Role::Client);
    match role {
        Role::Partner | Role::Service => Actor::caller(role, &claims.authorized_party),
        Role::Client | Role::Employee | Role::Admin => {
            Actor::caller(role, &claims.subject.to_string())
        }
    }
}

fn claims(parts: &Parts, state: &SharedState) -> Result<Claims, IdentityError> {
    let header = parts.headers.get(header::AUTHORIZATION).ok_or(IdentityError::TokenMissing)?;
    let text = header.to_str().map_err(|_| IdentityError::TokenInvalid)?;
    let (scheme, token) = text.split_once(' ').ok_or(IdentityError::TokenInvalid)?;
    if !scheme.eq_ignore_ascii_case("bearer") {
        return Err(IdentityError::TokenMissing);
    }
    state.tokens().verify(token.trim(), state.now())
}

fn admitted<A: Admits>(claims: Claims) -> Result<Claims, IdentityError> {
    if A::ROLES.iter().any(|role| claims.roles.contains(role)) {
        Ok(claims)
    } else {
        Err(IdentityError::RoleMissing(A::ROLES.to_vec()))
    }
}

impl<A: Admits> DescribeInput for Caller<A> {
    fn describe(description: &mut Description) {
        description.needs_role(A::ROLES);
        description.refuses_as_usual(&[
            code::TOKEN_MISSING,
            code::TOKEN_INVALID,
            code::ROLE_MISSING,
            http::REQUESTS_TOO_MANY,
        ]);
    }
}
