//! Consents, details of the parties, and how the contract is signed.

use super::style::{TABLE, cell, strong_cell, title};
use super::wording::{date, phone};
use crate::layout::{BODY_WIDTH, Cell, Fonts, Length, Pages, Paragraph, Table};
use kredo_application::loan_application::contract_document::{
    Borrower, ContractDocument, Lender, RenderError, SignatureBlock,
};

/// Lays out the consents, each with its own tick.
pub(crate) fn place_consents(
    contract: &ContractDocument,
    fonts: &Fonts,
    pages: &mut Pages,
) -> Result<(), RenderError> {
    if contract.consents.is_empty() {
        return Ok(());
    }
    let rows = contract.consents.iter().enumerate().map(|(index, consent)| {
        let text = vec![
            Paragraph::new(TABLE).strong(&consent.title),
            Paragraph::new(TABLE).plain(&consent.text),
        ];
        let answer = if consent.given { "Согласен" } else { "Не согласен" };
        let answer = vec![Paragraph::new(TABLE).ticked(consent.given).plain(answer)];
        vec![cell(format!("{}.", index + 1)), text, answer]
    });
    let header = ["№", "Согласие", "Выбор Заемщика"].map(strong_cell);
    Table {
        title: title("СОГЛАСИЯ ЗАЕМЩИКА"),
        widths: vec![Length::mm(11), Length::mm(130), Length::mm(34)],
        header: header.into(),
        rows: rows.collect(),
    }
    .place(fonts, pages)
}

/// Lays out the parties' details and the signature block.
pub(crate) fn place(
    contract: &ContractDocument,
    fonts: &Fonts,
    pages: &mut Pages,
) -> Result<(), RenderError> {
    let half = BODY_WIDTH.half();
    Table {
        title: title("РЕКВИЗИТЫ И ПОДПИСИ СТОРОН"),
        widths: vec![half, half],
        header: vec![strong_cell("Кредитор"), strong_cell("Заемщик")],
        rows: vec![
            vec![lender(&contract.lender), borrower(&contract.borrower)],
            vec![lender_signature(&contract.lender), borrower_signature(contract)],
        ],
    }
    .place(fonts, pages)
}

fn line(label: &str, value: &str) -> Paragraph {
    Paragraph::new(TABLE).plain(format!("{label}: {value}"))
}

fn lender(lender: &Lender) -> Cell {
    let bank = &lender.bank;
    vec![
        Paragraph::new(TABLE).strong(&lender.full_name),
        Paragraph::new(TABLE).plain(&lender.short_name),
        line("ОГРН", &lender.ogrn),
        line("ИНН", &lender.inn),
        line("Номер в реестре микрофинансовых организаций", &lender.registry_number),
        line("Адрес", &lender.address),
        line("Телефон", &lender.phone),
        line("Электронная почта", &lender.email),
        line("Расчетный счет", &bank.account),
        line("Банк", &bank.bank_name),
        line("БИК", &bank.bic),
        line("Корреспондентский счет", &bank.correspondent_account),
    ]
}

fn borrower(borrower: &Borrower) -> Cell {
    let passport = &borrower.passport;
    let issued = [passport.issue_date.map(date), passport.issuer.clone()];
    let issued = issued.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let facts = [
        ("Дата рождения", Some(date(borrower.birth_date))),
        ("Место рождения", borrower.birth_place.clone()),
        ("Паспорт", Some(format!("{} {}", passport.series, passport.number))),
        ("Выдан", Some(issued).filter(|text| !text.is_empty())),
        ("Код подразделения", passport.subdivision.clone()),
        ("Адрес регистрации", Some(borrower.registration_address.clone())),
        ("Адрес проживания", Some(borrower.actual_address.clone())),
        ("Телефон", Some(phone(&borrower.phone))),
        ("Электронная почта", borrower.email.clone()),
        ("ИНН", borrower.inn.clone()),
        ("СНИЛС", borrower.snils.clone()),
    ];
    let known = facts.into_iter().filter_map(|(label, value)| Some(line(label, &value?)));
    [Paragraph::new(TABLE).strong(&borrower.full_name)].into_iter().chain(known).collect()
}

fn lender_signature(lender: &Lender) -> Cell {
    vec![
        Paragraph::new(TABLE).strong("Подпись Кредитора"),
        Paragraph::new(TABLE).plain(format!(
            "{} удостоверяет договор электронной печатью: отсоединенной подписью Ed25519 в формате \
             JWS, добавленной после конца этого документа. Печать называет хеш SHA-256 документа, \
             номер запроса на подписание и время ввода кода; изменение любого байта файла делает \
             ее недействительной.",
            lender.short_name
        )),
    ]
}

fn borrower_signature(contract: &ContractDocument) -> Cell {
    let SignatureBlock { phone, agreement, agreement_date, request_id } = &contract.signature;
    vec![
        Paragraph::new(TABLE).strong("Подпись Заемщика"),
        Paragraph::new(TABLE).plain(format!(
            "{} подписывает договор простой электронной подписью: вводом кода, который направлен \
             в SMS-сообщении на номер +{} после ознакомления с этим документом. Заемщик обязан \
             сохранять код в тайне.",
            contract.borrower.full_name,
            phone.masked()
        )),
        line("Основание", &format!("{agreement} от {}", date(*agreement_date))),
        line("Номер запроса на подписание", request_id),
    ]
}
