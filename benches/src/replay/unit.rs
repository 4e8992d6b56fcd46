//! Statements that belong together: a transaction, or one statement by itself.

use super::{
    log::Entry,
    statement::{Kind, Statement, planned},
};
use anyhow::{Context, bail, ensure};
use std::collections::HashMap;

/// Whose work a unit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// The journey's own.
    Journey,
    /// The engine takes flows that are due.
    Lease,
    /// The relay publishes events.
    Relay,
    /// Somebody looked and found nothing to do: that happens without any journey.
    Idle,
}

/// Statements between BEGIN and COMMIT, or one without them.
#[derive(Debug, Default, Clone)]
pub(crate) struct Unit {
    pub(crate) statements: Vec<Statement>,
    /// How the transaction ended, where it is one.
    pub(crate) end: Option<String>,
}

impl Unit {
    pub(super) fn writes(&self) -> bool {
        self.statements.iter().any(|statement| statement.kind().writes())
    }

    /// Whether it takes rows from a queue, leaving out what others hold.
    fn takes_due(&self) -> bool {
        self.statements.iter().any(|statement| takes_due(&statement.sql))
    }

    fn is_about(&self, table: &str) -> bool {
        self.statements.iter().any(|statement| statement.table() == table)
    }

    pub(crate) fn part(&self) -> Part {
        let reads = |table| {
            let mut all = self.statements.iter();
            all.all(|one| one.kind() == Kind::Select && one.table() == table)
        };
        if self.is_about("outbox_lease") {
            Part::Relay
        } else if reads("outbox") || self.statements.is_empty() {
            Part::Idle
        } else if self.takes_due() {
            if self.writes() { Part::Lease } else { Part::Idle }
        } else {
            Part::Journey
        }
    }
}

/// Whether a statement takes rows from a queue.
pub(super) fn takes_due(sql: &str) -> bool {
    sql.ends_with("SKIP LOCKED")
}

/// The units of a piece of the log, in the order in which they ended: one that needs what another
/// has committed ended after it, whichever began first.
pub(super) fn units(entries: &[Entry]) -> anyhow::Result<Vec<Unit>> {
    let mut sessions: HashMap<&str, Session> = HashMap::new();
    let mut ended = Vec::new();
    for entry in entries {
        let Entry::Asked { session, message, detail } = entry else { continue };
        let session = sessions.entry(session).or_default();
        if let Some((text, rows)) = planned(message) {
            session.met(&mut ended, &text, rows)?;
        } else if let Some(statement) = Statement::logged(message, detail)? {
            session.asked(&mut ended, statement)?;
        }
    }
    // Whoever looks for work may be looking where the piece ends.
    let mut open = sessions.values().filter_map(|session| session.open.as_ref());
    ensure!(open.all(|unit| unit.part() == Part::Idle), "a transaction has not ended");
    Ok(ended)
}

/// What a session is at.
#[derive(Default)]
struct Session {
    open: Option<Unit>,
    /// Which of the ended units was its last: what is told late belongs to that.
    last: Option<usize>,
}

impl Session {
    fn asked(&mut self, ended: &mut Vec<Unit>, statement: Statement) -> anyhow::Result<()> {
        let ends = matches!(statement.sql.as_str(), "COMMIT" | "ROLLBACK");
        match &mut self.open {
            Some(_) if statement.sql == "BEGIN" => bail!("a transaction in a transaction"),
            None if statement.sql == "BEGIN" => self.open = Some(Unit::default()),
            Some(unit) if ends => {
                unit.end = Some(statement.sql);
                self.last = Some(ended.len());
                ended.extend(self.open.take());
            }
            Some(unit) => unit.statements.push(statement),
            // It began before the piece.
            None if ends => {}
            None => {
                self.last = Some(ended.len());
                ended.push(Unit { statements: vec![statement], end: None });
            }
        }
        Ok(())
    }

    /// A statement's rows are told when it is done with, which may be at the end of its unit.
    fn met(&mut self, ended: &mut [Unit], text: &str, rows: u64) -> anyhow::Result<()> {
        let asked = self.open.as_mut().filter(|unit| !unit.statements.is_empty());
        let Some(unit) = asked.or_else(|| ended.get_mut(self.last?)) else {
            // It was asked before the piece.
            return Ok(());
        };
        let mut waiting =
            unit.statements.iter_mut().rev().filter(|one| one.rows.is_none() && one.sql == text);
        let statement = waiting.next().with_context(|| format!("nobody asked {text}"))?;
        statement.rows = Some(rows);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(session: &str, message: &str) -> Entry {
        let (session, message) = (session.to_owned(), message.to_owned());
        Entry::Asked { session, message, detail: String::new() }
    }

    fn plan(session: &str, sql: &str, rows: u64) -> Entry {
        let plan = serde_json::json!({
            "Query Text": sql,
            "Plan": { "Node Type": "Limit", "Actual Rows": rows },
        });
        asked(session, &format!("duration: 0.1 ms  plan:\n{plan}"))
    }

    #[test]
    fn units_stand_in_the_order_in_which_they_ended() {
        let (first, second) = ("SELECT 1 FROM \"a\"", "SELECT 2 FROM \"b\"");
        let entries = [
            asked("x", "statement: BEGIN"),
            asked("x", &format!("execute s: {first}")),
            asked("y", &format!("execute s: {second}")),
            plan("y", second, 2),
            asked("x", "statement: COMMIT"),
            plan("x", first, 1),
        ];
        let units = units(&entries).unwrap();
        let met = units.iter().map(|unit| (unit.statements[0].rows, unit.end.as_deref()));
        assert_eq!(met.collect::<Vec<_>>(), [(Some(2), None), (Some(1), Some("COMMIT"))]);
    }

    #[test]
    fn an_open_transaction_and_a_strange_plan_are_errors() {
        let write = "execute s: UPDATE \"a\" SET \"b\" = $1";
        assert!(units(&[asked("x", "statement: BEGIN"), asked("x", write)]).is_err());
        let read = asked("x", "execute s: SELECT 1 FROM \"a\"");
        assert!(units(&[read, plan("x", "SELECT 2 FROM \"a\"", 1)]).is_err());
    }

    #[test]
    fn who_looks_for_work_may_be_cut_in_two() {
        let due = "SELECT * FROM \"flow\" FOR UPDATE SKIP LOCKED";
        let head = [asked("x", "statement: BEGIN"), asked("x", &format!("execute s: {due}"))];
        let tail = [plan("x", due, 0), asked("x", "statement: COMMIT")];
        assert!(units(&head).unwrap().is_empty());
        assert!(units(&tail).unwrap().is_empty());
    }

    #[test]
    fn it_is_known_whose_work_a_unit_is() {
        let part = |all: &[&str]| {
            let statement = |sql: &&str| Statement {
                sql: (*sql).to_owned(),
                parameters: Vec::new(),
                rows: None,
            };
            let statements = all.iter().map(statement).collect();
            Unit { statements, end: Some("COMMIT".into()) }.part()
        };
        let due = "SELECT * FROM \"flow\" FOR UPDATE SKIP LOCKED";
        assert_eq!(part(&[due]), Part::Idle);
        assert_eq!(part(&[due, "UPDATE \"flow\" SET"]), Part::Lease);
        assert_eq!(part(&["SELECT * FROM \"outbox\""]), Part::Idle);
        assert_eq!(part(&["INSERT INTO \"outbox_lease\""]), Part::Relay);
        assert_eq!(part(&["INSERT INTO \"outbox\""]), Part::Journey);
    }
}
