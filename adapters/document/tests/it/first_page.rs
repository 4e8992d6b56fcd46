//! 353-FZ art. 6 part 1 and art. 5 part 24, measured on the printed page.

use crate::page::{MM, SeenPage, print, read, text_of};
use crate::sample;
use hayro_interpret::kurbo::Rect;
use kredo_application::loan_application::contract_document::{
    ContractDocument, ContractRenderer, RenderError,
};
use kredo_document::PdfContractRenderer;
use kredo_domain::Money;
use rust_decimal::Decimal;

/// The squares of page one that are large enough to be the statute's frames.
fn squares(page: &SeenPage) -> Vec<Rect> {
    let least = page.width * page.height * 0.05;
    let square = |r: &&Rect| (r.width() - r.height()).abs() < 0.01 && r.area() >= least;
    page.frames.iter().filter(square).copied().collect()
}

fn with_cost(thousandths: i64, kopecks: i64) -> ContractDocument {
    let mut contract = sample::contract();
    contract.terms.psk_percent = Decimal::new(thousandths, 3);
    contract.terms.psk_money = Money::kopecks(kopecks);
    contract
}

#[test]
fn the_full_cost_stands_in_two_squares_in_the_top_right_corner() {
    let page = &print(&sample::contract())[0];
    let squares = squares(page);
    let [percent, money] = squares[..] else { panic!("{squares:?}") };
    for square in [percent, money] {
        let share = square.area() / (page.width * page.height);
        assert!(share >= 0.05, "{share}");
        assert!(square.y0 < 16.0 * MM, "{square:?} is not at the top");
    }
    assert!(page.width - money.x1 < 16.0 * MM, "{money:?} is not in the right corner");
    assert!(percent.x1 < money.x0, "per cent stands left of money");
    assert!(money.x0 - percent.x1 < 5.0 * MM, "the frames belong together");
    assert!(percent.x0 > page.width * 0.3, "{percent:?} is not in the right part of the page");
}

#[test]
fn the_full_cost_is_written_in_figures_and_capital_letters() {
    let page = &print(&sample::contract())[0];
    let squares = squares(page);
    assert_eq!(
        page.text_in(squares[0]),
        "ПОЛНАЯ СТОИМОСТЬ ПОТРЕБИТЕЛЬСКОГО ЗАЙМА 17,200 % СЕМНАДЦАТЬ ЦЕЛЫХ ДВЕСТИ ТЫСЯЧНЫХ \
         ПРОЦЕНТА ГОДОВЫХ"
    );
    assert_eq!(
        page.text_in(squares[1]),
        "ПОЛНАЯ СТОИМОСТЬ ПОТРЕБИТЕЛЬСКОГО ЗАЙМА В ДЕНЕЖНОМ ВЫРАЖЕНИИ 4 086,40 РУБ. ЧЕТЫРЕ \
         ТЫСЯЧИ ВОСЕМЬДЕСЯТ ШЕСТЬ РУБЛЕЙ СОРОК КОПЕЕК"
    );
}

#[test]
fn nothing_on_page_one_is_larger_than_the_full_cost() {
    for contract in
        [sample::contract(), with_cost(292_000, 99_999_999), with_cost(299_999, 777_777_777)]
    {
        let page = &print(&contract)[0];
        let squares = squares(page);
        let framed = [page.inside(squares[0]), page.inside(squares[1])].concat();
        let least = framed.iter().map(|g| g.size).fold(f64::INFINITY, f64::min);
        let largest = page.glyphs.iter().map(|g| g.size).fold(0.0, f64::max);
        assert!(least >= largest - 0.001, "{least} in the frames, {largest} elsewhere");
        assert!(least >= 10.0, "{least}");
    }
}

#[test]
fn the_full_cost_is_black_on_white() {
    let page = &print(&sample::contract())[0];
    for square in squares(page) {
        for glyph in page.inside(square) {
            assert_eq!(glyph.rgba, [0, 0, 0, 255], "{glyph:?}");
        }
        for fill in &page.fills {
            assert!(fill.intersect(square).is_zero_area(), "{fill:?} lies under {square:?}");
        }
    }
}

#[test]
fn the_full_cost_stays_inside_its_frames() {
    for (thousandths, kopecks) in
        [(0, 0), (17_200, 408_640), (292_000, 99_999_999), (999_999, 777_777_777)]
    {
        let page = &print(&with_cost(thousandths, kopecks))[0];
        for square in squares(page) {
            let glyphs = page.inside(square);
            assert!(glyphs.len() > 60, "{glyphs:?}");
            for glyph in glyphs {
                assert!(glyph.right < square.x1 - MM, "{glyph:?} {square:?}");
                assert!(glyph.left > square.x0 + MM, "{glyph:?} {square:?}");
                assert!(glyph.baseline - glyph.size > square.y0, "{glyph:?} {square:?}");
                assert!(glyph.baseline < square.y1 - MM, "{glyph:?} {square:?}");
            }
        }
    }
}

#[test]
fn a_full_cost_that_no_frame_can_hold_is_refused() {
    let renderer = PdfContractRenderer::try_new().unwrap();
    let refused = renderer.render(&with_cost(17_200, 777_777_777_777_777_777));
    let Err(RenderError::Invalid(faults)) = refused else { panic!("{refused:?}") };
    assert!(faults[0].message.contains("does not fit"), "{faults:?}");
}

#[test]
fn the_ban_on_further_charges_stands_on_page_one_before_the_table() {
    let page = &print(&sample::contract())[0];
    let text = page.text();
    assert!(
        text.contains("не допускается начисление процентов, неустойки (штрафа, пени)"),
        "{text}"
    );
    assert!(text.contains("достигнет 130 процентов суммы предоставленного"), "{text}");
    let ban = page.baseline_of("фиксируемая сумма платежей").unwrap();
    let table = page.baseline_of("Содержание условия").unwrap();
    let frames = squares(page)[0].y1;
    assert!(frames < ban && ban < table, "{frames} {ban} {table}");
}

#[test]
fn a_loan_for_more_than_a_year_has_no_such_ban() {
    let mut contract = sample::with_payments(24);
    contract.terms.overpayment_multiple = None;
    assert!(!text_of(&contract).contains("фиксируемая сумма платежей"));
    contract.terms.overpayment_multiple = Some(Decimal::ONE);
    assert!(text_of(&contract).contains("достигнет 100 процентов суммы"));
}

#[test]
fn the_table_of_terms_begins_on_page_one_or_nothing_is_printed() {
    type Change = fn(&mut ContractDocument, String);
    let page = &print(&sample::contract())[0];
    assert!(page.text().contains("1. Сумма кредита (займа)"), "{}", page.text());
    let changes: [Change; 4] = [
        |c, text| c.place = text,
        |c, text| c.lender.address = text,
        |c, text| c.lender.full_name = text,
        |c, text| c.borrower.full_name = text,
    ];
    let renderer = PdfContractRenderer::try_new().unwrap();
    for change in changes {
        let mut refusals = 0;
        for length in [100, 160, 220, 280, 340, 400, 7_000] {
            let mut contract = sample::contract();
            change(&mut contract, "Слово ".repeat(length));
            match renderer.render(&contract) {
                Ok(printed) => {
                    let text = read(printed.pdf)[0].text();
                    assert!(text.contains("1. Сумма кредита (займа)"), "{length} words: {text}");
                }
                Err(RenderError::Invalid(faults)) => {
                    assert!(faults[0].message.contains("page one"), "{faults:?}");
                    refusals += 1;
                }
                Err(other) => panic!("{other}"),
            }
        }
        assert!((1..7).contains(&refusals), "{refusals}");
    }
}
