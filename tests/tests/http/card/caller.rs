//! Who may do what with cards.

use super::{NOBODY, cards_of};
use crate::desk::Desk;
use kredo_domain::identity::Role;
use serde_json::json;

#[tokio::test]
async fn cards_are_the_staffs_and_a_clients_own_are_the_clients() {
    let desk = Desk::open().await;
    let partner = desk.api.token("shop", Role::Partner).await;
    let service = desk.api.token("system", Role::Service).await;
    let client = desk.api.client_token("79010000001").await;
    let (of, integrations) =
        (cards_of(NOBODY), format!("/crs/internal/v1/cards/{NOBODY}/card-integrations"));
    let one = format!("{of}/{NOBODY}");
    let link = json!({ "integrationCode": "PSP", "externalCardUniqueId": "a" });
    let (nothing, switch) = (json!({}), json!({ "isActive": true }));
    for (method, path, body) in [
        ("GET", &of, &nothing),
        ("POST", &of, &nothing),
        ("PATCH", &one, &switch),
        ("PATCH", &of, &switch),
        ("POST", &integrations, &link),
        ("GET", &integrations, &nothing),
    ] {
        let call = async |token: &str| desk.api.with_json(method, path, token, body).await;
        for token in [&partner, &client] {
            let refused = call(token).await;
            assert_eq!(refused.refusal(), (403, "ROLE_MISSING"), "{method} {path}");
        }
        assert_eq!(call("").await.refusal().0, 401, "{method} {path}");
        for token in [&desk.token, &service] {
            // Let in, and told that nothing is there.
            assert_eq!(call(token).await.status, 409, "{method} {path}");
        }
    }
    let own = "/crs/api/v2/cards";
    for token in [&desk.token, &service, &partner] {
        let refused = desk.api.with_token("GET", own, token).await;
        assert_eq!(refused.refusal(), (403, "ROLE_MISSING"), "the staff has an address of its own");
    }
    assert_eq!(desk.api.get(own).await.refusal(), (401, "TOKEN_MISSING"));
    assert_eq!(desk.api.with_token("GET", own, &client).await.status, 200);
}
