//! Customers of an earlier system.

use crate::On;
use kredo_application::{Store, UnitOfWork};
use kredo_domain::{
    customer::{Customer, Gender, Login},
    document::DocumentStatus,
};
use kredo_persistence::SqlStore;
use kredo_tests::program::Installation;
use std::{fmt::Write as _, fs, process::Output, time::Duration};

async fn installation(on: On) -> Installation {
    match on {
        On::Sqlite => Installation::on_sqlite(),
        On::Postgres => Installation::on_postgres().await,
    }
}

const HEADER: &str = "login,last_name,first_name,gender,birth_date,phone,passport_series,\
    passport_number,inn,address.city,additional_data.children\n";
const FILE: &str = "customers.csv";

/// Imports those lines.
fn import(installation: &Installation, lines: &str, more: &[&str]) -> Output {
    fs::write(installation.folder().join(FILE), format!("{HEADER}{lines}")).unwrap();
    let arguments = [&["customers", "import", FILE], more].concat();
    installation.command(&arguments).output().unwrap()
}

fn told(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).unwrap()
}

async fn by_login(unit: &mut dyn UnitOfWork, login: &str) -> Customer {
    let login = Login::try_new(login).unwrap();
    unit.customers().by_login(&login).await.unwrap().unwrap().value
}

/// How many events of that name wait.
async fn events(store: &SqlStore, name: &str) -> usize {
    let mut unit = store.reader().await.unwrap();
    let events = unit.outbox().pending(u16::MAX).await.unwrap();
    events.iter().filter(|event| event.name.contains(name)).count()
}

const PETER: &str =
    "79010000001,Ёлкин,Пётр,М,28.06.2000,+7 901 000-00-01,3232,000101,500100732259,Омск,2\n";
const ANNA: &str = "anna,Ли,Анна,,,,,12,,,\n";

async fn takes_customers_over(on: On) {
    let installation = installation(on).await;
    let bad = "79010000003,,,x,31.02.2000,,,,,,\n,,,,,,,,,,\n79010000004,,,,,,,,,\n";
    let output = import(&installation, &format!("{PETER}{bad}{ANNA}"), &["--faults", "bad.csv"]);
    assert!(!output.status.success(), "some lines were bad");
    let out = String::from_utf8(output.stdout).unwrap();
    let expected = "2 customers added, 0 changed, 0 known before, 3 lines not taken over\n";
    assert_eq!(out, expected);
    let faults = fs::read_to_string(installation.folder().join("bad.csv")).unwrap();
    let faults: Vec<_> = faults.lines().map(|line| line.splitn(3, ',').take(2)).collect();
    let places: Vec<String> =
        faults.into_iter().map(|place| place.collect::<Vec<_>>().join(",")).collect();
    assert_eq!(places, ["line,column", "3,gender", "3,birth_date", "4,login", "5,"]);

    let store = installation.store().await;
    let mut unit = store.reader().await.unwrap();
    let peter = by_login(&mut *unit, "79010000001").await;
    let person = &peter.state().person;
    assert_eq!((person.last_name.as_deref(), person.gender), (Some("Ёлкин"), Some(Gender::Male)));
    assert_eq!(peter.state().additional_data["children"], "2");
    let contacts = unit.contacts().of(peter.id()).await.unwrap();
    assert!(contacts[0].value.state().primary && contacts[0].value.state().value == "79010000001");
    let addresses = unit.addresses().of(peter.id()).await.unwrap();
    assert!(addresses[0].value.is_primary() && addresses[0].value.data()["city"] == "Омск");
    let anna = by_login(&mut *unit, "anna").await;
    let mut statuses = Vec::new();
    for customer in [peter.id(), anna.id()] {
        let documents = unit.documents().of(customer).await.unwrap();
        statuses.extend(documents.iter().map(|document| document.value.state().status));
    }
    let (unchecked, bad) = (DocumentStatus::NotChecked, DocumentStatus::NotValid);
    assert_eq!(statuses, [unchecked, unchecked, bad], "a passport without series is kept too");
    let so_far = (events(&store, "customer").await, events(&store, "document.added").await);
    assert_eq!(so_far, (2, 3));

    let moved = "anna,Ли,Анна,,,,,12,,Тула,\nanna,Ким,,,,,,,,,\n";
    let again = told(&import(&installation, &format!("{PETER}{moved}"), &[]));
    let expected = "0 customers added, 2 changed, 1 known before, 0 lines not taken over\n";
    assert_eq!(again, expected);
    assert_eq!((events(&store, "customer").await, events(&store, "document.added").await), (3, 3));
    let anna = by_login(&mut *unit, "anna").await;
    assert_eq!(anna.state().person.last_name.as_deref(), Some("Ким"));
    assert_eq!(anna.state().person.first_name.as_deref(), Some("Анна"), "what is not said stays");
    for city in ["Омск", "Тула"] {
        let line = format!("anna,,,,,,,,,{city},\n");
        assert!(
            told(&import(&installation, &line, &[])).starts_with("0 customers added, 1 changed")
        );
    }
    let addresses = unit.addresses().of(anna.id()).await.unwrap();
    let addresses: Vec<_> = addresses
        .iter()
        .map(|address| (address.value.data()["city"].as_str(), address.value.is_primary()))
        .collect();
    assert_eq!(addresses, [(Some("Тула"), true), (Some("Омск"), false)], "back where she was");
    drop(unit);
    store.close().await.unwrap();
}

