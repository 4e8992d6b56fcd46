//! Customers whose data is not needed any more, as an operator erases them.

use crate::On;
use kredo_application::{
    Sha256Sum, Store,
    file::ports::{FileRef, FileStorage},
    ports::Clock,
};
use kredo_domain::{
    customer::{Customer, CustomerState},
    loan::Loan,
    loan_application::{LoanApplication, LoanApplicationRecord, Stage, State},
    personal_data::{DataSubject, Erasure},
};
use kredo_outbound::{SystemClock, file::LocalFiles};
use kredo_persistence::SqlStore;
use kredo_tests::{
    fixture::{HeldCustomer, Sample, id},
    program::Installation,
};
use std::{collections::BTreeSet, fs, path::PathBuf, process::Output};

/// Customers 1 and 2 can go, 3 has an open application, 4 has just come. Of two people who never
/// became customers one has an application that is open still.
async fn installation(on: On) -> Installation {
    let installation = match on {
        On::Sqlite => Installation::on_sqlite(),
        On::Postgres => Installation::on_postgres().await,
    };
    let migrated = installation.command(&["migrate"]).output().unwrap();
    assert!(migrated.status.success(), "{migrated:?}");
    let store = installation.store().await;
    let mut unit = store.begin().await.unwrap();
    let mut files = Vec::new();
    for n in 1..=3 {
        files.extend(HeldCustomer::insert(&mut *unit, n).await.files);
    }
    let mut third =
        unit.loan_applications().get(LoanApplication::full(3).id()).await.unwrap().unwrap();
    let record = third.value.record().clone();
    let state = State::Open(Stage::Checking);
    third.value = LoanApplication::restore(LoanApplicationRecord { state, ..record });
    unit.loan_applications().update(third).await.unwrap();
    let late = Customer::bare(4).state().clone();
    unit.customers()
        .insert(&Customer::restore(CustomerState { updated_at: SystemClock.now(), ..late }))
        .await
        .unwrap();
    unit.loan_applications().insert(&LoanApplication::bare(8)).await.unwrap();
    let record = LoanApplication::full(9).record().clone();
    let mut applicant = LoanApplicationRecord { customer: None, ..record };
    applicant.files[0].storage_id = id::<()>(9_000).to_string();
    files.push(applicant.files[0].storage_id.clone());
    unit.loan_applications().insert(&LoanApplication::restore(applicant)).await.unwrap();
    unit.commit().await.unwrap();
    store.close().await.unwrap();
    let storage = LocalFiles::open(folder(&installation)).unwrap();
    for file in files {
        let bytes = file.clone().into_bytes();
        let file = FileRef { id: file.parse().unwrap(), checksum: Sha256Sum::of(&bytes) };
        storage.put(file, bytes).await.unwrap();
    }
    installation
}

fn folder(installation: &Installation) -> PathBuf {
    installation.folder().join("files")
}

/// The names of the files that are kept.
fn files(installation: &Installation) -> BTreeSet<String> {
    let below = |folder: PathBuf| fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    let folders = below(folder(installation)).filter(|entry| entry.path().is_dir());
    let files = folders.flat_map(|entry| below(entry.path()));
    files.map(|entry| entry.file_name().into_string().unwrap()).collect()
}

