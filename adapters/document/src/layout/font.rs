//! The four fonts of a contract.

use super::length::Length;
use harfrust::{FontRef, ShapeOptions, ShaperData, UnicodeBuffer};
use kredo_application::loan_application::contract_document::RenderError;

/// A font of the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Face {
    Serif,
    SerifBold,
    Sans,
    SansBold,
}

impl Face {
    const fn name(self) -> &'static str {
        match self {
            Self::Serif => "PT Serif",
            Self::SerifBold => "PT Serif Bold",
            Self::Sans => "PT Sans",
            Self::SansBold => "PT Sans Bold",
        }
    }
    const fn bytes(self) -> &'static [u8] {
        match self {
            Self::Serif => include_bytes!("../../fonts/PTSerif-Regular.ttf"),
            Self::SerifBold => include_bytes!("../../fonts/PTSerif-Bold.ttf"),
            Self::Sans => include_bytes!("../../fonts/PTSans-Regular.ttf"),
            Self::SansBold => include_bytes!("../../fonts/PTSans-Bold.ttf"),
        }
    }
}

/// A glyph of a shaped text; distances are in the font's own units.
#[derive(Debug, Clone)]
pub(crate) struct Glyph {
    pub(crate) id: u32,
    pub(crate) advance: i64,
    pub(crate) x_offset: i64,
    pub(crate) y_offset: i64,
    /// Where its characters begin in the shaped text, in bytes.
    pub(crate) start: usize,
    /// Where they end.
    pub(crate) end: usize,
}

/// One loaded font.
pub(crate) struct Font {
    name: &'static str,
    bytes: &'static [u8],
    shaper: ShaperData,
    pub(crate) pdf: krilla::text::Font,
    pub(crate) units_per_em: i64,
}

impl Font {
    fn load(face: Face) -> Result<Self, RenderError> {
        let (name, bytes) = (face.name(), face.bytes());
        let unreadable = || RenderError::Backend(format!("the font {name} is unreadable").into());
        let font = FontRef::new(bytes).map_err(|error| RenderError::Backend(error.into()))?;
        let shaper = ShaperData::new(&font);
        let units_per_em = shaper.shaper(&font).build().units_per_em().into();
        let pdf = krilla::text::Font::new(bytes.to_vec().into(), 0).ok_or_else(unreadable)?;
        Ok(Self { name, bytes, shaper, pdf, units_per_em })
    }

    /// Chooses and places the glyphs of a text of one line, kerning included.
    pub(crate) fn shape(&self, text: &str) -> Result<Vec<Glyph>, RenderError> {
        let font = FontRef::new(self.bytes).map_err(|error| RenderError::Backend(error.into()))?;
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        let shaped = self.shaper.shaper(&font).build().shape(buffer, ShapeOptions::new());
        let mut glyphs = Vec::with_capacity(text.len());
        for (info, at) in shaped.glyph_infos().iter().zip(shaped.glyph_positions()) {
            let start = usize::try_from(info.cluster).unwrap_or(usize::MAX);
            if info.glyph_id == 0 {
                return Err(self.missing(text, start));
            }
            glyphs.push(Glyph {
                id: info.glyph_id,
                advance: at.x_advance.into(),
                x_offset: at.x_offset.into(),
                y_offset: at.y_offset.into(),
                start,
                end: text.len(),
            });
        }
        close_clusters(&mut glyphs, text.len());
        Ok(glyphs)
    }

    /// The width of a glyph at a font size.
    pub(crate) const fn width(&self, glyph: &Glyph, size: Length) -> Length {
        size.of_units(glyph.advance, self.units_per_em)
    }

    fn missing(&self, text: &str, at: usize) -> RenderError {
        let character = text.get(at..).and_then(|rest| rest.chars().next());
        RenderError::MissingGlyph {
            character: character.unwrap_or(char::REPLACEMENT_CHARACTER),
            face: self.name,
        }
    }
}

/// Lets each glyph end where the characters of the next one begin.
fn close_clusters(glyphs: &mut [Glyph], text_end: usize) {
    let (mut end, mut next_start) = (text_end, text_end);
    for glyph in glyphs.iter_mut().rev() {
        if glyph.start != next_start {
            end = next_start;
            next_start = glyph.start;
        }
        glyph.end = end;
    }
}

/// All fonts, loaded once.
pub(crate) struct Fonts {
    serif: Font,
    serif_bold: Font,
    sans: Font,
    sans_bold: Font,
}

impl Fonts {
    pub(crate) fn load() -> Result<Self, RenderError> {
        Ok(Self {
            serif: Font::load(Face::Serif)?,
            serif_bold: Font::load(Face::SerifBold)?,
            sans: Font::load(Face::Sans)?,
            sans_bold: Font::load(Face::SansBold)?,
        })
    }
    pub(crate) const fn get(&self, face: Face) -> &Font {
        match face {
            Face::Serif => &self.serif,
            Face::SerifBold => &self.serif_bold,
            Face::Sans => &self.sans,
            Face::SansBold => &self.sans_bold,
        }
    }
}
