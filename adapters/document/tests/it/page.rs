//! What a PDF interpreter sees on a printed page.

use hayro_interpret::font::{Glyph, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect, Shape};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps,
    InterpreterCache, InterpreterSettings, Paint, SoftMask, interpret_page,
};
use kredo_application::loan_application::contract_document::{ContractDocument, ContractRenderer};
use kredo_document::PdfContractRenderer;

/// Points in a millimetre.
pub(crate) const MM: f64 = 72.0 / 25.4;

/// A character on the page; coordinates are points from its top left corner.
#[derive(Debug, Clone)]
pub(crate) struct Seen {
    pub(crate) text: String,
    pub(crate) left: f64,
    pub(crate) right: f64,
    pub(crate) baseline: f64,
    pub(crate) size: f64,
    pub(crate) glyph_id: u32,
    pub(crate) rgba: [u8; 4],
}

/// One page.
#[derive(Debug, Default)]
pub(crate) struct SeenPage {
    pub(crate) width: f64,
    pub(crate) height: f64,
    pub(crate) glyphs: Vec<Seen>,
    /// Outlined rectangles.
    pub(crate) frames: Vec<Rect>,
    /// Filled areas.
    pub(crate) fills: Vec<Rect>,
    /// Outlines that are no rectangles: ticks and rules.
    pub(crate) strokes: Vec<Rect>,
}

impl SeenPage {
    /// All text in the order of drawing, white space evened out.
    pub(crate) fn text(&self) -> String {
        words(&self.glyphs)
    }
    /// The text whose baselines begin inside an area.
    pub(crate) fn text_in(&self, area: Rect) -> String {
        words(&self.inside(area))
    }
    pub(crate) fn inside(&self, area: Rect) -> Vec<Seen> {
        let within = |g: &&Seen| area.contains(Point::new(g.left, g.baseline));
        self.glyphs.iter().filter(within).cloned().collect()
    }
    /// The baseline on which a text begins; it must not break over lines.
    pub(crate) fn baseline_of(&self, text: &str) -> Option<f64> {
        let lines = self.glyphs.chunk_by(|a, b| (a.baseline - b.baseline).abs() < 0.01);
        let mut lines = lines.map(|line| (words(line), line[0].baseline));
        lines.find(|(line, _)| line.contains(text)).map(|(_, baseline)| baseline)
    }
}

fn words(glyphs: &[Seen]) -> String {
    let mut text = String::new();
    for line in glyphs.chunk_by(|a, b| (a.baseline - b.baseline).abs() < 0.01) {
        for part in line.chunk_by(|a, b| (b.left - a.right).abs() < a.size) {
            text.extend(part.iter().map(|glyph| glyph.text.as_str()));
            text.push(' ');
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

pub(crate) fn render(contract: &ContractDocument) -> Vec<u8> {
    PdfContractRenderer::try_new().unwrap().render(contract).unwrap().pdf
}

pub(crate) fn print(contract: &ContractDocument) -> Vec<SeenPage> {
    read(render(contract))
}

/// The text of all pages.
pub(crate) fn text_of(contract: &ContractDocument) -> String {
    print(contract).iter().map(SeenPage::text).collect::<Vec<_>>().join("\n")
}

pub(crate) fn read(file: Vec<u8>) -> Vec<SeenPage> {
    let pdf = Pdf::new(file).unwrap();
    let cache = InterpreterCache::new();
    let mut pages = Vec::new();
    for page in pdf.pages().iter() {
        let (width, height) = page.render_dimensions();
        let area = Rect::new(0.0, 0.0, width.into(), height.into());
        let settings = InterpreterSettings::default();
        let flip = Affine::new([1.0, 0.0, 0.0, -1.0, 0.0, area.height()]);
        let mut context = Context::new(flip, area, &cache, pdf.xref(), settings);
        let mut seen =
            SeenPage { width: area.width(), height: area.height(), ..SeenPage::default() };
        interpret_page(page, &mut context, &mut seen);
        pages.push(seen);
    }
    pages
}

fn rgba(props: &DrawProps<'_>) -> [u8; 4] {
    match &props.paint {
        Paint::Color(color) => color.to_rgba().to_rgba8(),
        Paint::Pattern(_) => panic!("no patterns are expected"),
    }
}

impl Device<'_> for SeenPage {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, '_>, props: DrawProps<'_>, _: &DrawMode) {
        for positioned in run.glyphs() {
            let Glyph::Outline(outline) = &**positioned else { panic!("no Type 3 fonts") };
            let at = props.transform * positioned.transform();
            let text = match outline.as_unicode() {
                Some(BfString::Char(character)) => character.to_string(),
                Some(BfString::String(text)) => text,
                None => panic!("glyph {} cannot be read as text", outline.char_code()),
            };
            let advance = outline.advance_width().map_or(0.0, f64::from);
            self.glyphs.push(Seen {
                text,
                left: (at * Point::ZERO).x,
                right: (at * Point::new(advance, 0.0)).x,
                baseline: (at * Point::ZERO).y,
                size: at.as_coeffs()[0] * 1000.0,
                glyph_id: outline.glyph_id().to_u32(),
                rgba: rgba(&props),
            });
        }
    }

    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'_>, mode: &DrawMode) {
        let path = props.transform * path;
        let bounds = path.bounding_box();
        let corners = path.elements().len();
        match mode {
            DrawMode::Fill(_) => self.fills.push(bounds),
            DrawMode::Stroke(_) if bounds.height() > 0.5 && corners >= 5 => {
                self.frames.push(bounds);
            }
            DrawMode::Stroke(_) => self.strokes.push(bounds),
            DrawMode::FillAndStroke(..) | DrawMode::Invisible => panic!("not drawn by us"),
        }
    }

    fn draw_rect(&mut self, rect: &Rect, props: DrawProps<'_>, mode: &DrawMode) {
        self.draw_path(&rect.to_path(0.1), props, mode);
    }

    fn draw_image(&mut self, _: Image<'_, '_>, _: ImageDrawProps<'_>) {
        panic!("a contract has no images");
    }

    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