#[tokio::test]
async fn customers_are_taken_over_once_and_bad_lines_are_told_on_sqlite() {
    takes_customers_over(On::Sqlite).await;
}

#[tokio::test]
async fn customers_are_taken_over_once_and_bad_lines_are_told_on_postgres() {
    takes_customers_over(On::Postgres).await;
}

const MANY: usize = 4_000;

/// An import that dies in the middle, and is started again as it was.
async fn goes_on(on: On) {
    let installation = installation(on).await;
    let mut lines = String::new();
    for n in 0..MANY {
        let series = 1_000 + n;
        writeln!(lines, "p{n},Ли,Анна,,,7901{n:07},{series},123456,,Омск,1").unwrap();
    }
    told(&installation.command(&["migrate"]).output().unwrap());
    fs::write(installation.folder().join(FILE), format!("{HEADER}{lines}")).unwrap();
    let mut first = installation.command(&["customers", "import", FILE]).spawn().unwrap();
    let store = installation.store().await;
    while events(&store, "customer.registered").await == 0 {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    first.kill().unwrap();
    let ended = first.wait().unwrap();
    let before = events(&store, "customer.registered").await;
    assert!(!ended.success() && before < MANY, "it died in the middle: {before}");

    let again = told(&import(&installation, &lines, &[]));
    let (added, known) = (MANY - before, before);
    let expected = format!(
        "{added} customers added, 0 changed, {known} known before, 0 lines not taken over\n"
    );
    assert_eq!(again, expected);
    assert_eq!(events(&store, "customer.registered").await, MANY);
    assert_eq!(events(&store, "document.added").await, MANY);
    store.close().await.unwrap();
}

#[tokio::test]
async fn an_import_that_was_killed_goes_on_where_it_was_on_sqlite() {
    goes_on(On::Sqlite).await;
}

#[tokio::test]
async fn an_import_that_was_killed_goes_on_where_it_was_on_postgres() {
    goes_on(On::Postgres).await;
}

#[tokio::test]
async fn what_is_no_file_of_customers_changes_nothing() {
    let installation = installation(On::Sqlite).await;
    fs::write(installation.folder().join(FILE), "surname,login,login\nЁлкин,a,b\n").unwrap();
    for (file, parts) in [
        (FILE, &["\"surname\"", "\"login\" is there twice", "last_name"][..]),
        ("none.csv", &["none.csv cannot be opened"]),
    ] {
        let output = installation.command(&["customers", "import", file]).output().unwrap();
        let err = String::from_utf8(output.stderr).unwrap();
        assert!(!output.status.success(), "{err}");
        for part in parts {
            assert!(err.contains(part), "{part}: {err}");
        }
    }
    let store = installation.store().await;
    assert_eq!(events(&store, "customer").await, 0);
    store.close().await.unwrap();
}
