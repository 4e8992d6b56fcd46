//! Requests made from the published description: `cargo xtask fuzz-api`.

use crate::{APPLICATION, On, installation};
use kredo_tests::program::{Around, SteadfastPartner};
use std::{env, path::Path, process::Command};

/// Whatever fits or does not fit the description, the answer is one that the description names.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs schemathesis: `cargo xtask fuzz-api`"]
async fn every_answer_is_one_that_the_description_names() {
    let (program, seconds) = (env::var("SCHEMATHESIS").unwrap(), env::var("FUZZ_SECONDS").unwrap());
    let around = Around::start().await;
    let many = "1000000";
    let installation = installation(On::Sqlite, &around)
        .await
        .with("KREDO_PASSWORDS_MEMORY_KIB", "8192")
        .with("KREDO_PASSWORDS_PASSES", "1")
        .with("KREDO_LIMITS_CALLER_PER_SECOND", many)
        .with("KREDO_LIMITS_CALLER_BURST", many)
        .with("KREDO_LIMITS_GUEST_PER_SECOND", many)
        .with("KREDO_LIMITS_GUEST_BURST", many);
    let partner = SteadfastPartner::new(&installation, "shop");
    partner.create(APPLICATION).await;
    partner.expect(APPLICATION, "APPROVED", "").await;
    let address = partner.address().await;
    let staff = installation.credentials(&["user", "add", "anna", "--role", "admin"]);
    let staff = partner.employee_token(&address, &staff).await;
    let config = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemathesis.toml");
    let mut fuzz = Command::new(program);
    fuzz.arg("--config-file").arg(config).args(["run", &format!("{address}/openapi.json")]);
    fuzz.args(["--checks", "all", "--max-time", &seconds, "--continue-on-failure", "--no-color"]);
    fuzz.env("PARTNER_TOKEN", partner.token().await).env("STAFF_TOKEN", staff);
    fuzz.env("APPLICATION", APPLICATION).current_dir(installation.folder());
    assert!(fuzz.status().unwrap().success(), "the report is above");
    assert!(!installation.log().contains(" ERROR "), "{}", installation.log());
    partner.stop_server().await;
    assert_eq!(partner.deaths(), 0);
}
