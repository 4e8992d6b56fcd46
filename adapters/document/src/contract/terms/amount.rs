//! Rows 1 to 5.1: amount, term, currency and rate.

use super::{NOTHING, row};
use crate::contract::style::{TABLE, cell};
use crate::contract::wording::{counted, date, money, money_in_words, percent};
use crate::layout::{Cell, Paragraph, Row};
use kredo_application::loan_application::contract_document::{
    ContractDocument, ContractTerms, RatePeriod, TermUnit,
};
use rust_decimal::Decimal;

pub(super) fn rows(contract: &ContractDocument) -> Vec<Row> {
    let terms = &contract.terms;
    vec![
        row(
            "1.",
            "Сумма кредита (займа) или лимит кредитования и порядок его изменения",
            vec![Paragraph::new(TABLE).strong(money(terms.amount)).plain(format!(
                " ({}). Лимит кредитования не устанавливается.",
                money_in_words(terms.amount)
            ))],
        ),
        row("2.", "Срок действия договора, срок возврата кредита (займа)", term(contract)),
        row("3.", "Валюта, в которой предоставляется кредит (заем)", cell("Российский рубль")),
        row(
            "4.",
            "Процентная ставка (процентные ставки) в процентах годовых, а при применении \
             переменной процентной ставки – порядок ее определения, соответствующий требованиям \
             Федерального закона от 21\u{a0}декабря 2013 года №\u{a0}353-ФЗ «О потребительском кредите \
             (займе)», ее значение на дату предоставления заемщику индивидуальных условий",
            rate(terms),
        ),
        row(
            "5.",
            "Порядок определения курса иностранной валюты при переводе денежных средств \
             кредитором третьему лицу, указанному заемщиком",
            cell(NOTHING),
        ),
        row(
            "5.1.",
            "Указание на изменение суммы расходов заемщика при увеличении используемой в \
             договоре переменной процентной ставки потребительского кредита (займа) на один \
             процентный пункт начиная со второго очередного платежа на ближайшую дату после \
             предполагаемой даты заключения договора",
            cell(NOTHING),
        ),
    ]
}

fn term(contract: &ContractDocument) -> Cell {
    let term = contract.terms.term;
    let count = term.count.into();
    let length = match term.unit {
        TermUnit::Day => counted(count, "календарный день", "календарных дня", "календарных дней"),
        TermUnit::Month => counted(count, "месяц", "месяца", "месяцев"),
    };
    let last = contract.schedule.last().map(|row| date(row.date)).unwrap_or_default();
    vec![
        Paragraph::new(TABLE)
            .plain("Срок возврата займа: ")
            .strong(length)
            .plain(format!(", не позднее {last}.")),
        Paragraph::new(TABLE).plain(
            "Договор действует со дня передачи денежных средств до полного исполнения \
             обязательств по нему.",
        ),
    ]
}

fn rate(terms: &ContractTerms) -> Cell {
    let rate = terms.rate;
    let yearly = match rate.per {
        RatePeriod::Year => Paragraph::new(TABLE).strong(percent(rate.percent)).plain(" годовых"),
        RatePeriod::Day => Paragraph::new(TABLE)
            .strong(percent(rate.percent * Decimal::from(365)))
            .plain(format!(" годовых ({} в день)", percent(rate.percent))),
    };
    vec![
        yearly.plain(". Ставка постоянная."),
        Paragraph::new(TABLE).plain(
            "Проценты начисляются на остаток основного долга за каждый день со дня, следующего \
             за днем предоставления займа, по день возврата включительно, исходя из 365 дней в \
             году.",
        ),
    ]
}
