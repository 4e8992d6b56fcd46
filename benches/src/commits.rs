//! What a journey commits, counted by the program itself.

use crate::{client, database::Database, journey::Partner, program::Installation};
use anyhow::Context;
use std::{collections::BTreeMap, path::Path, time::Duration};

/// The counter of units that write, and the label of those that were committed.
const COUNTER: &str = "kredo_units_total{";
const KEPT: &str = "outcome=\"kept\"";
const USE_CASE: &str = "use_case=\"";

/// What is done for all journeys at once: leases of flows, turns of the relay.
const SHARED: [&str; 3] = ["LeaseDue", "TakeTurn", "EndTurn"];

/// What the sandboxed gateway keeps of a message, in the same database; a real one keeps it with
/// itself.
const GATEWAY: &str = "Keep";

/// Longer than an idle relay waits.
const PUBLISHED: Duration = Duration::from_millis(2500);

/// How often each use case is committed in some journeys of one partner.
pub(crate) struct Commits {
    pub(crate) journeys: u32,
    pub(crate) by_use_case: BTreeMap<String, u64>,
}

impl Commits {
    /// Why a use case is no part of a journey; `None` when it is.
    pub(crate) fn apart(use_case: &str) -> Option<&'static str> {
        if SHARED.contains(&use_case) {
            Some("for all journeys")
        } else {
            (use_case == GATEWAY).then_some("the sandboxed SMS gateway")
        }
    }

    /// Commits of one journey, hundredths, without what is no part of it.
    pub(crate) fn of_one(&self) -> u64 {
        let own = self.by_use_case.iter().filter(|(name, _)| Self::apart(name).is_none());
        self.each(own.map(|(_, count)| count).sum())
    }

    /// Hundredths for each journey.
    pub(crate) fn each(&self, count: u64) -> u64 {
        count * 100 / u64::from(self.journeys.max(1))
    }
}

pub(crate) async fn measure(
    program: &Path,
    on: &Database,
    journeys: u32,
) -> anyhow::Result<Commits> {
    let installation = Installation::new(program, on).await?;
    let account = installation.enlist(0)?;
    let server = installation.serve()?;
    let partner = Partner::log_in(server.address(), 0, &account).await?;
    // The customer is there from the first journey on.
    partner.journey().await?;
    let counters = format!("{}/metrics", server.address());
    let before = read(&counters).await?;
    for _ in 0..journeys {
        partner.journey().await?;
    }
    let mut by_use_case = read(&counters).await?;
    server.stop()?;
    for (use_case, count) in &mut by_use_case {
        *count -= before.get(use_case).copied().unwrap_or_default();
    }
    by_use_case.retain(|_, count| *count > 0);
    Ok(Commits { journeys, by_use_case })
}

/// The counters as they are when everything is published.
async fn read(address: &str) -> anyhow::Result<BTreeMap<String, u64>> {
    tokio::time::sleep(PUBLISHED).await;
    let text = String::from_utf8(client::get(&client::client(), address, None).await?)?;
    let counted = kept(&text);
    anyhow::ensure!(!counted.is_empty(), "{address} counts no committed units");
    Ok(counted)
}

fn kept(text: &str) -> BTreeMap<String, u64> {
    let lines = text.lines().filter_map(|line| line.strip_prefix(COUNTER));
    lines.filter(|line| line.contains(KEPT)).filter_map(|line| sample(line).ok()).collect()
}

fn sample(line: &str) -> anyhow::Result<(String, u64)> {
    let (labels, count) = line.rsplit_once(' ').context("a value")?;
    let (_, name) = labels.split_once(USE_CASE).context("a use case")?;
    // A type's name may be followed by its parameters.
    let (name, _) = name.split_once(['"', '<']).context("the end of a name")?;
    Ok((name.to_owned(), count.parse()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_committed_units_are_read_and_shared_ones_are_no_journeys() {
        let text = "# TYPE kredo_units_total counter\n\
                    kredo_units_total{use_case=\"Act\",outcome=\"kept\"} 41\n\
                    kredo_units_total{outcome=\"kept\",use_case=\"TakeTurn<'_\"} 7\n\
                    kredo_units_total{use_case=\"Keep\",outcome=\"kept\"} 20\n\
                    kredo_units_total{use_case=\"Act\",outcome=\"undone\"} 3\n\
                    kredo_events_published_total{type=\"Act\"} 5\n";
        let commits = Commits { journeys: 20, by_use_case: kept(text) };
        assert_eq!(
            commits.by_use_case,
            BTreeMap::from([("Act".into(), 41), ("Keep".into(), 20), ("TakeTurn".into(), 7)])
        );
        assert_eq!(commits.of_one(), 205);
    }
}
