//! What the journey decides by: lender, products, codes, systems, sandboxes.

use super::{super::*, Layers, file, variables};
use secrecy::ExposeSecret;
use std::fs;
use tempfile::TempDir;

/// A folder with that file, and the configuration that names it under that key.
struct Named {
    folder: TempDir,
    toml: String,
}

impl Named {
    fn new(key: &str, name: &str, content: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        fs::write(&path, content).unwrap();
        let toml = format!("{key} = {:?}", path.display().to_string());
        Self { folder, toml }
    }

    fn load(&self) -> Result<Loaded, Vec<String>> {
        file(&self.toml).load()
    }

    /// The faults, without the folder.
    fn faults(&self) -> Vec<String> {
        let prefix = format!("{}/", self.folder.path().display());
        let faults = self.load().unwrap_err().into_iter();
        faults.map(|fault| fault.replace(&prefix, "")).collect()
    }
}

#[test]
fn numbers_of_the_lender_that_cannot_be_are_faults_all_at_once() {
    let layers = file(
        "[lender]\nkind = 'BANK'\ninn = '7700000008'\nogrn = '1027700000009'\nbank_bic = '04000000'\n\
         bank_account = '4070181000000000000'\nbank_correspondent_account = '3010181000000000000x'\n\
         email = 'kredo.example'\nutc_offset_hours = 15\nfull_name = ''\n",
    );
    assert_eq!(
        layers.faults(),
        [
            "kredo.toml:2: `lender.kind` must be `MKK` (a microcredit company) or `MFK` (a \
             microfinance company), not the string \"BANK\"",
            "kredo.toml:3: `lender.inn` must be 10 digits, the last of them the check digit, not \
             the string \"7700000008\"",
            "kredo.toml:4: `lender.ogrn` must be 13 digits, the last of them the check digit, not \
             the string \"1027700000009\"",
            "kredo.toml:5: `lender.bank_bic` must be 9 digits, not the string \"04000000\"",
            "kredo.toml:6: `lender.bank_account` must be 20 digits, not the string \
             \"4070181000000000000\"",
            "kredo.toml:7: `lender.bank_correspondent_account` must be 20 digits, not the string \
             \"3010181000000000000x\"",
            "kredo.toml:8: `lender.email` must be an e-mail address, not the string \
             \"kredo.example\"",
            "kredo.toml:9: `lender.utc_offset_hours` must be a whole number from -12 to 14, not the \
             number 15",
            "kredo.toml:10: `lender.full_name` must be a line of text, not empty, not the string \
             \"\"",
        ]
    );
}

#[test]
fn the_example_lender_would_pass_the_checks_of_a_real_one() {
    let printed = Layers::default().load().unwrap().toml();
    let inn = "inn = \"7700000009\"";
    assert!(printed.contains(inn), "{printed}");
    assert!(file(&printed).load().is_ok());
    for number in ["inn = ' 7700000009'", "inn = '77000000091'", "inn = 7700000009"] {
        assert_eq!(file(&printed.replace(inn, number)).faults().len(), 1, "{number}");
    }
}

#[test]
fn codes_that_are_easily_guessed_are_a_fault_where_they_were_made_so() {
    let fault = |at: &str| format!("{at}: `otp.attempts` with resends make guessing too easy");
    assert_eq!(file("otp.attempts = 6").faults(), [fault("kredo.toml:1")]);
    assert_eq!(file("\notp.resends = 9").faults(), [fault("kredo.toml:2")]);
    assert_eq!(variables(&[("KREDO_OTP_RESENDS", "9")]).faults(), [fault("KREDO_OTP_RESENDS")]);
    assert!(file("otp = { attempts = 6, length = 5 }").load().is_ok());
}

#[test]
fn a_wrong_rule_for_codes_is_told_and_not_what_would_follow_from_it() {
    assert_eq!(
        file("[otp]\nlength = 3\nattempts = 6\nlifetime_seconds = 0").faults(),
        [
            "kredo.toml:2: `otp.length` must be a whole number from 4 to 10, not the number 3",
            "kredo.toml:4: `otp.lifetime_seconds` must be a whole number from 1 to 86400, not the \
             number 0",
        ]
    );
}

const PRODUCT: &str = r#"{"code": "A", "name": "Заём", "kind": "PAYDAY",
    "amount": {"min": {"minor": 1, "currency": "RUB"}, "max": {"minor": 2, "currency": "RUB"}},
    "term": {"unit": "DAY", "min": 1, "max": 30},
    "rate": {"start": {"percent": "0.8", "basis": "PER_DAY"}, "step": "0.1", "floor": "0.5"},
    "overdue_rate": null, "age": {"min": 18, "max": 75}, "in_person": false,
    "category": "UNSECURED_CASH", "is_small_loan": false}"#;

fn json(content: &str) -> Named {
    Named::new("products.file", "products.json", content)
}

