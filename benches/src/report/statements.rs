//! What a recorded journey asks the database, by table and kind.

use super::table::Table;
use crate::replay::{Kind, Part, Unit};
use std::collections::BTreeMap;

const PARTS: [(Part, &str); 3] =
    [(Part::Journey, "Journey"), (Part::Lease, "Leases of flows"), (Part::Relay, "Relay")];

pub(super) fn table(units: &[Unit]) -> Table {
    let text = "One journey of a known customer on PostgreSQL, as the server logged it.";
    let columns = "| part | table | SELECT | INSERT | UPDATE | DELETE | other |";
    let mut table = Table::new("Statements of a journey", text, columns);
    for (part, name) in PARTS {
        let units = || units.iter().filter(|unit| unit.part() == part);
        let mut counts: BTreeMap<&str, BTreeMap<Kind, u32>> = BTreeMap::new();
        for statement in units().flat_map(|unit| &unit.statements) {
            for place in [statement.table(), "all"] {
                let kinds = counts.entry(place).or_default();
                *kinds.entry(statement.kind()).or_default() += 1;
            }
        }
        let mut all = counts.remove_entry("all");
        let sum: u32 = all.iter().flat_map(|(_, kinds)| kinds.values()).sum();
        let ended = |how: &str| units().filter(|unit| unit.end.as_deref() == Some(how)).count();
        table.say(&format!(
            "{name}: {sum} statements in all, besides the BEGIN and the end of each transaction; \
             {} committed, {} undone.",
            ended("COMMIT"),
            ended("ROLLBACK")
        ));
        for (place, kinds) in counts.into_iter().chain(all.take()) {
            let [select, insert, update, delete, other] =
                Kind::ALL.map(|kind| kinds.get(&kind).copied().unwrap_or_default());
            table.row(&[&name, &place, &select, &insert, &update, &delete, &other]);
        }
    }
    table
}
