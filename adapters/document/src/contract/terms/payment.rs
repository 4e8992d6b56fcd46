//! Rows 6 to 8.1: what is paid, when and how.

use super::{NOTHING, row};
use crate::contract::style::{TABLE, cell};
use crate::contract::wording::{counted, date, money};
use crate::layout::{Cell, Paragraph, Row};
use kredo_application::loan_application::contract_document::ContractDocument;

pub(super) fn rows(contract: &ContractDocument) -> Vec<Row> {
    let terms = &contract.terms;
    let methods = terms.payment_methods.iter().map(|way| Paragraph::new(TABLE).plain(way));
    vec![
        row(
            "6.",
            "Количество, размер и периодичность (сроки) платежей заемщика по договору или \
             порядок определения этих платежей",
            count_and_size(contract),
        ),
        row(
            "7.",
            "Порядок изменения количества, размера и периодичности (сроков) платежей заемщика \
             при частичном досрочном возврате кредита (займа)",
            cell(
                "По выбору Заемщика уменьшается размер платежей, а их даты сохраняются, либо \
                 уменьшается количество платежей, а их размер сохраняется. Кредитор предоставляет \
                 Заемщику новый график платежей и, если она изменилась, полную стоимость займа.",
            ),
        ),
        row(
            "8.",
            "Способы исполнения заемщиком обязательств по договору по месту нахождения заемщика",
            methods.collect(),
        ),
        row(
            "8.1.",
            "Бесплатный способ исполнения заемщиком обязательств по договору",
            cell(&terms.free_payment_method),
        ),
    ]
}

fn count_and_size(contract: &ContractDocument) -> Cell {
    let terms = &contract.terms;
    let count = i64::try_from(contract.schedule.len()).unwrap_or(i64::MAX);
    let Some(last) = contract.schedule.last() else { return cell(NOTHING) };
    if count == 1 {
        let text = format!(" единовременно {}.", date(last.date));
        return vec![
            Paragraph::new(TABLE).plain("Один платеж ").strong(money(last.payment)).plain(text),
        ];
    }
    let due = match terms.due_day {
        Some(day) => format!("Срок платежа: {day}-е число каждого месяца."),
        None => "Срок платежа: даты, указанные в графике платежей.".to_owned(),
    };
    let size = Paragraph::new(TABLE)
        .strong(counted(count, "платеж", "платежа", "платежей"))
        .plain(" по ")
        .strong(money(terms.level_payment));
    let size = if last.payment == terms.level_payment {
        size
    } else {
        size.plain(", последний платеж ").strong(money(last.payment))
    };
    let schedule = "Даты и суммы указаны в графике платежей, который является частью договора.";
    vec![size, Paragraph::new(TABLE).plain(due), Paragraph::new(TABLE).plain(schedule)]
}
