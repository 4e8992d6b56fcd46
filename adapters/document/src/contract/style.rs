//! Sizes of a contract's texts.

use crate::layout::{Align, Family, Length, Paragraph, Style};

/// The smallest size of the full cost's figures. No other text of a contract may be larger, since
/// 353-FZ art. 6 part 1 wants them in the largest size of page one.
pub(crate) const FRAME_LEAST: Length = Length::milli(10_500);
/// The size tried first: the longest word of a full cost fits its frame.
pub(crate) const FRAME_MOST: Length = Length::milli(16_000);

const TITLE: Style = serif(10_500);
/// Running text.
pub(crate) const BODY: Style = serif(9_000);
/// Tables.
pub(crate) const TABLE: Style = sans(8_500);
/// Footers.
pub(crate) const FOOTER: Style = sans(7_500);

const fn serif(thousandths: i64) -> Style {
    Style { family: Family::Serif, size: Length::milli(thousandths), align: Align::Left }
}

/// Text without serifs, in thousandths of a point.
pub(crate) const fn sans(thousandths: i64) -> Style {
    Style { family: Family::Sans, size: Length::milli(thousandths), align: Align::Left }
}

/// A table's cell of plain text.
pub(crate) fn cell(text: impl Into<String>) -> Vec<Paragraph> {
    vec![Paragraph::new(TABLE).plain(text)]
}

/// A table's cell of bold text.
pub(crate) fn strong_cell(text: impl Into<String>) -> Vec<Paragraph> {
    vec![Paragraph::new(TABLE).strong(text)]
}

/// A title over a table.
pub(crate) fn title(text: impl Into<String>) -> Paragraph {
    Paragraph::new(TITLE.aligned(Align::Center)).strong(text)
}
