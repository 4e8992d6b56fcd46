//! Everything that is held about a customer, as an operator hands it out.

use crate::{APPLICATION, On, installation};
use kredo_application::{Sha256Sum, Store};
use kredo_tests::program::{Around, Installation, SteadfastPartner};
use serde_json::{Value, json};
use std::{fs, os::unix::fs::PermissionsExt, path::PathBuf, process::Output};

const LOGIN: &str = "79010000001";

fn export(installation: &Installation, customer: &str, folder: &str) -> Output {
    installation.command(&["customers", "export", customer, folder]).output().unwrap()
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Where the program keeps a file.
fn kept(installation: &Installation, guid: &str) -> PathBuf {
    installation.folder().join("files").join(&guid[guid.len() - 2..]).join(guid)
}

async fn is_handed_out(on: On) {
    let around = Around::start().await;
    let installation = installation(on, &around).await;
    let partner = SteadfastPartner::new(&installation, "shop");
    partner.begin(APPLICATION).await;
    let upload = json!({ "file_type": "PHOTO", "format": "txt", "content": "0JrRgNC10LTQvg==" });
    partner.act(APPLICATION, "upload_file", Some(&upload)).await;
    partner.finish(APPLICATION, async || around.code()).await;
    partner.stop_server().await;

    let output = export(&installation, LOGIN, "handed/out");
    assert!(output.status.success(), "{}", told(&output));
    let folder = installation.folder().join("handed/out");
    assert_eq!(fs::metadata(&folder).unwrap().permissions().mode() & 0o777, 0o700);
    let data = folder.join("data.json");
    assert_eq!(fs::metadata(&data).unwrap().permissions().mode() & 0o777, 0o600);
    let data: Value = serde_json::from_slice(&fs::read(data).unwrap()).unwrap();
    assert_eq!(data["customer"]["login"], LOGIN);
    let application = &data["applications"][0];
    let (contract, upload) = (&application["contract"], &application["files"][0]);
    let files = [
        (&contract["printed"]["storage_id"], &contract["printed"]["sha256"]),
        (&contract["sealed"]["bytes"]["storage_id"], &contract["sealed"]["bytes"]["sha256"]),
        (&upload["storage_id"], &upload["checksum"]),
    ];
    for (guid, checksum) in files {
        let bytes = fs::read(folder.join(guid.as_str().unwrap())).unwrap();
        assert_eq!(&json!(Sha256Sum::of(&bytes).to_string()), checksum);
    }
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 1 + files.len());

    let again = export(&installation, LOGIN, "handed/out");
    assert!(!again.status.success() && told(&again).contains("exists"), "{}", told(&again));
    let nobody = export(&installation, "79010000099", "nobody");
    assert!(!nobody.status.success() && told(&nobody).contains("79010000099"), "{}", told(&nobody));
    assert!(!installation.folder().join("nobody").exists());

    let guid = data["customer"]["guid"].as_str().unwrap();
    let mut unit = installation.store().await.reader().await.unwrap();
    let events = unit.outbox().pending(1_000).await.unwrap();
    let reads: Vec<_> = events.iter().filter(|event| event.name.contains("data.read")).collect();
    let [read] = reads[..] else { unreachable!("{reads:?}") };
    assert_eq!((read.actor.as_str(), read.subject.as_str()), ("operator", guid));

    let lost = upload["storage_id"].as_str().unwrap();
    fs::remove_file(kept(&installation, lost)).unwrap();
    let output = export(&installation, guid, "rest");
    assert!(!output.status.success() && told(&output).contains(lost), "{}", told(&output));
    let rest = fs::read_dir(installation.folder().join("rest")).unwrap().count();
    assert_eq!(rest, files.len(), "whatever there is is handed out");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_held_on_sqlite_is_handed_out() {
    is_handed_out(On::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_held_on_postgres_is_handed_out() {
    is_handed_out(On::Postgres).await;
}
