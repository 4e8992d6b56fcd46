//! `kredo demo`, and what can be done with the contract that it signs.
#![expect(clippy::unwrap_used, reason = "a failing test panics")]

#[path = "shared/program.rs"]
mod program;

use program::{Printed, kredo};
use std::{
    fs,
    path::{Path, PathBuf},
};
use tempfile::TempDir;

/// RFC 8037 appendix A.2: somebody else's key.
const OTHER_KEY: &str = "-----BEGIN PUBLIC KEY-----
MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=
-----END PUBLIC KEY-----
";

/// A demo into the folder `out`, with real systems configured where the build has adapters.
fn demo(folder: &Path) -> Printed {
    let nobody = "http://127.0.0.1:1";
    let real = [("KREDO_SMS_URL", nobody), ("KREDO_PAYMENT_URL", nobody)];
    let variables: &[_] = if cfg!(feature = "http") { &real } else { &[] };
    kredo(folder, variables, &["demo", "--out", "out"])
}

/// The file of that beginning and end in the folder `out`.
fn made(folder: &Path, start: &str, end: &str) -> PathBuf {
    let files = fs::read_dir(folder.join("out")).unwrap().map(|entry| entry.unwrap().path());
    let mut fitting = files.filter(|path| {
        let name = path.file_name().unwrap().to_str().unwrap();
        name.starts_with(start) && name.ends_with(end)
    });
    fitting.next().unwrap()
}

#[test]
fn the_flow_is_played_to_its_end_once() {
    let folder = TempDir::new().unwrap();
    let printed = demo(folder.path()).ok();
    assert_eq!(printed.err, "", "the server's log stays out of it");
    let mut rest = printed.out.as_str();
    for text in [
        "server         http://127.0.0.1:",
        "Before. The partner gets its token",
        "POST /auth/partners",
        "Step 1. The partner creates the application",
        "200 {\"application_guid\":\"6e7ea57a-5a10-445f-a650-e45bd8432514\"}",
        "Step 2. The partner checks the status",
        "200 status = APPROVED; required action: select_offer",
        "Step 3. The partner performs select_offer",
        "Step 4. ",
        "status = CONFIRMATION, message = Request OTP code; required action: send_otp",
        "Step 5. The partner performs send_otp",
        "Step 6. ",
        "status = CONFIRMATION, message = Enter OTP code; required action: sign",
        "SMS to 7901•••0001: 1111",
        "Step 7. The partner performs sign",
        "Step 8. ",
        "message = Contract is signed. Transfer of product; required action: confirm",
        "Step 9. The partner performs confirm",
        "After step 9. ",
        "200 status = COMPLETED",
        "The loan 241122",
        "80,500.50 roubles of 22.11.2024 for 6 months at 17.3 % a year, product 1800",
        "  1  22.12.2024     14,097.78     12,952.98      1,144.80     67,547.52\n",
        "     total          84,586.90     80,500.50      4,086.40\n",
        "interest runs from 22.11.2024: 38.16 roubles a day, 1,144.80 after 30 days",
        "the seal holds",
        "\nCOMPLETED in ",
    ] {
        let (_, after) = rest.split_once(text).unwrap_or_else(|| panic!("{text} in {rest}"));
        rest = after;
    }
    let csv = fs::read_to_string(made(folder.path(), "schedule-241122", ".csv")).unwrap();
    assert_eq!(csv.lines().count(), 7, "{csv}");
    assert!(csv.contains("\n6,2025-05-22,14098.00,13900.30,197.70,0.00\n"), "{csv}");

    let before = fs::read(folder.path().join("out/kredo.db")).unwrap();
    let again = demo(folder.path());
    assert!(again.refusal().contains("out/kredo.db is not empty: name another folder with --out"));
    let elsewhere = ["demo", "--out", "other", "--database", "sqlite://out/kredo.db"];
    assert!(kredo(folder.path(), &[], &elsewhere).refusal().contains("is not empty"));
    assert_eq!(fs::read(folder.path().join("out/kredo.db")).unwrap(), before);
    assert!(!folder.path().join("other/keys").exists());
}

/// What `contract verify` says of these bytes.
fn verify(folder: &Path, bytes: &[u8], key: &str) -> Printed {
    fs::write(folder.join("contract.pdf"), bytes).unwrap();
    kredo(folder, &[], &["contract", "verify", "contract.pdf", "--key", key])
}

