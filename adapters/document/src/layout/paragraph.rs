//! Paragraphs and their lines.

use super::font::{Face, Fonts, Glyph};
use super::length::Length;
use kredo_application::loan_application::contract_document::RenderError;
use unicode_linebreak::linebreaks;

const SPACE: Length = Length::milli(2_000);

/// With serifs for running text, without for tables and figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Family {
    Serif,
    Sans,
}

/// Where a line stands in its column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Align {
    Left,
    Center,
    Right,
}

/// How a paragraph looks.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Style {
    pub(crate) family: Family,
    pub(crate) size: Length,
    pub(crate) align: Align,
}

impl Style {
    /// From one baseline to the next.
    pub(crate) const fn leading(self) -> Length {
        self.size.percent(120)
    }
    pub(crate) const fn aligned(self, align: Align) -> Self {
        Self { align, ..self }
    }
    const fn face(self, strong: bool) -> Face {
        match (self.family, strong) {
            (Family::Serif, false) => Face::Serif,
            (Family::Serif, true) => Face::SerifBold,
            (Family::Sans, false) => Face::Sans,
            (Family::Sans, true) => Face::SansBold,
        }
    }
}

/// A text in one style, parts of it bold.
#[derive(Debug, Clone)]
pub(crate) struct Paragraph {
    style: Style,
    spans: Vec<(bool, String)>,
    tick: Option<bool>,
}

impl Paragraph {
    pub(crate) fn new(style: Style) -> Self {
        Self { style, spans: Vec::new(), tick: None }
    }
    /// Adds a part in the regular weight.
    pub(crate) fn plain(mut self, text: impl Into<String>) -> Self {
        self.spans.push((false, clean(text.into())));
        self
    }
    /// Adds a part in bold.
    pub(crate) fn strong(mut self, text: impl Into<String>) -> Self {
        self.spans.push((true, clean(text.into())));
        self
    }
    /// Puts a box before the text, ticked or empty.
    pub(crate) const fn ticked(mut self, ticked: bool) -> Self {
        self.tick = Some(ticked);
        self
    }

    /// Breaks the text into lines that are not wider than the column.
    ///
    /// Lines break where Unicode allows it; a word wider than the column is cut.
    pub(crate) fn lines(&self, fonts: &Fonts, column: Length) -> Result<Vec<Line>, RenderError> {
        let indent = if self.tick.is_some() { self.style.size.percent(150) } else { Length::ZERO };
        let shaped = self.shape(fonts)?;
        let text: String = self.spans.iter().map(|(_, text)| text.as_str()).collect();
        let mut lines = Vec::new();
        for glyphs in fill(&shaped, &text, column - indent) {
            lines.push(Line::of(self.style, &text, &glyphs, indent));
        }
        if let Some(first) = lines.first_mut() {
            first.tick = self.tick;
        }
        Ok(lines)
    }

    /// The lines of several paragraphs below each other, a little space between them.
    pub(crate) fn stack(
        paragraphs: &[Self],
        fonts: &Fonts,
        column: Length,
    ) -> Result<Vec<Line>, RenderError> {
        let mut lines = Vec::new();
        for (index, paragraph) in paragraphs.iter().enumerate() {
            let mut next = paragraph.lines(fonts, column)?;
            if let (true, Some(first)) = (index > 0, next.first_mut()) {
                first.above = SPACE;
            }
            lines.append(&mut next);
        }
        Ok(lines)
    }

    fn shape(&self, fonts: &Fonts) -> Result<Vec<Shaped>, RenderError> {
        let (mut shaped, mut offset) = (Vec::new(), 0);
        for (strong, text) in &self.spans {
            let face = self.style.face(*strong);
            let font = fonts.get(face);
            for mut glyph in font.shape(text)? {
                let width = font.width(&glyph, self.style.size);
                let blank = text.get(glyph.start..glyph.end).is_some_and(|t| t.trim().is_empty());
                glyph.start += offset;
                glyph.end += offset;
                shaped.push(Shaped { face, glyph, width, blank });
            }
            offset += text.len();
        }
        Ok(shaped)
    }
}

/// Line breaks and tabs of a caller's text are spaces here.
fn clean(text: String) -> String {
    if text.contains(['\n', '\r', '\t']) { text.replace(['\n', '\r', '\t'], " ") } else { text }
}

