//! The customer registry as rows.

mod address;
mod contact;
mod customer;
mod employment;
mod search;
