use async_trait::async_trait;
use kredo_application::{
    AppError, UnitOfWork,
    activity::{Guid, LocalActivity},
};
use kredo_domain::{ErrorCode, customer::Customer, identity::Role};
use kredo_tests::{
    api::Api,
    fixture::{Sample, id},
};
use serde_json::{Value, json};
use std::future::pending;

async fn employee() -> (Api, String) {
    let api = Api::start().await;
    let token = api.token("anna", Role::Employee).await;
    (api, token)
}

#[tokio::test]
async fn a_customer_is_registered_and_found_by_everything_that_names_it() {
    let (api, token) = employee().await;
    let answered =
        api.execute(&token, "CustomerActivity#create", json!(["+7 901 000-00-01"])).await;
    assert_eq!(answered.status, 200, "{answered:?}");
    let created = &answered.json[0];
    let (id, guid) = (created["id"].clone(), created["guid"].clone());
    for (method, key) in [
        ("CustomerActivity#getByLogin", json!("79010000001")),
        ("CustomerActivity#getById", id.clone()),
        ("CustomerActivity#getByGuid", guid.clone()),
    ] {
        let found = api.execute(&token, method, json!([key])).await;
        assert_eq!((&found.json[0]["id"], &found.json[0]["guid"]), (&id, &guid), "{method}");
    }
    let login = api.execute(&token, "CustomerLoginActivity#find", json!([guid])).await;
    assert_eq!(login.json[0]["login"], "79010000001");
    assert_eq!(login.json[0]["type"], "PHONE");
}

#[tokio::test]
async fn a_login_is_registered_once() {
    let (api, token) = employee().await;
    let create = async |login: &str| {
        let answered = api.execute(&token, "CustomerActivity#create", json!([login])).await;
        (answered.status.as_u16(), answered.code().to_owned())
    };
    assert_eq!(create("7999999999").await.0, 200);
    assert_eq!(create("7999999999").await, (409, "CUSTOMER_ALREADY_EXISTS".to_owned()));
    assert_eq!(create("a b").await, (400, "FAILED_TO_CREATE_CUSTOMER".to_owned()));
}

#[tokio::test]
async fn a_patch_keeps_what_it_does_not_name() {
    let (api, token) = employee().await;
    let created = api.execute(&token, "CustomerActivity#create", json!(["7999999999"])).await;
    let guid = &created.json[0]["guid"];
    let first = json!([{
        "guid": guid, "firstName": "Иван ", "lastName": "Иванов", "gender": "MALE",
        "birthDate": "1984-05-17",
    }]);
    api.execute(&token, "CustomerActivity#patch", first).await;
    // A bare object is the only argument.
    let second = json!({"guid": guid, "middleName": "Иванович", "lastName": null});
    let patched = api.execute(&token, "CustomerActivity#patch", second).await;
    let customer = &patched.json[0];
    assert_eq!(customer["firstName"], "Иван ");
    assert_eq!(customer["middleName"], "Иванович");
    assert_eq!(customer["lastName"], "Иванов");
    assert_eq!(customer["birthDate"], "1984-05-17");
}

#[tokio::test]
async fn contacts_are_listed_with_the_first_own_one_as_primary() {
    let (api, token) = employee().await;
    let created = api.execute(&token, "CustomerActivity#create", json!(["7999999999"])).await;
    let guid = created.json[0]["guid"].clone();
    for (owner, value) in [
        ("FATHER", "79991234567"),
        ("CUSTOMER", "+7 901 000-00-01"),
        ("CUSTOMER", "79010000001"),
        ("CUSTOMER", "79010000002"),
    ] {
        let contact = json!({"type": "PHONE", "owner": owner, "value": value, "active": true});
        let args = json!([guid, contact]);
        let answered = api.execute(&token, "CustomerContactActivity#create", args).await;
        assert_eq!(answered.json, json!([]), "nothing is answered");
    }
    let found = api.execute(&token, "CustomerContactActivity#find", json!([guid])).await;
    let listed: Vec<_> = found.json[0]
        .as_array()
        .unwrap()
        .iter()
        .map(|c| (c["contact"].as_str().unwrap(), c["isPrimary"].as_bool().unwrap()))
        .collect();
    assert_eq!(
        listed,
        [("79991234567", false), ("79010000001", true), ("79010000002", false)],
        "another spelling of a known number is no new contact"
    );
}

