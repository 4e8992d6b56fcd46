//! Codes that cannot be produced.

use super::demand::Demand;
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Exceptions {
    /// How many there are: nobody adds one without being seen.
    pub(super) count: usize,
    /// Operation → code → why.
    pub(super) codes: BTreeMap<String, BTreeMap<String, String>>,
}

impl Exceptions {
    pub(super) fn read() -> Self {
        serde_json::from_str(include_str!("../../../data/unproduced.json")).unwrap()
    }
    /// Operation, code and reason of each.
    pub(super) fn all(&self) -> impl Iterator<Item = (&str, &str, &str)> {
        self.codes.iter().flat_map(|(operation, codes)| {
            codes.iter().map(|(code, why)| (operation.as_str(), code.as_str(), why.as_str()))
        })
    }
    pub(super) fn has(&self, demand: &Demand) -> bool {
        self.codes.get(&demand.operation).is_some_and(|codes| codes.contains_key(&demand.code))
    }
}

#[test]
fn exceptions_are_as_many_as_the_file_says_each_with_a_reason() {
    let exceptions = Exceptions::read();
    assert_eq!(exceptions.all().count(), exceptions.count, "say in the file how many there are");
    for (operation, code, why) in exceptions.all() {
        assert!(why.split(' ').count() >= 3, "{operation} {code}: why?");
    }
}
