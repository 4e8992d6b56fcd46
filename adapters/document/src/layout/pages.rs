//! Filling A4 pages from top to bottom.

use super::font::Fonts;
use super::length::Length;
use super::mark::{Mark, Page};
use super::paragraph::Paragraph;
use kredo_application::loan_application::contract_document::RenderError;

/// Width of A4.
pub(crate) const PAGE_WIDTH: Length = Length::mm(210);
/// Height of A4.
pub(crate) const PAGE_HEIGHT: Length = Length::mm(297);
/// Left edge of the text.
pub(crate) const LEFT: Length = Length::mm(20);
/// Width of the text; the right margin is 15 mm.
pub(crate) const BODY_WIDTH: Length = Length::mm(175);
/// Top edge of the text.
pub(crate) const TOP: Length = Length::mm(15);
const BOTTOM: Length = Length::mm(279);

/// Pages under construction.
pub(crate) struct Pages {
    finished: Vec<Page>,
    current: Page,
    cursor: Length,
}

impl Pages {
    pub(crate) const fn new() -> Self {
        Self { finished: Vec::new(), current: Vec::new(), cursor: TOP }
    }
    /// Distance of the next line from the top of the page.
    pub(crate) const fn cursor(&self) -> Length {
        self.cursor
    }
    /// False once a page was turned.
    pub(crate) fn on_first_page(&self) -> bool {
        self.finished.is_empty()
    }
    /// Height that is left on this page; negative when a mark was put below its end.
    pub(crate) fn remaining(&self) -> Length {
        BOTTOM - self.cursor
    }
    /// Height of a page's text.
    pub(crate) fn capacity() -> Length {
        BOTTOM - TOP
    }
    /// Adds a mark to this page without moving on.
    pub(crate) fn mark(&mut self, mark: Mark) {
        self.current.push(mark);
    }
    /// Moves down.
    pub(crate) fn skip(&mut self, height: Length) {
        self.cursor += height;
    }
    /// Turns the page unless that height is left.
    pub(crate) fn reserve(&mut self, height: Length) {
        if self.remaining() < height {
            self.turn();
        }
    }
    /// Goes on at the top of a new page.
    pub(crate) fn turn(&mut self) {
        self.finished.push(std::mem::take(&mut self.current));
        self.cursor = TOP;
    }
    /// Places a paragraph over the whole width.
    pub(crate) fn text(&mut self, fonts: &Fonts, text: &Paragraph) -> Result<(), RenderError> {
        for line in text.lines(fonts, BODY_WIDTH)? {
            self.reserve(line.height());
            let (top, height) = (self.cursor, line.height());
            self.mark(Mark::Text { left: LEFT, top, width: BODY_WIDTH, line });
            self.skip(height);
        }
        Ok(())
    }
    /// The pages, in their order.
    pub(crate) fn finish(mut self) -> Vec<Page> {
        self.turn();
        self.finished
    }
}
