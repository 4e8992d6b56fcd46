//! Nothing runs out of its cell or off the page, however long it is.

use crate::page::{MM, Seen, SeenPage, print};
use crate::sample;
use hayro_interpret::kurbo::{Point, Rect};
use kredo_application::loan_application::contract_document::{
    ContractDocument, LoanPurpose, PurchasedItem,
};
use kredo_domain::Money;

fn assert_tidy(contract: &ContractDocument) -> Vec<SeenPage> {
    let pages = print(contract);
    for (number, page) in pages.iter().enumerate() {
        for glyph in &page.glyphs {
            assert_on_paper(page, glyph, number);
            assert_in_cell(page, glyph, number);
        }
        assert_lines_apart(page, number);
        assert_clear_of_footer(page, number);
    }
    pages
}

fn assert_on_paper(page: &SeenPage, glyph: &Seen, number: usize) {
    assert!(glyph.left >= 20.0 * MM - 0.1, "page {number}: {glyph:?}");
    assert!(glyph.right <= page.width - 15.0 * MM + 0.1, "page {number}: {glyph:?}");
    assert!(glyph.baseline > 15.0 * MM, "page {number}: {glyph:?}");
    assert!(glyph.baseline < page.height - 8.0 * MM, "page {number}: {glyph:?}");
}

/// The text ends 18 mm above the page's end, the footer begins 14 mm above it.
fn assert_clear_of_footer(page: &SeenPage, number: usize) {
    let (end, footer) = (page.height - 18.0 * MM + 0.1, page.height - 14.0 * MM);
    for glyph in &page.glyphs {
        let clear = glyph.baseline < end || glyph.baseline > footer;
        assert!(clear, "page {number}: {glyph:?} stands in the footer");
    }
    for frame in &page.frames {
        assert!(frame.y1 <= end, "page {number}: {frame:?} runs into the footer");
    }
}

/// A glyph that begins in a cell ends in it, and does not touch its border.
fn assert_in_cell(page: &SeenPage, glyph: &Seen, number: usize) {
    let at = Point::new(glyph.left, glyph.baseline);
    for cell in page.frames.iter().filter(|cell| cell.width() > 20.0 && cell.contains(at)) {
        assert!(glyph.right <= cell.x1 - 2.0, "page {number}: {glyph:?} leaves {cell:?}");
        let (top, bottom) = (glyph.baseline - glyph.size * 0.72, glyph.baseline + glyph.size * 0.2);
        assert!(top > cell.y0 && bottom < cell.y1, "page {number}: {glyph:?} leaves {cell:?}");
    }
}

/// No line is printed over another, and no character over its neighbour beyond kerning.
fn assert_lines_apart(page: &SeenPage, number: usize) {
    let ink: Vec<_> = page.glyphs.iter().filter(|g| !g.text.trim().is_empty()).collect();
    for (index, a) in ink.iter().enumerate() {
        for b in ink.iter().skip(index + 1) {
            let (down, common) =
                ((a.baseline - b.baseline).abs(), a.right.min(b.right) - a.left.max(b.left));
            let apart = if down < 0.01 { common < a.size * 0.25 } else { down > a.size * 0.9 };
            assert!(apart || common <= 0.0, "page {number}: {a:?} and {b:?} overlap");
        }
    }
}

fn all_text(pages: &[SeenPage]) -> String {
    pages.iter().map(SeenPage::text).collect::<Vec<_>>().join(" ")
}

#[test]
fn the_sample_is_tidy_and_takes_three_pages() {
    assert_eq!(assert_tidy(&sample::contract()).len(), 3);
}

#[test]
fn every_page_carries_its_number_and_the_contracts() {
    let pages = print(&sample::with_payments(36));
    let count = pages.len();
    assert!(count >= 4, "{count}");
    for (index, page) in pages.iter().enumerate() {
        let bottom = Rect::new(0.0, page.height - 15.0 * MM, page.width, page.height);
        let footer = page.text_in(bottom);
        let number = format!("стр. {} из {count}", index + 1);
        assert_eq!(footer, format!("Договор потребительского займа № 24112200000001 {number}"));
    }
}

