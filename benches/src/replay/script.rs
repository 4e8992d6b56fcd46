//! A recording as something that can be run again and again.

use super::{
    names::{Name, UniqueColumn, Written, new_names},
    statement::{Kind, Statement},
    template::Template,
    unit::{Unit, takes_due},
};
use anyhow::{Context, ensure};
use std::sync::atomic::{AtomicU32, Ordering};
use uuid::Uuid;

/// What every replay runs.
pub(super) struct Script {
    /// What makes a partner with a customer, once for each loop.
    pub(super) opening: Vec<Act>,
    pub(super) journey: Vec<Act>,
    /// The texts of all statements.
    pub(super) texts: Vec<String>,
    opening_names: Vec<Name>,
    journey_names: Vec<Name>,
    given: AtomicU32,
}

/// A unit to be run.
pub(super) struct Act {
    pub(super) lines: Vec<Line>,
    pub(super) end: Option<String>,
}

/// A statement to be run.
pub(super) struct Line {
    /// Which of the texts it is.
    pub(super) text: usize,
    pub(super) parameters: Vec<Option<Template>>,
    pub(super) writes: bool,
    /// How many rows the recorded one met.
    pub(super) rows: u64,
}

impl Script {
    /// Of two recordings, one after the other; `known` are the guids that were there before both.
    pub(super) fn new(
        [opening, journey]: [&[Unit]; 2],
        known: Vec<Name>,
        unique: &[UniqueColumn],
    ) -> anyhow::Result<Self> {
        let mut known = known;
        let opening_names = new_names(opening, &known, unique);
        known.extend(opening_names.iter().cloned());
        let journey_names = new_names(journey, &known, unique);
        let names: Vec<_> = opening_names.iter().chain(&journey_names).cloned().collect();
        let mut texts = Vec::new();
        let mut acts = |units: &[Unit]| -> anyhow::Result<Vec<Act>> {
            units.iter().map(|unit| Act::new(unit, &names, &mut texts)).collect()
        };
        let (opening, journey) = (acts(opening)?, acts(journey)?);
        let given = AtomicU32::new(0);
        Ok(Self { opening, journey, texts, opening_names, journey_names, given })
    }

    /// Fresh names for a loop's own partner and customer.
    pub(super) fn names_of_loop(&self) -> Vec<Written> {
        self.fresh(&self.opening_names)
    }

    /// Gives names the fresh ones of one more journey.
    pub(super) fn add_names_of_journey(&self, names: &mut Vec<Written>) {
        names.truncate(self.opening_names.len());
        names.extend(self.fresh(&self.journey_names));
    }

    fn fresh(&self, names: &[Name]) -> Vec<Written> {
        let n = self.given.fetch_add(1, Ordering::Relaxed);
        names.iter().map(|name| name.fresh(n)).collect()
    }
}

impl Act {
    fn new(unit: &Unit, names: &[Name], texts: &mut Vec<String>) -> anyhow::Result<Self> {
        let line = |statement: &Statement| Line::new(statement, unit, names, texts);
        let lines = unit.statements.iter().map(line).collect::<anyhow::Result<_>>()?;
        Ok(Self { lines, end: unit.end.clone() })
    }
}

impl Line {
    fn new(
        statement: &Statement,
        unit: &Unit,
        names: &[Name],
        texts: &mut Vec<String>,
    ) -> anyhow::Result<Self> {
        let mut sql = statement.sql.clone();
        let mut parameters: Vec<_> =
            (0..statement.parameters.len()).map(|at| template(statement, at, names)).collect();
        if takes_due(&sql) {
            let own = due(unit).context("a lease says whose it is")?;
            parameters.push(Some(Template::of(&own, names)));
            sql = for_one(&sql, parameters.len())?;
        }
        let rows = match statement.rows {
            Some(rows) => rows,
            None if statement.kind() == Kind::Other => 0,
            None => anyhow::bail!("the log does not tell the rows of {sql}"),
        };
        let text = texts.iter().position(|text| *text == sql).unwrap_or_else(|| {
            texts.push(sql);
            texts.len() - 1
        });
        Ok(Self { text, parameters, writes: statement.kind().writes(), rows })
    }
}