/// A glyph at a font size; its text range is that of the whole paragraph.
#[derive(Debug, Clone)]
struct Shaped {
    face: Face,
    glyph: Glyph,
    width: Length,
    blank: bool,
}

fn width(glyphs: &[Shaped]) -> Length {
    glyphs.iter().map(|g| g.width).sum()
}

/// The same glyphs without the spaces at their end.
fn trimmed(glyphs: &[Shaped]) -> &[Shaped] {
    let ink = glyphs.iter().rposition(|g| !g.blank).map_or(0, |last| last + 1);
    glyphs.get(..ink).unwrap_or(glyphs)
}

/// The pieces between which a line may break, each with the spaces that follow it.
fn words<'a>(glyphs: &'a [Shaped], text: &str) -> impl Iterator<Item = &'a [Shaped]> {
    let mut rest = glyphs;
    let ends: Vec<usize> = linebreaks(text).map(|(end, _)| end).collect();
    ends.into_iter().filter_map(move |end| {
        let count = rest.iter().take_while(|g| g.glyph.start < end).count();
        let (word, after) = rest.split_at_checked(count)?;
        rest = after;
        (!word.is_empty()).then_some(word)
    })
}

/// Fills each line with as many words as it holds.
fn fill(glyphs: &[Shaped], text: &str, column: Length) -> Vec<Vec<Shaped>> {
    let (mut lines, mut line, mut used) = (Vec::new(), Vec::new(), Length::ZERO);
    for word in words(glyphs, text) {
        let mut full = used + width(trimmed(word)) > column;
        for glyph in word {
            full |= !glyph.blank && used + glyph.width > column;
            if full && !line.is_empty() {
                lines.push(std::mem::take(&mut line));
                used = Length::ZERO;
            }
            full = false;
            used += glyph.width;
            line.push(glyph.clone());
        }
    }
    lines.push(line);
    lines.iter().map(|line| trimmed(line).to_vec()).collect()
}

/// Glyphs of one font that follow each other on a line.
#[derive(Debug, Clone)]
pub(crate) struct Run {
    pub(crate) face: Face,
    pub(crate) text: String,
    /// Their text ranges are those of `text`.
    pub(crate) glyphs: Vec<Glyph>,
    pub(crate) width: Length,
}

/// One line of a paragraph.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    pub(crate) style: Style,
    pub(crate) runs: Vec<Run>,
    pub(crate) indent: Length,
    /// Space that parts it from the paragraph before.
    pub(crate) above: Length,
    /// The box before the line, if there is one, and whether it is ticked.
    pub(crate) tick: Option<bool>,
}

impl Line {
    fn of(style: Style, text: &str, glyphs: &[Shaped], indent: Length) -> Self {
        let mut runs: Vec<Run> = Vec::new();
        for part in glyphs.chunk_by(|a, b| a.face == b.face) {
            let (Some(first), Some(last)) = (part.first(), part.last()) else { continue };
            let (start, end) = (first.glyph.start, last.glyph.end);
            let shift = |g: &Shaped| Glyph {
                start: g.glyph.start.saturating_sub(start),
                end: g.glyph.end.saturating_sub(start),
                ..g.glyph.clone()
            };
            runs.push(Run {
                face: first.face,
                text: text.get(start..end).unwrap_or_default().to_owned(),
                glyphs: part.iter().map(shift).collect(),
                width: width(part),
            });
        }
        Self { style, runs, indent, above: Length::ZERO, tick: None }
    }

    pub(crate) fn width(&self) -> Length {
        self.indent + self.runs.iter().map(|run| run.width).sum()
    }
    pub(crate) fn height(&self) -> Length {
        self.above + self.style.leading()
    }
    /// From the line's top to its baseline.
    pub(crate) fn baseline(&self) -> Length {
        self.above + self.style.size.percent(92)
    }
    /// From the column's left edge to the first glyph.
    pub(crate) fn offset(&self, column: Length) -> Length {
        let free = column - self.width();
        self.indent
            + match self.style.align {
                Align::Left => Length::ZERO,
                Align::Center => free.half(),
                Align::Right => free,
            }
    }
}
