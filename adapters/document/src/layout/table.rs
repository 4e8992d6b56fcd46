//! Tables that go on over pages.

use super::font::Fonts;
use super::length::Length;
use super::mark::{Area, Mark};
use super::pages::{BODY_WIDTH, LEFT, Pages, TOP};
use super::paragraph::{Line, Paragraph};
use kredo_application::loan_application::contract_document::RenderError;

const PADDING: Length = Length::milli(4_000);
const BORDER: Length = Length::milli(500);
const ABOVE_TITLE: Length = Length::mm(5);
const BELOW_TITLE: Length = Length::mm(2);

/// Paragraphs below each other.
pub(crate) type Cell = Vec<Paragraph>;

/// The cells of a row, one for each column.
pub(crate) type Row = Vec<Cell>;

/// A ruled table under a title, which keeps together with the first row. The header is repeated on
/// every page; a row is moved to the next page whole, and split only when it is higher than a page.
pub(crate) struct Table {
    pub(crate) title: Paragraph,
    pub(crate) widths: Vec<Length>,
    pub(crate) header: Row,
    pub(crate) rows: Vec<Row>,
}

impl Table {
    /// Puts the table below what the pages hold already.
    pub(crate) fn place(&self, fonts: &Fonts, pages: &mut Pages) -> Result<(), RenderError> {
        let header = self.lay(fonts, &self.header)?;
        let rows = self.rows.iter().map(|row| self.lay(fonts, row));
        let rows = rows.collect::<Result<Vec<_>, _>>()?;
        let first = rows.first().map(Laid::height).unwrap_or_default();
        self.place_title(header.height() + first, fonts, pages)?;
        self.draw(&header, true, pages);
        let count = rows.len();
        for (index, row) in rows.into_iter().enumerate() {
            if index > 0 && index + 2 == count {
                self.keep_with_last(fonts, &header, &row, pages)?;
            }
            self.place_row(&header, row, pages);
        }
        Ok(())
    }

    fn place_title(
        &self,
        below: Length,
        fonts: &Fonts,
        pages: &mut Pages,
    ) -> Result<(), RenderError> {
        let lines = self.title.lines(fonts, BODY_WIDTH)?;
        let height: Length = lines.iter().map(Line::height).sum();
        let together = ABOVE_TITLE + height + BELOW_TITLE + below;
        pages.reserve(together.min(Pages::capacity().half()));
        if pages.cursor() > TOP {
            pages.skip(ABOVE_TITLE);
        }
        pages.text(fonts, &self.title)?;
        pages.skip(BELOW_TITLE);
        Ok(())
    }

    /// Moves the last but one row to the next page if the last would stand there alone.
    fn keep_with_last(
        &self,
        fonts: &Fonts,
        header: &Laid,
        row: &Laid,
        pages: &mut Pages,
    ) -> Result<(), RenderError> {
        let Some(last) = self.rows.last() else { return Ok(()) };
        let both = row.height() + self.lay(fonts, last)?.height();
        if both > pages.remaining() && both + header.height() <= Pages::capacity() {
            self.turn(header, pages);
        }
        Ok(())
    }

    fn place_row(&self, header: &Laid, mut row: Laid, pages: &mut Pages) {
        let fits_a_page = row.height() + header.height() <= Pages::capacity();
        while row.height() > pages.remaining() {
            if !fits_a_page && let Some(part) = row.take(pages.remaining()) {
                self.draw(&part, false, pages);
            }
            self.turn(header, pages);
        }
        self.draw(&row, false, pages);
    }

    fn turn(&self, header: &Laid, pages: &mut Pages) {
        pages.turn();
        self.draw(header, true, pages);
    }

    fn lay(&self, fonts: &Fonts, row: &Row) -> Result<Laid, RenderError> {
        let mut columns = Vec::with_capacity(row.len());
        for (cell, width) in row.iter().zip(&self.widths) {
            columns.push(Paragraph::stack(cell, fonts, *width - PADDING * 2)?);
        }
        Ok(Laid(columns))
    }

    fn draw(&self, row: &Laid, shaded: bool, pages: &mut Pages) {
        let (mut left, top, height) = (LEFT, pages.cursor(), row.height());
        for (lines, &width) in row.0.iter().zip(&self.widths) {
            let area = Area { left, top, width, height };
            if shaded {
                pages.mark(Mark::Shade(area));
            }
            pages.mark(Mark::Frame { area, thickness: BORDER });
            let (left_edge, column) = (left + PADDING, width - PADDING * 2);
            let mut line_top = top + PADDING.half();
            for line in lines {
                let line = line.clone();
                let next = line_top + line.height();
                pages.mark(Mark::Text { left: left_edge, top: line_top, width: column, line });
                line_top = next;
            }
            left += width;
        }
        pages.skip(height);
    }
}

