//! The top of page one: the full cost in its two frames, the title, the ban on further charges.

use super::style::{BODY, FRAME_LEAST, FRAME_MOST, sans, title};
use super::wording::{long_date, money, money_in_words, three_decimals, yearly_percent_in_words};
use crate::layout::{
    Align, Area, BODY_WIDTH, Fonts, LEFT, Length, Line, Mark, Pages, Paragraph, Style, TOP,
};
use kredo_application::loan_application::contract_document::{
    ContractDocument, ContractTerms, RenderError,
};
use kredo_domain::FieldFault;
use rust_decimal::Decimal;

/// Side of a frame: 3600 mm² are 5.77 % of A4, the statute asks for 5.
const SIDE: Length = Length::mm(60);
const GAP: Length = Length::mm(3);
const PADDING: Length = Length::mm(3);
const STEP: Length = Length::milli(500);
/// Height of the table's title, header and first row: 353-FZ art. 5 part 12 wants the table to begin
/// on page one.
const TABLE_LEAST: Length = Length::mm(45);
const BORDER: Length = Length::milli(1_000);

/// Lays out everything that stands before the table of individual terms, all of it on page one.
pub(crate) fn place(
    contract: &ContractDocument,
    fonts: &Fonts,
    pages: &mut Pages,
) -> Result<(), RenderError> {
    frames(&contract.terms, fonts, pages)?;
    let below_frames = TOP + SIDE;
    let below_letterhead = letterhead(contract, fonts, pages)?;
    pages.skip(below_frames.max(below_letterhead) - pages.cursor() + Length::mm(4));
    let name = format!("ДОГОВОР ПОТРЕБИТЕЛЬСКОГО ЗАЙМА №\u{a0}{}", contract.number);
    pages.text(fonts, &title(name))?;
    pages.skip(Length::mm(1));
    place_and_date(contract, fonts, pages)?;
    pages.skip(Length::mm(2));
    if let Some(multiple) = contract.terms.overpayment_multiple {
        pages.text(fonts, &Paragraph::new(BODY).strong(ban(multiple)))?;
        pages.skip(Length::mm(2));
    }
    pages.text(fonts, &preamble(contract))?;
    if pages.on_first_page() && pages.remaining() >= TABLE_LEAST {
        return Ok(());
    }
    let message = "what stands before the table of terms must leave room for it on page one";
    Err(RenderError::Invalid(vec![FieldFault::new("lender, borrower, place", message)]))
}

/// Two squares in the top right corner of the page: per cent, and to its right money (353-FZ
/// art. 6 part 1).
fn frames(terms: &ContractTerms, fonts: &Fonts, pages: &mut Pages) -> Result<(), RenderError> {
    let words = yearly_percent_in_words(terms.psk_percent).ok_or_else(too_long)?;
    let percent = [
        "ПОЛНАЯ СТОИМОСТЬ ПОТРЕБИТЕЛЬСКОГО ЗАЙМА".to_owned(),
        format!("{}\u{a0}%", three_decimals(terms.psk_percent)),
        words.to_uppercase(),
    ];
    let in_money = [
        "ПОЛНАЯ СТОИМОСТЬ ПОТРЕБИТЕЛЬСКОГО ЗАЙМА В ДЕНЕЖНОМ ВЫРАЖЕНИИ".to_owned(),
        money(terms.psk_money).to_uppercase(),
        money_in_words(terms.psk_money).to_uppercase(),
    ];
    let (percent, in_money) = fit(fonts, &percent, &in_money)?;
    let right = LEFT + BODY_WIDTH - SIDE;
    frame(pages, right - GAP - SIDE, percent);
    frame(pages, right, in_money);
    Ok(())
}

/// The lines of both frames in the largest size that both of them hold.
fn fit(
    fonts: &Fonts,
    percent: &[String],
    money: &[String],
) -> Result<(Vec<Line>, Vec<Line>), RenderError> {
    let mut size = FRAME_MOST;
    while size >= FRAME_LEAST {
        let percent = fitted(fonts, percent, size)?;
        if let (Some(percent), Some(money)) = (percent, fitted(fonts, money, size)?) {
            return Ok((percent, money));
        }
        size = size - STEP;
    }
    Err(too_long())
}

fn fitted(fonts: &Fonts, texts: &[String], size: Length) -> Result<Option<Vec<Line>>, RenderError> {
    let style = Style { size, ..sans(0).aligned(Align::Center) };
    let inner = SIDE - PADDING * 2;
    let texts: Vec<_> = texts.iter().map(|text| Paragraph::new(style).strong(text)).collect();
    let lines = Paragraph::stack(&texts, fonts, inner)?;
    let height: Length = lines.iter().map(Line::height).sum();
    Ok((height <= inner).then_some(lines))
}