#[test]
fn a_long_schedule_goes_on_with_its_header_and_has_one_sum() {
    for count in [1, 2, 36, 90] {
        let contract = sample::with_payments(count);
        let pages = assert_tidy(&contract);
        let text = all_text(&pages);
        for row in &contract.schedule {
            let date = row.date.format("%d.%m.%Y").to_string();
            assert!(text.contains(&date), "{date} of {count}");
        }
        assert_eq!(text.matches("Итого").count(), 1, "{count}");
        for page in pages.iter().filter(|page| has_schedule_rows(page)) {
            let header = page.text().contains("Остаток основного");
            assert!(header, "a page of {count} payments has rows and no header");
        }
    }
}

fn has_schedule_rows(page: &SeenPage) -> bool {
    let mut lines = page.glyphs.chunk_by(|a, b| (a.baseline - b.baseline).abs() < 0.01);
    let letter = |g: &Seen| g.text.chars().any(char::is_alphabetic);
    lines.any(|line| line.len() >= 30 && !line.iter().any(letter))
}

#[test]
fn long_names_and_addresses_wrap() {
    let mut contract = sample::contract();
    let address =
        "Республика Северная Осетия – Алания, Владикавказский городской округ, ".repeat(5);
    contract.borrower.full_name = "Константинопольский-Преображенский ".repeat(4);
    contract.borrower.registration_address = address.clone();
    contract.borrower.actual_address = address.clone();
    contract.borrower.passport.issuer = Some(address.clone());
    contract.lender.address = address.clone();
    contract.lender.full_name = address.clone();
    contract.lender.short_name = "Очень длинное сокращенное название ".repeat(3);
    contract.place = address.clone();
    contract.consents[0].text = address.repeat(3);
    let pages = assert_tidy(&contract);
    let text = all_text(&pages);
    let words = address.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.matches(&words).count() >= 4, "{text}");
    let first = pages[0].text();
    assert!(first.contains("достигнет 130 процентов"), "the ban was pushed off page one");
}

#[test]
fn a_word_without_spaces_is_cut_at_the_cells_edge() {
    let mut contract = sample::contract();
    contract.borrower.email = Some("щ".repeat(400));
    contract.lender.email = "w".repeat(300);
    contract.terms.information_exchange = "Ъ".repeat(500);
    let text = all_text(&assert_tidy(&contract)).replace(' ', "");
    for (letter, count) in [("щ", 400), ("w", 300), ("Ъ", 500)] {
        assert!(text.contains(&letter.repeat(count)), "{letter}");
    }
}

#[test]
fn line_breaks_and_tabs_of_the_input_are_spaces() {
    let mut contract = sample::contract();
    contract.borrower.actual_address = "Москва,\r\nЛенина\t1".to_owned();
    assert!(all_text(&assert_tidy(&contract)).contains("Адрес проживания: Москва, Ленина 1"));
}

#[test]
fn a_row_higher_than_a_page_is_split() {
    let mut contract = sample::contract();
    let LoanPurpose::Purchase(purchase) = &mut contract.terms.purpose else { panic!("goods") };
    purchase.items = (1..=250)
        .map(|number| PurchasedItem {
            name: format!("Предмет №{number:03}"),
            quantity: number,
            price: Money::kopecks(i64::from(number) * 100),
        })
        .collect();
    let pages = assert_tidy(&contract);
    let text = all_text(&pages);
    for number in 1..=250 {
        assert_eq!(text.matches(&format!("Предмет №{number:03},")).count(), 1, "{number}");
    }
    assert!(pages.len() >= 6, "{}", pages.len());
}

#[test]
fn empty_texts_do_no_harm() {
    let mut contract = sample::contract();
    contract.place = String::new();
    contract.borrower.birth_place = Some(String::new());
    contract.lender.email = String::new();
    contract.terms.information_exchange = String::new();
    contract.consents.clear();
    let pages = assert_tidy(&contract);
    assert!(!all_text(&pages).contains("СОГЛАСИЯ ЗАЕМЩИКА"));
}