/// The lines of a row, column by column.
struct Laid(Vec<Vec<Line>>);

impl Laid {
    fn height(&self) -> Length {
        let column = |lines: &Vec<Line>| lines.iter().map(Line::height).sum::<Length>();
        self.0.iter().map(column).max().unwrap_or_default() + PADDING
    }

    /// Cuts off the lines that fit a height; none when not even one does.
    fn take(&mut self, available: Length) -> Option<Self> {
        let cut = |lines: &mut Vec<Line>| {
            let mut used = PADDING;
            let fitting = lines.iter().take_while(|line| {
                used += line.height();
                used <= available
            });
            let count = fitting.count();
            lines.drain(..count).collect::<Vec<_>>()
        };
        let part = Self(self.0.iter_mut().map(cut).collect());
        part.0.iter().any(|lines| !lines.is_empty()).then_some(part)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::{Align, Family, Style};

    const STYLE: Style =
        Style { family: Family::Sans, size: Length::milli(8_500), align: Align::Left };

    fn cell(text: &str) -> Cell {
        vec![Paragraph::new(STYLE).plain(text)]
    }

    /// The first column's text of each page, for a table of rows that are called by their number.
    fn placed(above: Length, rows: Vec<Row>) -> Vec<Vec<String>> {
        let (fonts, mut pages) = (Fonts::load().unwrap(), Pages::new());
        pages.skip(above);
        let (title, header) = (Paragraph::new(STYLE).plain("title"), vec![cell("header")]);
        let table = Table { title, widths: vec![Length::mm(50)], header, rows };
        table.place(&fonts, &mut pages).unwrap();
        let text = |mark: Mark| match mark {
            Mark::Text { line, .. } => line.runs.first().map(|run| run.text.clone()),
            Mark::Frame { .. } | Mark::Shade(_) | Mark::Rule { .. } => None,
        };
        let pages = pages.finish().into_iter();
        pages.map(|page| page.into_iter().filter_map(text).collect()).collect()
    }

    fn numbered(count: usize) -> Vec<Row> {
        (1..=count).map(|number| vec![cell(&number.to_string())]).collect()
    }

    #[test]
    fn each_page_begins_with_the_header_and_no_row_is_lost() {
        let pages = placed(Length::ZERO, numbered(200));
        assert!(pages.len() > 3, "{pages:?}");
        assert_eq!(pages[0][..3], ["title", "header", "1"]);
        for page in &pages[1..] {
            assert_eq!(page[0], "header");
        }
        let rows =
            pages.iter().flatten().filter(|text| !["title", "header"].contains(&text.as_str()));
        let rows: Vec<_> = rows.cloned().collect();
        assert_eq!(rows, (1..=200).map(|number| number.to_string()).collect::<Vec<_>>());
    }

    #[test]
    fn the_last_row_never_stands_alone_under_a_repeated_header() {
        for count in 30..130 {
            let pages = placed(Length::ZERO, numbered(count));
            assert!(pages.last().unwrap().len() >= 3, "{count} rows: {pages:?}");
        }
    }

    #[test]
    fn title_and_header_never_stand_alone_at_a_pages_end() {
        let high = vec![cell(&"слово ".repeat(100))];
        for rows in [numbered(3), vec![high.clone(), high]] {
            for millimetres in 150..264 {
                let pages = placed(Length::mm(millimetres), rows.clone());
                for page in pages.iter().filter(|page| !page.is_empty()) {
                    assert!(page.len() > 2, "{millimetres} mm above: {pages:?}");
                }
            }
        }
    }

    #[test]
    fn a_row_is_split_only_when_no_page_can_hold_it() {
        let low = vec![cell(&"слово ".repeat(60))];
        let pages = placed(Length::mm(240), vec![vec![cell("1")], low]);
        assert_eq!(pages[0], ["title", "header", "1"]);
        let high = vec![cell(&"слово ".repeat(1_000))];
        let pages = placed(Length::mm(200), vec![vec![cell("1")], high]);
        assert!(pages[0].len() > 5, "the first lines stay on the page: {pages:?}");
        let words = pages.iter().flatten().map(|line| line.matches("слово").count()).sum::<usize>();
        assert_eq!(words, 1_000);
    }
}
