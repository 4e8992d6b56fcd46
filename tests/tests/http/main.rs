//! The REST interface: tokens, roles, activities, refusals, descriptions.
#![expect(clippy::indexing_slicing, clippy::unwrap_used, reason = "a failing test panics")]

mod activity;
mod address;
mod body;
mod card;
mod client;
mod consent;
mod customer;
mod description;
mod desk;
mod document;
mod employment;
mod fault;
mod flag;
mod identification;
mod identity;
mod mute;
mod partner;
mod read;
mod role;
mod route;