#[test]
fn the_seal_of_the_contract_can_be_checked_by_anybody() {
    let folder = TempDir::new().unwrap();
    let folder = folder.path();
    demo(folder).ok();
    let file = made(folder, "contract-241122", ".pdf");
    let (pdf, key) = (fs::read(&file).unwrap(), "out/seal-key.pem");

    let good = verify(folder, &pdf, key).ok();
    let number = file.file_stem().unwrap().to_str().unwrap().trim_start_matches("contract-");
    assert!(good.out.contains(&format!("contract          {number}\n")), "{}", good.out);
    assert!(good.out.contains("phone             7901•••0001\n"), "{}", good.out);
    assert!(good.out.contains("signed at         2024-11-2"), "{}", good.out);

    let mark = pdf.windows(13).rposition(|window| window == b"%KREDO-SEAL-1").unwrap();
    let last = pdf.len() - 1;
    for position in [0, 1, pdf.len() / 4, pdf.len() / 2, mark - 2, mark, mark + 40, last - 40, last]
    {
        let mut changed = pdf.clone();
        changed[position] ^= 1;
        let told = verify(folder, &changed, key).refusal();
        assert!(
            told.starts_with("error: contract.pdf is not to be trusted: "),
            "{position}: {told}"
        );
    }
    let shorter = verify(folder, &pdf[..last], key).refusal();
    assert!(shorter.contains("not to be trusted"), "{shorter}");

    fs::write(folder.join("other.pem"), OTHER_KEY).unwrap();
    assert!(verify(folder, &pdf, "other.pem").refusal().contains("unknown key"));
    the_lender_needs_no_key_file(folder, &file, key);
}

/// Its own keys, also those that seal no longer, and the set that it gives to others.
fn the_lender_needs_no_key_file(folder: &Path, file: &Path, key: &str) {
    let own = [("KREDO_KEYS_FOLDER", "out/keys")];
    let file = file.to_str().unwrap();
    kredo(folder, &own, &["contract", "verify", file]).ok();
    let pem = kredo(folder, &own, &["contract", "key"]).ok().out;
    assert_eq!(pem, fs::read_to_string(folder.join(key)).unwrap());

    let first = folder.join("out/keys/seal/0001.pem");
    let token_key = folder.join("out/keys/tokens/0001.pem");
    fs::copy(token_key, folder.join("out/keys/seal/0002.pem")).unwrap();
    assert_ne!(kredo(folder, &own, &["contract", "key"]).ok().out, pem);
    kredo(folder, &own, &["contract", "verify", file]).ok();
    let set = kredo(folder, &own, &["contract", "key", "--jwks"]).ok().out;
    fs::write(folder.join("keys.json"), set).unwrap();
    kredo(folder, &[], &["contract", "verify", file, "--key", "keys.json"]).ok();

    fs::remove_file(first).unwrap();
    let told = kredo(folder, &own, &["contract", "verify", file]).refusal();
    assert!(told.contains("unknown key"), "{told}");
}

#[test]
fn a_step_that_goes_otherwise_is_named_with_what_came() {
    let folder = TempDir::new().unwrap();
    let list = "[[sanctions.lists]]\nname = 'List'\nedition = 2024-11-20\n\
                people = [{ full_name = 'Зайцев Василий Петрович' }]\n";
    fs::write(folder.path().join("sandbox.toml"), list).unwrap();
    let variables = [("KREDO_SANDBOX_FILE", "sandbox.toml")];
    let printed = kredo(folder.path(), &variables, &["demo"]);
    assert!(printed.out.contains("Step 1. ") && !printed.out.contains("COMPLETED"));
    let told = printed.failure();
    let start = "error: Step 2. The partner checks the status: expected status = APPROVED, \
                 came status = DECLINED, message = ";
    assert!(told.starts_with(start), "{told}");
}

#[test]
fn a_database_that_somebody_works_with_is_left_alone() {
    let folder = TempDir::new().unwrap();
    let database = ["--database", "sqlite://kredo.db"];
    kredo(folder.path(), &[], &[&["partner", "add", "shop"][..], &database].concat()).ok();
    let told = kredo(folder.path(), &[], &[&["demo"][..], &database].concat()).refusal();
    assert!(told.contains("sqlite://kredo.db is not empty"), "{told}");
    assert!(told.contains("--database"), "{told}");
}
