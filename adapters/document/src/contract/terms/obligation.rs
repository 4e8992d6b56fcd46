//! Rows 9 to 12: what else the borrower owes, the purpose, and the penalty.

use super::{NOTHING, row};
use crate::contract::style::{TABLE, cell};
use crate::contract::wording::{money, percent};
use crate::layout::{Cell, Paragraph, Row};
use kredo_application::loan_application::contract_document::{
    ContractTerms, LoanPurpose, Penalty, Purchase,
};

pub(super) fn rows(terms: &ContractTerms) -> Vec<Row> {
    let or_nothing = |text: &Option<String>| cell(text.as_deref().unwrap_or(NOTHING));
    vec![
        row(
            "9.",
            "Обязанность заемщика заключить иные договоры",
            or_nothing(&terms.other_contracts),
        ),
        row(
            "10.",
            "Обязанность заемщика по предоставлению обеспечения исполнения обязательств по \
             договору и требования к такому обеспечению",
            or_nothing(&terms.collateral),
        ),
        row("11.", "Цели использования заемщиком потребительского кредита (займа)", purpose(terms)),
        row(
            "12.",
            "Ответственность заемщика за ненадлежащее исполнение условий договора, размер \
             неустойки (штрафа, пени) или порядок их определения",
            penalty(terms.penalty),
        ),
    ]
}

fn purpose(terms: &ContractTerms) -> Cell {
    match &terms.purpose {
        LoanPurpose::Other(text) => cell(text),
        LoanPurpose::Purchase(purchase) => goods(purchase),
    }
}

fn goods(purchase: &Purchase) -> Cell {
    let inn = purchase.seller_inn.as_deref().map(|inn| format!(", ИНН {inn}"));
    let seller = format!(
        "Оплата товаров, приобретаемых у продавца: {}{}.",
        purchase.seller_name,
        inn.unwrap_or_default()
    );
    let mut paragraphs = vec![Paragraph::new(TABLE).plain(seller)];
    for (index, item) in purchase.items.iter().enumerate() {
        paragraphs.push(Paragraph::new(TABLE).plain(format!(
            "{}) {}, {} шт. по цене {}",
            index + 1,
            item.name,
            item.quantity,
            money(item.price)
        )));
    }
    if purchase.down_payment.minor() != 0 {
        paragraphs.push(Paragraph::new(TABLE).plain(format!(
            "Первоначальный взнос, уплаченный Заемщиком продавцу: {}",
            money(purchase.down_payment)
        )));
    }
    paragraphs
}

fn penalty(penalty: Penalty) -> Cell {
    cell(match penalty {
        Penalty::WithInterest(yearly) => format!(
            "Неустойка {} годовых от суммы просроченного основного долга за каждый день \
             просрочки. Проценты за пользование займом за период нарушения начисляются.",
            percent(yearly)
        ),
        Penalty::WithoutInterest(daily) => format!(
            "Неустойка {} от суммы просроченного основного долга за каждый день просрочки. \
             Проценты за пользование займом за период нарушения не начисляются.",
            percent(daily)
        ),
    })
}
