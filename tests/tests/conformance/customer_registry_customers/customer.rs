//! The record itself, found in every way that there is.

use crate::replay::Replay;
use serde_json::Value;

/// The login of the manual's example.
const PHONE: &str = "79999999999";

/// The record of the client that everything else is about.
pub(super) async fn play(replay: &mut Replay) -> Value {
    replay.play("crs.customer.create").await;
    replay.play("crs.customer.create-internal").await;

    let guid = replay.client(PHONE).await;
    replay.know("customerGuid", guid);
    replay.know("login", PHONE);
    replay.play("crs.customer.patch").await;
    let found = replay.play("crs.customer.get-by-login").await;
    replay.know("customerId", found[0]["id"].to_string());
    replay.play("crs.customer.get-by-id").await;
    replay.play("crs.customer.get-by-guid").await;
    replay.play("crs.customer.get-by-guid-internal").await;
    replay.play("crs.customer.get-by-login-internal").await;
    replay.play("crs.customer.get-for-client").await;
    replay.play("crs.customer-login.find").await;
    replay.play("crs.customer-restriction.find").await;
    replay.play("crs.customer-restriction.get-for-client").await;
    found[0].clone()
}
