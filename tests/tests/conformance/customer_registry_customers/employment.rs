//! Where a customer works, through the activities and from a file.

use crate::replay::Replay;
use kredo_domain::customer::{Customer, CustomerState, Login};
use kredo_tests::fixture::{Sample, id};
use serde_json::{Value, json};

pub(super) async fn play(replay: &mut Replay, customer: &Value) {
    replay.play("crs.employment.add").await;
    let by_guid = json!([customer["guid"]]);
    let added = replay.execute("EmploymentActivityV2#findByCustomerGuid", by_guid).await;
    let guid = added[0]["guid"].as_str().unwrap();
    replay.know("employmentGuid", guid);
    // The manual's addition says no position, its search shows one.
    let mut facts = added[0].clone();
    facts["position"] = json!("Кассир");
    replay.execute("EmploymentActivity#update", json!([guid, facts])).await;
    replay.play("crs.employment.find-by-customer-guid").await;
    replay.play("crs.employment.update").await;

    customer_of_the_file(replay).await;
    replay.play("crs.employment.batch-update").await;
}

/// The customer whom the manual's file is about: numbers are given by the store otherwise.
async fn customer_of_the_file(replay: &Replay) {
    const NUMBER: u32 = 13_089_064;
    let login = Login::try_new("79010000009").unwrap();
    let state = Customer::bare(1).state().clone();
    let state = CustomerState { id: id(NUMBER.into()), number: NUMBER.into(), login, ..state };
    let mut unit = replay.api.store().begin().await.unwrap();
    unit.customers().insert(&Customer::restore(state)).await.unwrap();
    unit.commit().await.unwrap();
}