fn template(statement: &Statement, at: usize, names: &[Name]) -> Option<Template> {
    let text = statement.parameters.get(at)?.as_ref()?;
    let is_it = |name: &Name| match name {
        Name::Number { table, column, value } => {
            table == statement.table() && statement.column(at) == Some(column) && value == text
        }
        Name::Guid(_) | Name::Text(_) => false,
    };
    let number = names.iter().position(is_it);
    Some(number.map_or_else(|| Template::of(text, names), Template::name))
}

/// The guid of what a lease has taken.
fn due(unit: &Unit) -> Option<String> {
    let update = unit.statements.iter().find(|one| one.kind() == Kind::Update)?;
    let place = update.compared(update.table(), "id")?;
    let guid = update.parameters.get(place.checked_sub(1)?)?.clone()?;
    Uuid::try_parse(&guid).is_ok().then_some(guid)
}

/// The engine takes what is due of all flows; a loop must not meet the flows of the others.
fn for_one(sql: &str, parameter: usize) -> anyhow::Result<String> {
    let (head, tail) = sql.split_once(" ORDER BY ").context("what is due has an order")?;
    ensure!(head.contains(" WHERE "), "what is due is a part of all");
    Ok(format!("{head} AND \"id\" = ${parameter} ORDER BY {tail}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(statements: &[(&str, &[&str])]) -> Unit {
        let statement = |(sql, bound): &(&str, &[&str])| Statement {
            sql: (*sql).to_owned(),
            parameters: bound.iter().map(|text| Some((*text).to_owned())).collect(),
            rows: Some(1),
        };
        Unit { statements: statements.iter().map(statement).collect(), end: None }
    }

    #[test]
    fn what_a_loop_has_stays_and_what_a_journey_has_is_new() {
        let guids = [Uuid::now_v7(), Uuid::now_v7(), Uuid::now_v7()].map(|one| one.to_string());
        let [known, customer, journey] = guids.each_ref().map(String::as_str);
        let opening = unit(&[("INSERT INTO \"c\" (\"id\") VALUES ($1)", &[customer])]);
        let later = unit(&[("SELECT $1, $2, $3", &[known, customer, journey])]);
        let known_name = Name::Guid(known.parse().unwrap());
        let script = Script::new([&[opening], &[later]], vec![known_name], &[]).unwrap();

        let mut names = script.names_of_loop();
        let mut played = || {
            script.add_names_of_journey(&mut names);
            let bound = script.journey[0].lines[0].parameters.iter().flatten();
            bound.map(|one| one.fill(&names).into_owned()).collect::<Vec<_>>()
        };
        let (first, second) = (played(), played());
        assert_eq!((&first[0][..], &second[0][..]), (known, known));
        assert!(first[1] == second[1] && first[1] != customer);
        assert!(first[2] != second[2] && first[2] != journey);
    }

    #[test]
    fn a_lease_takes_its_own_flow_alone() {
        let flow = Uuid::now_v7().to_string();
        let due = "SELECT \"id\" FROM \"flow\" WHERE \"flow\".\"wake_at\" <= $1 \
                   ORDER BY \"flow\".\"wake_at\" ASC LIMIT $2 FOR UPDATE SKIP LOCKED";
        let update = "UPDATE \"flow\" SET \"leased_by\" = $1 WHERE \"flow\".\"id\" = $2";
        let lease = unit(&[(due, &["now", "32"]), (update, &["engine", &flow])]);
        let script = Script::new([&[], &[lease]], Vec::new(), &[]).unwrap();
        assert!(script.texts[0].contains("<= $1 AND \"id\" = $3 ORDER BY"));
        assert_eq!(script.journey[0].lines[0].parameters.len(), 3);
    }
}
