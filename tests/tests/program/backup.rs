//! An installation is saved in mid-journey and goes on elsewhere.

use crate::{APPLICATION, On, installation, tally::Tally};
use kredo_tests::program::{Around, Installation, SteadfastPartner};
use std::{fs, path::Path, process::Command};

fn ran(installation: &Installation, arguments: &[&str]) -> (bool, String) {
    let output = installation.command(arguments).output().unwrap();
    let text = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
    (output.status.success(), text.concat())
}

/// From the code that the customer has to the end.
async fn the_other_half(installation: &Installation, around: &Around, account: serde_json::Value) {
    let partner = SteadfastPartner::known(installation, account);
    partner.finish(APPLICATION, async || around.code()).await;
    partner.stop_server().await;
    let tally = Tally::of(installation, around).await;
    assert_eq!((tally.loans, tally.payouts, tally.messages), (1, 1, 1));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_restored_backup_goes_on_where_the_saved_installation_was() {
    let around = Around::start().await;
    let first = installation(On::Sqlite, &around).await;
    let partner = SteadfastPartner::new(&first, "shop");
    partner.begin(APPLICATION).await;
    let saved = first.folder().join("saved");
    let place = saved.to_str().unwrap();
    let (good, told) = ran(&first, &["backup", place]);
    assert!(good && told.contains(" saved in "), "while the server runs: {told}");
    let (good, told) = ran(&first, &["backup", place]);
    assert!(!good && told.contains("exists: name another place"), "{told}");
    let account = partner.account().clone();
    drop(partner);

    let second = installation(On::Sqlite, &around).await;
    let (good, told) = ran(&second, &["restore", place]);
    assert!(good, "{told}");
    let (good, told) = ran(&second, &["restore", place]);
    assert!(!good && told.contains("kredo.db exists"), "{told}");
    the_other_half(&second, &around, account).await;
    let (good, told) = ran(&second, &["audit", "verify"]);
    assert!(good, "{told}");
}

#[test]
fn a_damaged_backup_is_refused_before_anything_is_written() {
    let first = Installation::on_sqlite();
    let _account = first.credentials(&["partner", "add", "shop"]);
    let saved = first.folder().join("saved");
    let place = saved.to_str().unwrap();
    assert!(ran(&first, &["backup", place]).0);
    let database = saved.join("kredo.db");
    let whole = fs::read(&database).unwrap();
    let mut changed = whole.clone();
    changed[whole.len() / 2] ^= 1;
    for (bytes, more) in [(&changed, None), (&whole, Some("files/more"))] {
        fs::write(&database, bytes).unwrap();
        if let Some(more) = more {
            fs::create_dir_all(saved.join(more).parent().unwrap()).unwrap();
            fs::write(saved.join(more), "x").unwrap();
        }
        let second = Installation::on_sqlite();
        let (good, told) = ran(&second, &["restore", place]);
        assert!(!good && told.contains("the backup is damaged: "), "{told}");
        assert!(!second.folder().join("kredo.db").exists());
    }
    let (good, told) = ran(&Installation::on_sqlite(), &["restore", "nowhere"]);
    assert!(!good && told.contains("nowhere is no backup"), "{told}");
}

/// One of PostgreSQL's own programs.
fn postgres(program: &str) -> Command {
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut folders: Vec<_> = versions.map(|version| version.path().join("bin")).collect();
    folders.sort();
    let found = folders.iter().rev().map(|folder| folder.join(program)).find(|path| path.exists());
    Command::new(found.as_deref().unwrap_or(Path::new(program)))
}

fn succeeds(command: &mut Command) {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_pg_dump_saves_pg_restore_brings_back() {
    let around = Around::start().await;
    let first = installation(On::Postgres, &around).await;
    let partner = SteadfastPartner::new(&first, "shop");
    partner.begin(APPLICATION).await;
    let (good, told) = ran(&first, &["backup", "saved"]);
    assert!(!good && told.contains("pg_dump"), "{told}");
    partner.stop_server().await;

    let dump = first.folder().join("kredo.dump");
    let (url, search_path) = first.database().split_once("?options=").unwrap();
    let schema = search_path.rsplit("%3D").next().unwrap();
    succeeds(
        postgres("pg_dump")
            .args(["--format=custom", "--schema", schema, "--file"])
            .arg(&dump)
            .arg(url),
    );
    succeeds(postgres("psql").args(["-q", "-c", &format!("DROP SCHEMA {schema} CASCADE"), url]));
    succeeds(postgres("pg_restore").args(["--exit-on-error", "--dbname", url]).arg(&dump));
    the_other_half(&first, &around, partner.account().clone()).await;
}
