//! Laid out pages as a PDF file.

use crate::layout::{Area, Fonts, Length, Line, Mark, PAGE_HEIGHT, PAGE_WIDTH, Page, Run, ratio};
use chrono::{Datelike, NaiveDate};
use kredo_application::loan_application::contract_document::RenderError;
use krilla::color::luma;
use krilla::configure::{Archival, ConfigurationBuilder};
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::{DateTime, Metadata};
use krilla::page::PageSettings;
use krilla::paint::{Fill, Stroke};
use krilla::surface::Surface;
use krilla::text::{GlyphId, KrillaGlyph};
use krilla::{Document, SerializeSettings};

const HAIRLINE: Length = Length::milli(500);
const PEN: Length = Length::milli(1_100);
const SHADE: u8 = 236;

/// What a reader program shows about the file.
pub(crate) struct Info {
    pub(crate) title: String,
    pub(crate) author: String,
    pub(crate) date: NaiveDate,
}

/// Writes the pages as PDF/A-2u: archivable, every font embedded, every glyph readable as text.
///
/// The only date in the file is the contract's, so that the same pages give the same bytes.
pub(crate) fn write(fonts: &Fonts, pages: &[Page], info: Info) -> Result<Vec<u8>, RenderError> {
    let configuration = ConfigurationBuilder::new()
        .with_archival_validator(Archival::A2_U)
        .finish()
        .map_err(|error| backend(format!("{error:?}")))?;
    let settings = SerializeSettings { configuration, ..SerializeSettings::default() };
    let mut document = Document::new_with(settings);
    document.set_metadata(metadata(info));
    for marks in pages {
        let (width, height) = (PAGE_WIDTH.to_points(), PAGE_HEIGHT.to_points());
        let size = PageSettings::from_wh(width, height).ok_or_else(|| backend("page size"))?;
        let mut page = document.start_page_with(size);
        let mut surface = page.surface();
        for mark in marks {
            draw(fonts, &mut surface, mark);
        }
        surface.finish();
        page.finish();
    }
    document.finish().map_err(|error| backend(format!("{error}: {error:?}")))
}

fn backend(what: impl Into<String>) -> RenderError {
    RenderError::Backend(what.into().into())
}

fn metadata(info: Info) -> Metadata {
    let month = u8::try_from(info.date.month()).unwrap_or(1);
    let day = u8::try_from(info.date.day()).unwrap_or(1);
    let year = u16::try_from(info.date.year()).unwrap_or_default();
    Metadata::new()
        .title(info.title)
        .authors(vec![info.author])
        .language("ru-RU".to_owned())
        .creation_date(DateTime::new(year).month(month).day(day).utc_offset_hour(0))
}

fn draw(fonts: &Fonts, surface: &mut Surface<'_>, mark: &Mark) {
    match mark {
        Mark::Text { left, top, width, line } => {
            draw_line(fonts, surface, *left, *top, *width, line);
        }
        Mark::Frame { area, thickness } => stroke(surface, *thickness, |path| outline(path, *area)),
        Mark::Shade(area) => shade(surface, *area),
        Mark::Rule { left, top, width } => stroke(surface, HAIRLINE, |path| {
            path.move_to(left.to_points(), top.to_points());
            path.line_to((*left + *width).to_points(), top.to_points());
        }),
    }
}

fn draw_line(
    fonts: &Fonts,
    surface: &mut Surface<'_>,
    left: Length,
    top: Length,
    width: Length,
    line: &Line,
) {
    let baseline = top + line.baseline();
    let mut x = left + line.offset(width);
    if let Some(ticked) = line.tick {
        draw_box(surface, x - line.indent, baseline, line.style.size, ticked);
    }
    surface.set_stroke(None);
    surface.set_fill(Some(Fill { paint: luma::Color::black().into(), ..Fill::default() }));
    for run in &line.runs {
        let font = fonts.get(run.face);
        let start = Point::from_xy(x.to_points(), baseline.to_points());
        let glyphs = glyphs(run, font.units_per_em);
        let size = line.style.size.to_points();
        surface.draw_glyphs(start, &glyphs, font.pdf.clone(), &run.text, size, false);
        x += run.width;
    }
}

fn glyphs(run: &Run, units_per_em: i64) -> Vec<KrillaGlyph> {
    let em = |units| ratio(units, units_per_em);
    let glyph = |g: &crate::layout::Glyph| {
        let id = GlyphId::new(g.id);
        KrillaGlyph::new(
            id,
            em(g.advance),
            em(g.x_offset),
            em(g.y_offset),
            0.0,
            g.start..g.end,
            None,
        )
    };
    run.glyphs.iter().map(glyph).collect()
}

/// A square on the baseline, with a tick in it or without.
fn draw_box(surface: &mut Surface<'_>, left: Length, baseline: Length, size: Length, ticked: bool) {
    let edge = size.percent(80);
    let top = baseline - edge.percent(92);
    let area = Area { left, top, width: edge, height: edge };
    stroke(surface, HAIRLINE, |path| outline(path, area));
    if ticked {
        stroke(surface, PEN, |path| tick(path, area));
    }
}

fn tick(path: &mut PathBuilder, area: Area) {
    let across = |percent| (area.left + area.width.percent(percent)).to_points();
    let down = |percent| (area.top + area.height.percent(percent)).to_points();
    path.move_to(across(20), down(50));
    path.line_to(across(42), down(76));
    path.line_to(across(82), down(22));
}

fn outline(path: &mut PathBuilder, area: Area) {
    let (left, top) = (area.left.to_points(), area.top.to_points());
    let (width, height) = (area.width.to_points(), area.height.to_points());
    if let Some(rect) = Rect::from_xywh(left, top, width, height) {
        path.push_rect(rect);
    }
}

fn stroke(surface: &mut Surface<'_>, width: Length, shape: impl FnOnce(&mut PathBuilder)) {
    let mut path = PathBuilder::new();
    shape(&mut path);
    if let Some(path) = path.finish() {
        surface.set_fill(None);
        surface.set_stroke(Some(Stroke {
            paint: luma::Color::black().into(),
            width: width.to_points(),
            ..Stroke::default()
        }));
        surface.draw_path(&path);
    }
}

fn shade(surface: &mut Surface<'_>, area: Area) {
    let mut path = PathBuilder::new();
    outline(&mut path, area);
    if let Some(path) = path.finish() {
        surface.set_stroke(None);
        surface.set_fill(Some(Fill { paint: luma::Color::new(SHADE).into(), ..Fill::default() }));
        surface.draw_path(&path);
    }
}
