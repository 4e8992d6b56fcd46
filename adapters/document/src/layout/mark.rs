//! What stands on a page.

use super::length::Length;
use super::paragraph::Line;

/// Everything on one page, in the order of drawing.
pub(crate) type Page = Vec<Mark>;

/// One thing on a page; coordinates run from its top left corner.
#[derive(Debug, Clone)]
pub(crate) enum Mark {
    /// A line of text within a column.
    Text { left: Length, top: Length, width: Length, line: Line },
    /// The outline of a rectangle.
    Frame { area: Area, thickness: Length },
    /// A light grey rectangle behind a table's header.
    Shade(Area),
    /// A horizontal rule.
    Rule { left: Length, top: Length, width: Length },
}

/// A rectangle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Area {
    pub(crate) left: Length,
    pub(crate) top: Length,
    pub(crate) width: Length,
    pub(crate) height: Length,
}