fn too_long() -> RenderError {
    let message = "the full cost in words does not fit its frame";
    RenderError::Invalid(vec![FieldFault::new("terms.psk_percent, terms.psk_money", message)])
}

fn frame(pages: &mut Pages, left: Length, lines: Vec<Line>) {
    let area = Area { left, top: TOP, width: SIDE, height: SIDE };
    pages.mark(Mark::Frame { area, thickness: BORDER });
    let height: Length = lines.iter().map(Line::height).sum();
    let mut top = TOP + (SIDE - height).half();
    for line in lines {
        let next = top + line.height();
        pages.mark(Mark::Text { left: left + PADDING, top, width: SIDE - PADDING * 2, line });
        top = next;
    }
}

/// The lender's name and addresses, left of the frames; the height where they end comes back.
fn letterhead(
    contract: &ContractDocument,
    fonts: &Fonts,
    pages: &mut Pages,
) -> Result<Length, RenderError> {
    let lender = &contract.lender;
    let style = sans(8_000);
    let width = BODY_WIDTH - SIDE * 2 - GAP * 2;
    let texts = [
        Paragraph::new(sans(9_500)).strong(&lender.short_name),
        Paragraph::new(style).plain(format!(
            "Номер в государственном реестре микрофинансовых организаций {}",
            lender.registry_number
        )),
        Paragraph::new(style).plain(format!("ОГРН {}", lender.ogrn)),
        Paragraph::new(style).plain(format!("ИНН {}", lender.inn)),
        Paragraph::new(style).plain(&lender.address),
        Paragraph::new(style).plain(&lender.phone),
        Paragraph::new(style).plain(&lender.email),
    ];
    let mut top = TOP;
    for line in Paragraph::stack(&texts, fonts, width)? {
        let next = top + line.height();
        pages.mark(Mark::Text { left: LEFT, top, width, line });
        top = next;
    }
    Ok(top)
}

fn place_and_date(
    contract: &ContractDocument,
    fonts: &Fonts,
    pages: &mut Pages,
) -> Result<(), RenderError> {
    let half = BODY_WIDTH.half();
    let place = Paragraph::new(BODY).plain(&contract.place).lines(fonts, half)?;
    let date = Paragraph::new(BODY.aligned(Align::Right)).plain(long_date(contract.date));
    let (top, mut height) = (pages.cursor(), Length::ZERO);
    for (left, lines) in [(LEFT, place), (LEFT + half, date.lines(fonts, half)?)] {
        let mut offset = Length::ZERO;
        for line in lines {
            let next = offset + line.height();
            pages.mark(Mark::Text { left, top: top + offset, width: half, line });
            offset = next;
        }
        height = height.max(offset);
    }
    pages.skip(height);
    Ok(())
}

/// The condition that 353-FZ art. 5 part 24 wants on page one, before the table.
fn ban(multiple: Decimal) -> String {
    let share = (multiple * Decimal::ONE_HUNDRED).normalize().to_string().replace('.', ",");
    format!(
        "По договору потребительского займа, срок возврата займа по которому на момент его \
         заключения не превышает одного года, не допускается начисление процентов, неустойки \
         (штрафа, пени), иных мер ответственности по договору, а также платежей за услуги, \
         оказываемые Кредитором Заемщику за отдельную плату по договору, после того, как сумма \
         начисленных процентов, неустойки (штрафа, пени), иных мер ответственности по договору, \
         а также платежей за услуги, оказываемые Кредитором Заемщику за отдельную плату по \
         договору (далее – фиксируемая сумма платежей), достигнет {share} процентов суммы \
         предоставленного потребительского займа (часть 24 статьи 5 Федерального закона от \
         21.12.2013 №\u{a0}353-ФЗ «О потребительском кредите (займе)»)."
    )
}

fn preamble(contract: &ContractDocument) -> Paragraph {
    let (lender, borrower) = (&contract.lender, &contract.borrower);
    let passport = &borrower.passport;
    Paragraph::new(BODY)
        .strong(&lender.full_name)
        .plain(" (далее – Кредитор) и ")
        .strong(&borrower.full_name)
        .plain(format!(
            ", дата рождения {}, паспорт {} {} (далее – Заемщик), согласовали следующие \
             индивидуальные условия договора потребительского займа:",
            super::wording::date(borrower.birth_date),
            passport.series,
            passport.number,
        ))
}