fn erase(installation: &Installation, more: &[&str]) -> Output {
    let arguments = [&["customers", "erase"], more].concat();
    installation.command(&arguments).output().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Which of the customers 1 to 4 are there.
async fn known(store: &SqlStore) -> Vec<u8> {
    let mut unit = store.reader().await.unwrap();
    let mut known = Vec::new();
    for n in 1..=4 {
        if unit.customers().get(id(n.into())).await.unwrap().is_some() {
            known.push(n);
        }
    }
    known
}

async fn events(store: &SqlStore) -> Vec<(String, String)> {
    let mut unit = store.reader().await.unwrap();
    let events = unit.outbox().pending(1_000).await.unwrap().into_iter();
    let mut acts: Vec<_> = events
        .filter(|event| event.name.starts_with("kredo.personal-data."))
        .map(|event| {
            assert_eq!(event.actor.as_str(), "operator");
            (event.subject, event.name)
        })
        .collect();
    acts.sort_unstable();
    acts
}

const NEEDED: &str = "; still needed, though their record is old: 2";

/// Of customers, or of the applicant by the application.
fn acts_of(numbers: &[u8]) -> Vec<(String, String)> {
    let of = |n: &u8| {
        let customer = id::<Customer>((*n).into()).to_string();
        ["erased", "files-deleted"]
            .map(|act| (customer.clone(), format!("kredo.personal-data.{act}.v1")))
    };
    numbers.iter().flat_map(of).collect()
}

async fn erases_who_is_due(on: On) {
    let installation = installation(on).await;
    let store = installation.store().await;
    let foreseen = erase(&installation, &["--dry-run"]);
    assert!(foreseen.status.success(), "{}", told(&foreseen));
    let expected = format!(
        "{}\n{}\n{}\nwould be erased: 2 customers, 1 applicants, 9 files{NEEDED}\n",
        id::<Customer>(1),
        id::<Customer>(2),
        id::<LoanApplication>(79),
    );
    assert_eq!(out(&foreseen), expected);
    assert_eq!((known(&store).await, files(&installation).len()), (vec![1, 2, 3, 4], 13));
    assert_eq!(events(&store).await, []);

    let third = id::<Customer>(3).to_string();
    let refused = erase(&installation, &[&third]);
    assert!(!refused.status.success());
    assert!(told(&refused).contains("1 application has not ended"), "{}", told(&refused));
    let fourth = Customer::bare(4).state().login.to_string();
    let refused = erase(&installation, &[&fourth]);
    assert!(told(&refused).contains("is kept until"), "{}", told(&refused));
    let one = erase(&installation, &[&Customer::bare(1).state().login.to_string()]);
    let expected = "erased: 1 customers, 0 applicants, 4 files\n";
    assert_eq!(out(&one), expected, "{}", told(&one));
    assert_eq!(known(&store).await, [2, 3, 4]);
    assert_eq!(events(&store).await, acts_of(&[1]));

    let all = erase(&installation, &[]);
    assert!(all.status.success(), "{}", told(&all));
    let expected =
        format!("erased: 1 customers, 1 applicants, 5 files; old login codes deleted: 2{NEEDED}\n");
    assert_eq!(out(&all), expected);
    assert_eq!((known(&store).await, files(&installation).len()), (vec![3, 4], 4));
    assert_eq!(events(&store).await, acts_of(&[1, 2, 79]));
    let again = erase(&installation, &[&id::<Customer>(1).to_string()]);
    let expected = "erased: 0 customers, 0 applicants, 0 files; erased before: 1\n";
    assert_eq!(out(&again), expected, "{}", told(&again));
    assert_eq!(events(&store).await, acts_of(&[1, 2, 79]), "once");
    store.close().await.unwrap();
}

#[tokio::test]
async fn who_is_due_is_erased_and_nobody_else_on_sqlite() {
    erases_who_is_due(On::Sqlite).await;
}

#[tokio::test]
async fn who_is_due_is_erased_and_nobody_else_on_postgres() {
    erases_who_is_due(On::Postgres).await;
}

/// Whether any file of the database has that text in it.
fn is_written(installation: &Installation, text: &str) -> bool {
    let below = fs::read_dir(installation.folder()).unwrap().map(|entry| entry.unwrap().path());
    let files = below.filter(|path| path.to_string_lossy().contains("kredo.db"));
    let contains = |bytes: Vec<u8>| bytes.windows(text.len()).any(|at| at == text.as_bytes());
    files.map(|file| fs::read(file).unwrap()).any(contains)
}

#[tokio::test]
async fn what_was_erased_is_in_no_free_page_of_sqlite() {
    let installation = installation(On::Sqlite).await;
    // The first one's stands in the questionnaires of all examples.
    let (second, third) = [2, 3].map(|n| Customer::full(n).state().login.to_string()).into();
    assert!(is_written(&installation, &second));
    // It keeps the journal open, so that the command's end alone does not cut it.
    let server = installation.serve();
    let erased = erase(&installation, &[]);
    assert!(erased.status.success(), "{}", told(&erased));
    assert!(!is_written(&installation, &second));
    assert!(server.stop());
    assert!(is_written(&installation, &third), "another's is there");
}

#[tokio::test]
async fn a_file_that_cannot_be_deleted_keeps_nobody_else_from_being_erased() {
    let installation = installation(On::Sqlite).await;
    let guid = id::<()>(1_002).to_string();
    let stuck = folder(&installation).join(&guid[guid.len() - 2..]).join(&guid);
    fs::remove_file(&stuck).unwrap();
    fs::create_dir(&stuck).unwrap();
    let erased = erase(&installation, &[]);
    assert!(!erased.status.success());
    assert!(told(&erased).contains("some files could not be deleted"), "{}", told(&erased));
    let store = installation.store().await;
    assert_eq!(known(&store).await, [3, 4]);
    let left = files(&installation);
    assert_eq!((left.len(), left.contains(&guid)), (5, true), "the others are gone: {left:?}");
    assert_eq!(events(&store).await, [&acts_of(&[1])[..1], &acts_of(&[2, 79])].concat());

    fs::remove_dir(&stuck).unwrap();
    let again = erase(&installation, &[]);
    assert!(again.status.success(), "{}", told(&again));
    assert_eq!(events(&store).await, acts_of(&[1, 2, 79]));
    store.close().await.unwrap();
}

/// Erases, killed at that point if there is one; the points that were passed.
fn erase_traced(installation: &Installation, kill: Option<&str>) -> Vec<String> {
    let trace = installation.folder().join("points.txt");
    let mut command = installation.command(&["customers", "erase"]);
    command.env("FAULT_TRACE", &trace);
    if let Some(point) = kill {
        command.env("FAULT_KILL", point);
    }
    let output = command.output().unwrap();
    assert_eq!(output.status.success(), kill.is_none(), "{kill:?}: {}", told(&output));
    fs::read_to_string(trace).unwrap().lines().map(str::to_owned).collect()
}

async fn goes_on_after_any_death(on: On) {
    let points = erase_traced(&installation(on).await, None);
    assert!(points.iter().any(|point| point == "after file delete"), "{points:?}");
    for point in points.iter().filter(|point| !point.contains("#3")) {
        let installation = installation(on).await;
        erase_traced(&installation, Some(point));
        let output = erase(&installation, &[]);
        assert!(output.status.success(), "{point}: {}", told(&output));
        let store = installation.store().await;
        assert_eq!((known(&store).await, files(&installation).len()), (vec![3, 4], 4), "{point}");
        assert_eq!(events(&store).await, acts_of(&[1, 2, 79]), "{point}");
        let mut unit = store.reader().await.unwrap();
        assert_eq!(unit.erasures().unfinished(None, 9).await.unwrap(), [], "{point}");
        for n in 1..=2 {
            assert!(unit.loans().get(Loan::full(n).id()).await.unwrap().is_some(), "{point}");
            assert!(
                unit.erasures()
                    .get(Erasure::id_of(DataSubject::Customer(id(n.into()))))
                    .await
                    .unwrap()
                    .is_some()
            );
        }
        drop(unit);
        store.close().await.unwrap();
    }
}

#[tokio::test]
async fn an_erasing_that_was_killed_anywhere_goes_on_on_sqlite() {
    goes_on_after_any_death(On::Sqlite).await;
}

#[tokio::test]
async fn an_erasing_that_was_killed_anywhere_goes_on_on_postgres() {
    goes_on_after_any_death(On::Postgres).await;
}
