//! Tokens, and the running of activities by name.

use crate::replay::Replay;
use kredo_domain::identity::Role;
use serde_json::json;

const DEVICE: &str = "0193507c-7c00-7000-8000-000000000001";

pub(crate) async fn play(replay: &mut Replay) {
    // The examples name the partner's client and the employee's application alike.
    let secret = replay.api.account("demo", Role::Partner).await;
    replay.know("partnerSecret", secret);
    replay.play("gw.partner-token.create").await;

    let password = replay.api.account("demo@etr-demo.robo.finance", Role::Employee).await;
    replay.know("password", password);
    replay.play("gw.employee-token.create").await;

    let secret = replay.api.account("customer-client", Role::Service).await;
    replay.know("clientSecret", secret);
    let phone = "7901000001";
    replay.api.fix_code(phone, "1111").await;
    let asked = replay.api.from_device("/auth/code", DEVICE, &[("phone_number", phone)]).await;
    assert_eq!(asked.status, 200, "{asked:?}");
    replay.play("gw.customer-token.create").await;

    let token = replay.token("employee").to_owned();
    let login = json!(["790100002002"]);
    replay.api.execute(&token, "CustomerActivity#create", login).await;
    replay.play("gw.activity.execute").await;
}