#[test]
fn products_can_be_listed_with_and_without_a_name() {
    for content in [format!("[{PRODUCT}]"), format!("{{\"products\": [{PRODUCT}]}}")] {
        let catalogue = json(&content).load().unwrap().config.products.catalogue.unwrap();
        assert_eq!(catalogue[0].terms().code, "A");
    }
    assert!(Layers::default().load().unwrap().config.products.catalogue.is_none());
}

#[test]
fn every_fault_of_every_product_is_told_with_its_code_and_field() {
    let missing = PRODUCT.replace("\"code\": \"A\", ", "").replace("false,", "1,");
    let strange = PRODUCT.replace("\"A\"", "\"B\"").replace("\"is_small_loan\"", "\"colour\"");
    let strange = strange.replace("\"DAY\"", "\"WEEK\"").replace("\"minor\": 1", "\"minor\": 1.5");
    let senseless = PRODUCT.replace("\"max\": 75", "\"max\": 7").replace("0.5", "0.9");
    let named = json(&format!("[{missing}, {strange}, {senseless}, {PRODUCT}, 5]"));
    let expected = [
        "products.json: product 1: in_person: invalid type: integer `1`, expected a boolean",
        "products.json: product 1: missing field `code`",
        "products.json: product `B`: amount.min.minor: invalid type: floating point `1.5`, expected \
         i64",
        "products.json: product `B`: `colour` is unknown",
        "products.json: product `B`: term.unit: unknown variant `WEEK`, expected `DAY` or `MONTH`",
        "products.json: product `B`: missing field `is_small_loan`",
        "products.json: product `A`: rate.floor: must not be above the start",
        "products.json: product `A`: age.max: must not be below the youngest",
        "products.json: product `A`: code: stands there twice",
        "products.json: product 5: must be a table",
    ];
    assert_eq!(named.faults(), expected);
}

#[test]
fn a_file_that_lists_no_products_is_a_fault() {
    let fault = "products.json: `products` must be a list with a product at least";
    for content in ["[]", "{}", "5", "{\"products\": 1}"] {
        assert_eq!(json(content).faults(), [fault], "{content}");
    }
    let named = json(&format!("{{\"products\": [{PRODUCT}], \"goods\": []}}"));
    assert_eq!(named.faults(), ["products.json: `goods` is unknown"]);
}

#[test]
fn a_named_file_that_cannot_be_read_or_parsed_is_a_fault() {
    let named = Named::new("products.file", "products.toml", "[[products]]\ncode = \n");
    let fault = "products.toml:2: this is not TOML: ";
    assert!(named.faults()[0].starts_with(fault), "{:?}", named.faults());
    let named = json("[\n{]");
    let fault = "products.json:2: this is not JSON: ";
    assert!(named.faults()[0].starts_with(fault), "{:?}", named.faults());
    let mut layers = file("scoring.scorecard_file = 'nowhere.json'\n");
    layers.variables = &[("KREDO_SANDBOX_FILE", "nowhere.toml")];
    assert_eq!(
        layers.faults(),
        [
            "kredo.toml:1: `scoring.scorecard_file` must name a file that can be read: No such file \
             or directory (os error 2)",
            "KREDO_SANDBOX_FILE: `sandbox.file` must name a file that can be read: No such file or \
             directory (os error 2)",
        ]
    );
}

#[test]
fn a_scorecard_comes_from_a_file_and_is_checked() {
    let card = include_str!("../../../../domain/src/scoring/scorecard/built_in.json");
    let threshold = serde_json::from_str::<serde_json::Value>(card).unwrap()["threshold"].clone();
    let read = |content: &str| Named::new("scoring.scorecard_file", "card.json", content);
    let other = card.replace(&format!("\"threshold\": {threshold}"), "\"threshold\": 77");
    let scoring = read(&other).load().unwrap().config.scoring;
    assert_eq!(scoring.scorecard.unwrap().threshold(), 77);
    let faults = read(&card.replace("\"threshold\"", "\"treshold\"")).faults();
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert!(faults[0].starts_with("card.json: ") && faults[0].contains("treshold"), "{faults:?}");
}

#[test]
fn faults_of_the_sandboxes_are_told_section_by_section() {
    let named = Named::new(
        "sandbox.file",
        "sandbox.toml",
        "[[bureaus]]\nname = 'a'\npeople = [{ who = { phone = '7x' } }]\n\
         [[bureaus]]\nnames = 'b'\n[sanctions]\nlists = [{ name = 'c', edition = 2024-13-01 }]\n",
    );
    let faults = named.faults();
    assert!(faults[0].starts_with("sandbox.toml:7: this is not TOML: "), "{faults:?}");

    let named = Named::new(
        "sandbox.file",
        "sandbox.toml",
        "[[bureaus]]\nname = 'a'\npeople = [{ who = { phone = '7x' } }]\n[[bureaus]]\nnames = 'b'\n\
         [sanctions]\nlists = [{ name = 'c', edition = 'today' }]\n[identification]\nbiometric = 1\n\
         [payment]\notherwise = 'reject'\n[sms]\n",
    );
    let faults = named.faults();
    let starts = [
        "sandbox.toml: bureaus[0].people[0].who.phone: a pattern is digits, with a * at the end",
        "sandbox.toml: bureaus[1].names: unknown field `names`",
        "sandbox.toml: sanctions.lists[0].edition: input contains invalid characters",
        "sandbox.toml: identification.biometric: unknown field `biometric`",
        "sandbox.toml: payment.otherwise: unknown variant `reject`",
        "sandbox.toml: `sms` is none of `bureaus`, `sanctions`, `identification`, `payment`",
    ];
    assert_eq!(faults.len(), starts.len(), "{faults:#?}");
    for (fault, start) in faults.iter().zip(starts) {
        assert!(fault.starts_with(start), "{fault} … {start}");
    }
}

