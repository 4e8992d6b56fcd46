//! One statement, as the server's log tells it.

use anyhow::{Context, bail};
use serde_json::Value;

/// What a statement does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Select,
    Insert,
    Update,
    Delete,
    /// Anything else.
    Other,
}

impl Kind {
    pub(crate) const ALL: [Self; 5] =
        [Self::Select, Self::Insert, Self::Update, Self::Delete, Self::Other];

    pub(crate) const fn writes(self) -> bool {
        matches!(self, Self::Insert | Self::Update | Self::Delete)
    }
}

/// A statement with what was bound to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Statement {
    pub(super) sql: String,
    pub(super) parameters: Vec<Option<String>>,
    /// How many rows it read or wrote.
    pub(super) rows: Option<u64>,
}

impl Statement {
    /// From the message and the detail of an entry; `None` when the entry is about something else.
    pub(super) fn logged(message: &str, detail: &str) -> anyhow::Result<Option<Self>> {
        let sql = if let Some(sql) = message.strip_prefix("statement: ") {
            sql
        } else if let Some(rest) = message.strip_prefix("execute ") {
            // What follows is the name of the prepared statement.
            let (name, sql) = rest.split_once(": ").context("an execution names its statement")?;
            if name.starts_with("fetch from") {
                bail!("a statement is fetched in parts: {sql}");
            }
            sql
        } else {
            return Ok(None);
        };
        let parameters = match detail.strip_prefix("parameters: ") {
            Some(list) => parameters(list).with_context(|| format!("parameters of {sql}"))?,
            None => Vec::new(),
        };
        Ok(Some(Self { sql: sql.trim().to_owned(), parameters, rows: None }))
    }

    pub(crate) fn kind(&self) -> Kind {
        match self.sql.split_whitespace().next().unwrap_or_default() {
            "SELECT" => Kind::Select,
            "INSERT" => Kind::Insert,
            "UPDATE" => Kind::Update,
            "DELETE" => Kind::Delete,
            _ => Kind::Other,
        }
    }

    /// The table that it is about; what it takes from a sequence is about no table.
    pub(crate) fn table(&self) -> &str {
        let before = match self.kind() {
            Kind::Select | Kind::Delete => "FROM \"",
            Kind::Insert => "INTO \"",
            Kind::Update => "UPDATE \"",
            Kind::Other => return "",
        };
        let table = self.sql.split_once(before).and_then(|(_, rest)| rest.split_once('"'));
        table.map_or("(sequence)", |(table, _)| table)
    }

    /// The number of the parameter that is compared with a column, from 1.
    pub(super) fn compared(&self, table: &str, column: &str) -> Option<usize> {
        let place = format!("\"{table}\".\"{column}\" = $");
        let (_, rest) = self.sql.rsplit_once(&place)?;
        let digits = rest.split(|c: char| !c.is_ascii_digit()).next()?;
        digits.parse().ok()
    }

    /// The column that a parameter is written to, counted from 0.
    pub(super) fn column(&self, parameter: usize) -> Option<&str> {
        match self.kind() {
            Kind::Insert => {
                let (_, columns) = self.sql.split_once('(')?;
                let columns: Vec<_> = columns.split_once(')')?.0.split(", ").collect();
                // Row by row.
                let complete = self.parameters.len().is_multiple_of(columns.len());
                let column = columns.get(parameter % columns.len()).filter(|_| complete)?;
                Some(column.trim_matches('"'))
            }
            Kind::Update => {
                let (set, _) = self.sql.split_once(" WHERE ")?;
                let place = format!("\" = ${}", parameter + 1);
                let mut found = set.match_indices(&place);
                let is_number = |rest: &str| rest.starts_with(|c: char| c.is_ascii_digit());
                let (end, _) =
                    found.find(|(at, _)| !set.get(at + place.len()..).is_some_and(is_number))?;
                set.get(..end)?.rsplit('"').next()
            }
            Kind::Select | Kind::Delete | Kind::Other => None,
        }
    }
}

