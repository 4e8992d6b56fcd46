//! A table in Markdown, under a heading.

use std::fmt::Write;

#[derive(Default)]
pub(super) struct Table {
    heading: &'static str,
    text: String,
    columns: &'static str,
    rows: String,
}

impl Table {
    /// The columns stand between bars, as in Markdown.
    pub(super) fn new(heading: &'static str, text: &str, columns: &'static str) -> Self {
        Self { heading, text: text.to_owned(), columns, rows: String::new() }
    }

    /// Adds a sentence before the table.
    pub(super) fn say(&mut self, sentence: &str) {
        self.text.push(' ');
        self.text.push_str(sentence);
    }

    pub(super) fn row(&mut self, cells: &[&dyn std::fmt::Display]) {
        for cell in cells {
            let _ = write!(self.rows, "| {cell} ");
        }
        self.rows.push_str("|\n");
    }

    pub(super) fn finish(&self) -> String {
        let Self { heading, text, columns, rows } = self;
        let rule = "|---".repeat(columns.matches('|').count().saturating_sub(1));
        format!("### {heading}\n\n{text}\n\n{columns}\n{rule}|\n{rows}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_markdown() {
        let mut table = Table::new("Sums", "By hand.", "| a | b |");
        table.say("Twice.");
        table.row(&[&1, &"x"]);
        let expected = "### Sums\n\nBy hand. Twice.\n\n| a | b |\n|---|---|\n| 1 | x |\n";
        assert_eq!(table.finish(), expected);
    }
}