#[test]
fn what_a_sandbox_file_leaves_out_is_as_without_a_file() {
    let named = Named::new("sandbox.file", "sandbox.toml", "[payment]\notherwise = 'unavailable'");
    let with = named.load().unwrap().config.sandbox;
    let without = Layers::default().load().unwrap().config.sandbox;
    assert_eq!(with.bureaus, without.bureaus);
    assert_eq!(with.sanctions, without.sanctions);
    assert_eq!(with.identification, without.identification);
    assert_ne!(with.payment, without.payment);
    let one = Named::new("sandbox.file", "sandbox.toml", "bureaus = 1");
    assert_eq!(one.faults(), ["sandbox.toml: bureaus: must be a list: `[[bureaus]]`"]);
}

#[test]
fn an_address_is_taken_by_a_build_that_can_use_it() {
    let layers = file("[sms]\nurl = 'https://sms.example/api'");
    if cfg!(feature = "http") {
        let sms = layers.load().unwrap().config.sms;
        assert_eq!(sms.url.unwrap().as_str(), "https://sms.example/api");
    } else {
        assert_eq!(
            layers.faults(),
            [
                "kredo.toml:2: `sms.url` cannot be used: this build has no HTTP adapters; build with \
              `--features http`"
            ]
        );
    }
}

#[test]
fn each_section_of_a_system_has_keys_of_its_own() {
    let section = |name: &str, ms: u64| {
        format!(
            "[{name}]\ntoken = '{name}'\nca_file = '{name}.pem'\nconnect_timeout_ms = {ms}\n\
             timeout_ms = {}\n",
            ms + 1
        )
    };
    let toml = [section("scoring", 10), section("sms", 20), section("payment", 30)].concat();
    let config = file(&toml).load().unwrap().config;
    for (name, section, ms) in [
        ("scoring", config.scoring.engine, 10),
        ("sms", config.sms, 20),
        ("payment", config.payment, 30),
    ] {
        assert_eq!(section.token.unwrap().secret().expose_secret(), name);
        assert_eq!(section.ca_file.unwrap().to_str(), Some(format!("{name}.pem").as_str()));
        assert_eq!((section.connect_timeout_ms, section.timeout_ms), (ms, ms + 1), "{name}");
    }
}

#[test]
fn an_address_can_be_taken_back_by_a_higher_layer() {
    let mut layers = file("payment.url = 'https://pay.example'");
    layers.variables = &[("KREDO_PAYMENT_URL", "")];
    assert!(layers.load().unwrap().config.payment.url.is_none());
}

#[test]
fn a_wrong_address_or_token_is_a_fault_that_does_not_repeat_it() {
    let expected = "an address such as `https://host/path`, without user, password, query and \
                    fragment, or `\"\"` for none";
    for wrong in ["https://user:hunter2@host", "hunter2", "ftp://hunter2", "https://a?hunter2=1"] {
        assert_eq!(
            file(&format!("scoring.url = '{wrong}'")).faults(),
            [format!("kredo.toml:1: `scoring.url` must be {expected}")]
        );
    }
    assert_eq!(
        file("payment.token = 'hunter 2'").faults(),
        [
            "kredo.toml:1: `payment.token` must be a token of Latin letters, digits and signs, without \
          blanks, or `\"\"` for none"
        ]
    );
}

#[test]
fn a_token_is_never_shown_and_what_is_shown_is_no_token() {
    let loaded = file("sms.token = 'hunter2'").load().unwrap();
    let shown = format!("{}{}{loaded:?}", loaded.explain(), loaded.toml());
    assert!(!shown.contains("hunter2") && shown.contains("token = \"…\""), "{shown}");
    assert_eq!(file(&loaded.toml()).faults().len(), 1);
}

#[test]
fn a_token_comes_from_a_file_which_must_not_be_empty() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("token").display().to_string();
    fs::write(&path, "hunter2\n").unwrap();
    let loaded = variables(&[("KREDO_SMS_TOKEN_FILE", &path)]).load().unwrap();
    assert_eq!(loaded.config.sms.token.unwrap().secret().expose_secret(), "hunter2");
    fs::write(&path, "\n").unwrap();
    let faults = variables(&[("KREDO_SMS_TOKEN_FILE", &path)]).faults();
    assert!(faults[0].contains("the file that `sms.token_file` names must be"), "{faults:?}");
}
