//! Text, tables and pages, measured before anything is drawn.
//!
//! Layout fills pages with [`Mark`]s; only `pdf` knows how a mark becomes PDF. So the number of
//! pages is known before the footers are written.

mod font;
mod length;
mod mark;
mod pages;
mod paragraph;
mod table;

pub(crate) use font::{Fonts, Glyph};
pub(crate) use length::{Length, ratio};
pub(crate) use mark::{Area, Mark, Page};
pub(crate) use pages::{BODY_WIDTH, LEFT, PAGE_HEIGHT, PAGE_WIDTH, Pages, TOP};
pub(crate) use paragraph::{Align, Family, Line, Paragraph, Run, Style};
pub(crate) use table::{Cell, Row, Table};