/// Reads `$1 = 'it''s', $2 = NULL`.
fn parameters(list: &str) -> anyhow::Result<Vec<Option<String>>> {
    let mut found = Vec::new();
    let mut rest = list;
    while !rest.is_empty() {
        let (_, value) = rest.split_once(" = ").context("a parameter has a value")?;
        let (value, behind) = match value.strip_prefix('\'') {
            Some(quoted) => {
                let (text, behind) = unquoted(quoted)?;
                (Some(text), behind)
            }
            None => (None, value.strip_prefix("NULL").context("a value is quoted or NULL")?),
        };
        found.push(value);
        rest = behind.strip_prefix(", ").unwrap_or(behind);
    }
    Ok(found)
}

/// The text up to the quote that ends it, and what comes after.
fn unquoted(quoted: &str) -> anyhow::Result<(String, &str)> {
    let (mut text, mut rest) = (String::new(), quoted);
    loop {
        let (part, behind) = rest.split_once('\'').context("a quote is closed")?;
        text.push_str(part);
        match behind.strip_prefix('\'') {
            Some(more) => {
                text.push('\'');
                rest = more;
            }
            None => return Ok((text, behind)),
        }
    }
}

/// How many rows a plan with its actual figures read or wrote, and the text that was planned.
pub(super) fn planned(message: &str) -> Option<(String, u64)> {
    let (_, plan) = message.split_once("  plan:\n")?;
    let plan: Value = serde_json::from_str(plan).ok()?;
    let (text, top) = (plan["Query Text"].as_str()?, &plan["Plan"]);
    let rows = if top["Node Type"] == "ModifyTable" {
        // The node itself gives no rows on; what it was given it wrote, but for conflicts.
        let met = top["Tuples Inserted"].as_u64();
        met.or_else(|| top["Plans"][0]["Actual Rows"].as_u64())
    } else {
        top["Actual Rows"].as_u64()
    };
    Some((text.trim().to_owned(), rows?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_becomes_a_statement() {
        let message = "execute sqlx_s_4: UPDATE \"flow\" SET \"a\" = $1 WHERE \"flow\".\"id\" = $2";
        let detail = "parameters: $1 = 'it''s, $9 = ''x''', $2 = NULL";
        let statement = Statement::logged(message, detail).unwrap().unwrap();
        assert_eq!(statement.parameters, [Some("it's, $9 = 'x'".to_owned()), None]);
        assert_eq!((statement.kind(), statement.table()), (Kind::Update, "flow"));
        assert_eq!(statement.compared("flow", "id"), Some(2));
        assert_eq!(Statement::logged("connection authorized", "").unwrap(), None);
    }

    #[test]
    fn parameters_know_their_columns() {
        let of = |sql: &str, parameters| {
            let sql = sql.to_owned();
            let one = Statement { sql, parameters: vec![None; parameters], rows: None };
            (0..parameters).map(|at| one.column(at).map(str::to_owned)).collect::<Vec<_>>()
        };
        let (a, b) = (Some("a".to_owned()), Some("b".to_owned()));
        let insert = "INSERT INTO \"t\" (\"a\", \"b\") VALUES ($1, $2), ($3, $4)";
        assert_eq!(of(insert, 4), [a.clone(), b.clone(), a.clone(), b.clone()]);
        let update = "UPDATE \"t\" SET \"a\" = $1, \"b\" = $2 WHERE \"t\".\"a\" = $3";
        assert_eq!(of(update, 3), [a, b, None]);
    }

    #[test]
    fn a_plan_tells_rows() {
        let plan = |node: &str| {
            format!("duration: 0.1 ms  plan:\n{{\"Query Text\": \"q\", \"Plan\": {{{node}}}}}")
        };
        let read = plan("\"Node Type\": \"Seq Scan\", \"Actual Rows\": 3");
        assert_eq!(planned(&read), Some(("q".into(), 3)));
        let write = "\"Node Type\": \"ModifyTable\", \"Actual Rows\": 0, \"Plans\": \
                     [{\"Actual Rows\": 2}]";
        assert_eq!(planned(&plan(write)), Some(("q".into(), 2)));
    }
}