#[tokio::test]
async fn nobodys_data_is_a_404_with_its_code() {
    let (api, token) = employee().await;
    let nobody = json!("b17f77dc-53e4-4205-bff7-7150b3b6ea54");
    let contact = json!({"type": "PHONE", "owner": "CUSTOMER", "value": "1", "active": true});
    for (method, args) in [
        ("CustomerActivity#getByLogin", json!(["79010000009"])),
        ("CustomerActivity#getByLogin", json!(["not a login"])),
        ("CustomerActivity#getById", json!([4411])),
        ("CustomerActivity#getByGuid", json!([nobody])),
        ("CustomerActivity#patch", json!([{"guid": nobody, "firstName": "Иван"}])),
        ("CustomerLoginActivity#find", json!([nobody])),
        ("CustomerContactActivity#find", json!([nobody])),
        ("CustomerContactActivity#create", json!([nobody, contact])),
    ] {
        let answered = api.execute(&token, method, args).await;
        assert_eq!(answered.refusal(), (404, "CUSTOMER_NOT_FOUND"), "{method}");
    }
    let answered = api.execute(&token, "CustomerActivity#fly", json!([])).await;
    assert_eq!(answered.refusal(), (404, "ACTIVITY_NOT_FOUND"));
}

#[tokio::test]
async fn arguments_with_several_faults_are_told_all_of_them() {
    let (api, token) = employee().await;
    let contact = json!({"type": 1, "value": "1", "active": "yes"});
    let args = json!(["no guid", contact]);
    let answered = api.execute(&token, "CustomerContactActivity#create", args).await;
    assert_eq!(answered.refusal(), (400, "ARGUMENT_INVALID"));
    let expected = ["args[0]", "args[1].active", "args[1].owner", "args[1].type"];
    assert_eq!(answered.faults(), expected, "{answered:?}");
    let answered = api.execute(&token, "CustomerActivity#getById", json!([])).await;
    assert_eq!((answered.status.as_u16(), answered.faults()), (400, vec!["args[0]"]));
    let dates =
        json!([{"guid": "b17f77dc-53e4-4205-bff7-7150b3b6ea54", "birthDate": "17.05.1984"}]);
    let answered = api.execute(&token, "CustomerActivity#patch", dates).await;
    assert_eq!(answered.faults(), ["args[0].birthDate"]);
    assert!(!answered.json.to_string().contains("1984"), "a value may be personal");
}

/// Registers a customer, then never ends.
struct Endless;

#[async_trait]
impl LocalActivity for Endless {
    const NAME: &'static str = "TestActivity#waitForEver";
    const ARGUMENTS: &'static [&'static str] = &["anything"];
    const ERRORS: &'static [ErrorCode] = &[];
    type Arguments = (Guid,);
    type Output = ();
    async fn run(&self, unit: &mut dyn UnitOfWork, _: (Guid,)) -> Result<Option<()>, AppError> {
        unit.customers().insert(&Customer::bare(1)).await?;
        pending().await
    }
}

#[tokio::test]
async fn an_activity_that_takes_too_long_is_given_up_and_leaves_nothing() {
    let api = Api::with(|table| table.with(Endless)).await;
    let token = api.token("anna", Role::Employee).await;
    let settings = |milliseconds: u64| {
        json!({
            "queue": "q", "timeoutMs": milliseconds, "id": "Test", "namespace": "default",
        })
    };
    let mut activity = settings(15_000);
    activity["method"] = json!("TestActivity#waitForEver");
    activity["args"] = json!([id::<()>(1).to_string()]);
    let body = json!({"workflow": settings(20), "activity": activity});
    let answered = api.post("/utt/api/v1/execute", &token, &body).await;
    assert_eq!(answered.refusal(), (503, "ACTIVITY_TIMED_OUT"));
    let number: Value = Customer::bare(1).state().number.into();
    let found = api.execute(&token, "CustomerActivity#getById", json!([number])).await;
    assert_eq!(found.refusal(), (404, "CUSTOMER_NOT_FOUND"));
}
