//! Every code that an operation documents, or the contract for it, was seen in a run of all tests.

mod demand;
mod exceptions;

use crate::contract::Service;
use demand::Demand;
use exceptions::Exceptions;
use kredo_tests::{
    api::Api,
    codes::{Codes, FOLDER},
};
use std::{collections::BTreeSet, env, fs, path::Path};

/// Whatever is wrong, a line each.
fn faults(
    demands: &BTreeSet<Demand>,
    (documented, seen): (&Codes, &Codes),
    exceptions: &Exceptions,
) -> Vec<String> {
    let (mut faults, mut excepted) = (Vec::new(), BTreeSet::new());
    for demand in demands {
        let fault = if !demand.is_met_by(documented) {
            "is the contract's, and we do not document it"
        } else if !demand.is_met_by(seen) {
            "is documented, and was never seen"
        } else {
            continue;
        };
        if exceptions.has(demand) {
            excepted.insert((&*demand.operation, &*demand.code));
        } else {
            faults.push(format!("{demand} {fault}"));
        }
    }
    let needless = exceptions.all().filter(|(of, code, _)| !excepted.contains(&(*of, *code)));
    faults.extend(needless.map(|(of, code, _)| format!("{of} {code}: no exception is needed")));
    faults
}

/// All files of the contract.
fn services() -> Vec<Service> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/contract");
    let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let services = files.filter(|file| !file.ends_with("overrides.json"));
    services.map(|file| Service::read(&fs::read_to_string(file).unwrap())).collect()
}

#[tokio::test]
#[ignore = "compares what a whole run has seen: `cargo xtask test` does it at the end"]
async fn every_documented_code_was_seen() {
    let folder = env::var_os(FOLDER).unwrap();
    let seen = Codes::seen(Path::new(&folder));
    let api = Api::start().await;
    let (openapi, activities) =
        (kredo_http::openapi(api.activities()), kredo_http::activities(api.activities()));
    let (documented, exceptions) = (Codes::documented(&openapi, &activities), Exceptions::read());
    let (own, contracts) = (demand::own(&documented), demand::contracts(&documented, &services()));
    eprintln!(
        "{} documented, {} of the contract, {} seen, {} excepted",
        own.len(),
        contracts.len(),
        seen.all().count(),
        exceptions.count
    );
    let demands = own.into_iter().chain(contracts).collect();
    let faults = faults(&demands, (&documented, &seen), &exceptions);
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    fn codes(all: &[(&str, u16, &str)]) -> Codes {
        let mut codes = Codes::default();
        for (operation, status, code) in all {
            codes.insert(operation, *status, code);
        }
        codes
    }

    fn excepting(all: &[(&str, &str)]) -> Exceptions {
        let mut codes: BTreeMap<String, BTreeMap<_, _>> = BTreeMap::new();
        for (operation, code) in all {
            let of = codes.entry((*operation).to_owned()).or_default();
            of.insert((*code).to_owned(), "a reason of words".to_owned());
        }
        Exceptions { count: all.len(), codes }
    }

    fn own_faults(documented: &Codes, seen: &Codes, exceptions: &[(&str, &str)]) -> Vec<String> {
        faults(&demand::own(documented), (documented, seen), &excepting(exceptions))
    }

    #[test]
    fn an_own_code_is_seen_from_its_operation_under_its_status() {
        let documented = codes(&[("a", 404, "GONE"), ("b", 404, "GONE")]);
        let seen = codes(&[("a", 404, "GONE"), ("b", 409, "GONE")]);
        let fault = "b 404 GONE is documented, and was never seen";
        assert_eq!(own_faults(&documented, &seen, &[]), [fault]);
        assert_eq!(own_faults(&documented, &seen, &[("b", "GONE")]), [""; 0]);
    }

    #[test]
    fn a_general_code_is_seen_from_any_operation() {
        let documented = codes(&[("a", 401, "TOKEN_MISSING"), ("b", 401, "TOKEN_MISSING")]);
        let seen = codes(&[("b", 401, "TOKEN_MISSING")]);
        assert_eq!(own_faults(&documented, &seen, &[]), [""; 0]);
        let fault = "any-operation 401 TOKEN_MISSING is documented, and was never seen";
        assert_eq!(own_faults(&documented, &codes(&[]), &[]), [fault]);
    }

    #[test]
    fn what_the_contract_has_is_documented_under_its_status_or_any() {
        let documented = codes(&[("a", 404, "GONE")]);
        for (status, code, expected) in [
            (None, "GONE", vec![]),
            (Some(409), "GONE", vec!["a 409 GONE is the contract's, and we do not document it"]),
            (None, "LOST", vec!["a any LOST is the contract's, and we do not document it"]),
        ] {
            let demands = BTreeSet::from([Demand::new("a", status, code)]);
            assert_eq!(faults(&demands, (&documented, &documented), &excepting(&[])), expected);
        }
    }

    #[test]
    fn an_exception_that_is_not_needed_is_told() {
        let known = codes(&[("a", 404, "GONE")]);
        for exception in [("a", "GONE"), ("a", "LOST")] {
            let fault = format!("a {}: no exception is needed", exception.1);
            assert_eq!(own_faults(&known, &known, &[exception]), [fault]);
        }
    }
}
