//! Tokens that are almost ours.

use crate::{api, fuzz, runtime};
use kredo_domain::identity::Role;
use proptest::{collection::vec, prelude::*};

/// Characters that a token's own are replaced by; nothing that a header cannot carry.
const SIGNS: &str = "[A-Za-z0-9_=.~-]{0,3}";

fn edits() -> impl Strategy<Value = Vec<(u16, u8, String)>> {
    vec((any::<u16>(), 0_u8..4, SIGNS), 0..4)
}

fn edited(token: &str, edits: &[(u16, u8, String)]) -> String {
    let mut text = token.to_owned();
    for (at, gone, put) in edits {
        let from = usize::from(*at) % text.len().max(1);
        let to = (from + usize::from(*gone)).min(text.len());
        text.replace_range(from..to, put);
    }
    text
}

#[test]
fn no_token_but_the_one_that_was_issued_lets_anybody_in() {
    let runtime = runtime();
    let (api, token) = runtime.block_on(async {
        let api = api().await;
        let token = api.token("demo", Role::Partner).await;
        (api, token)
    });
    let path = "/pfs/partner/api/v1/applications/6e7ea57a-5a10-445f-a650-e45bd8432514/status";
    let anything = prop_oneof![
        edits().prop_map(|edits| edited(&token, &edits)),
        "[ -~]{0,200}",
        r"[A-Za-z0-9_-]{0,80}\.[A-Za-z0-9_-]{0,80}\.[A-Za-z0-9_-]{0,80}",
    ];
    fuzz("tests/fuzz/token.txt", &anything, |text| {
        let answered = runtime.block_on(api.with_token("GET", path, &text));
        let expected = if text.trim() == token { 404 } else { 401 };
        prop_assert_eq!(answered.status.as_u16(), expected);
        Ok(())
    });
}
