//! Rows 13 to 18: consents, services, and how the loan is given and given back.

use super::{NOTHING, row};
use crate::contract::style::{TABLE, cell};
use crate::contract::wording::{counted, money};
use crate::layout::{Cell, Paragraph, Row};
use kredo_application::loan_application::contract_document::ContractTerms;

pub(super) fn rows(terms: &ContractTerms) -> Vec<Row> {
    vec![
        row(
            "13.",
            "Условие об уступке кредитором третьим лицам прав (требований) по договору",
            assignment(terms.assignment_allowed),
        ),
        row(
            "14.",
            "Согласие заемщика с общими условиями договора",
            cell(format!(
                "Заемщик ознакомлен и согласен с общими условиями договора: {}.",
                terms.general_terms
            )),
        ),
        row(
            "15.",
            "Услуги, оказываемые кредитором заемщику за отдельную плату и необходимые для \
             заключения договора, их цена или порядок ее определения, а также согласие заемщика \
             на оказание таких услуг",
            services(terms),
        ),
        row(
            "16.",
            "Способ обмена информацией между кредитором и заемщиком",
            cell(&terms.information_exchange),
        ),
        row("17.", "Порядок предоставления займа", disbursement(terms)),
        row("18.", "Отказ от займа и досрочный возврат", early_repayment(terms)),
    ]
}

fn assignment(allowed: bool) -> Cell {
    let text = if allowed {
        "Заемщик согласен на уступку Кредитором прав (требований) по договору лицам, которым она \
         разрешена статьей 12 Федерального закона от 21.12.2013 №\u{a0}353-ФЗ."
    } else {
        "Заемщик не согласен на уступку: Кредитор не вправе уступать права (требования) по \
         договору третьим лицам."
    };
    vec![Paragraph::new(TABLE).ticked(allowed).plain(text)]
}

fn services(terms: &ContractTerms) -> Cell {
    if terms.paid_services.is_empty() {
        return cell(NOTHING);
    }
    let service = terms.paid_services.iter().map(|service| {
        let answer = if service.accepted { "согласен" } else { "не согласен" };
        let text = format!("{}, цена {}: ", service.name, money(service.price));
        Paragraph::new(TABLE).ticked(service.accepted).plain(text).strong(answer)
    });
    service.collect()
}

fn disbursement(terms: &ContractTerms) -> Cell {
    let mut paragraphs = cell(&terms.disbursement);
    if let Some(hours) = terms.cooling_off_hours {
        paragraphs.push(Paragraph::new(TABLE).plain(format!(
            "Денежные средства передаются не ранее чем через {} после подписания индивидуальных \
             условий (часть 9.3 статьи 7 Федерального закона от 21.12.2013 №\u{a0}353-ФЗ). За это \
             время проценты не начисляются.",
            counted(hours.into(), "час", "часа", "часов")
        )));
    }
    paragraphs
}

fn early_repayment(terms: &ContractTerms) -> Cell {
    let rules = terms.early_repayment;
    let within =
        counted(rules.free_days.into(), "календарного дня", "календарных дней", "календарных дней");
    let notice = counted(
        rules.notice_days.into(),
        "календарный день",
        "календарных дня",
        "календарных дней",
    );
    let what = if rules.partial_in_free_days {
        "всю сумму займа или ее часть"
    } else {
        "всю сумму займа"
    };
    vec![
        Paragraph::new(TABLE).plain(
            "До предоставления займа Заемщик вправе отказаться от него, уведомив Кредитора.",
        ),
        Paragraph::new(TABLE).plain(format!(
            "В течение {within} со дня предоставления займа Заемщик вправе вернуть досрочно {what} без \
             предварительного уведомления. Позднее он вправе вернуть досрочно всю сумму займа или \
             ее часть, уведомив Кредитора не менее чем за {notice} до дня возврата."
        )),
        Paragraph::new(TABLE).plain(
            "Проценты уплачиваются за фактический срок пользования займом, включая день возврата; \
             плата за досрочный возврат не взимается.",
        ),
    ]
}
