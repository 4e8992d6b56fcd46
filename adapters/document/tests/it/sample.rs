//! The contract of the manual's demonstration, and ways to vary it.

use chrono::{Months, NaiveDate};
use kredo_application::loan_application::contract_document::{
    BankDetails, Borrower, ConsentItem, ContractDocument, ContractTerms, EarlyRepayment,
    InterestRate, Lender, LoanPurpose, LoanTerm, Passport, Penalty, Purchase, PurchasedItem,
    RatePeriod, ScheduleRow, SignatureBlock, TermUnit,
};
use kredo_domain::{Money, Phone};
use rust_decimal::Decimal;

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

/// 80 500.50 roubles for 6 months at 17.3 % a year.
pub(crate) fn contract() -> ContractDocument {
    ContractDocument {
        number: "24112200000001".to_owned(),
        date: day(2024, 11, 22),
        place: "г. Москва".to_owned(),
        lender: lender(),
        borrower: borrower(),
        terms: terms(),
        schedule: schedule(),
        consents: consents(),
        signature: SignatureBlock {
            phone: Phone::restore("79010000001".to_owned()),
            agreement: "Соглашение об использовании простой электронной подписи, редакция 2"
                .to_owned(),
            agreement_date: day(2024, 11, 22),
            request_id: "0193536e-7b1c-7c43-9c2d-5a3f0e8b6d11".to_owned(),
        },
    }
}

fn lender() -> Lender {
    Lender {
        full_name: "Общество с ограниченной ответственностью Микрокредитная компания «Кредо»"
            .to_owned(),
        short_name: "ООО МКК «Кредо»".to_owned(),
        inn: "7700000000".to_owned(),
        ogrn: "1027700000000".to_owned(),
        registry_number: "2403045000001".to_owned(),
        address: "101000, г. Москва, ул. Примерная, д. 1".to_owned(),
        phone: "8 800 000-00-00".to_owned(),
        email: "info@kredo.example".to_owned(),
        bank: BankDetails {
            account: "40701810000000000001".to_owned(),
            bank_name: "ПАО «Примерный банк»".to_owned(),
            bic: "044525000".to_owned(),
            correspondent_account: "30101810000000000000".to_owned(),
        },
    }
}

fn borrower() -> Borrower {
    Borrower {
        full_name: "Зайцев Василий Петрович".to_owned(),
        birth_date: day(2000, 6, 28),
        birth_place: Some("ГОР. МИЛЛЕРОВО РОСТОВСКОЙ ОБЛ.".to_owned()),
        passport: Passport {
            series: "1234".to_owned(),
            number: "621234".to_owned(),
            issuer: Some("ЗАВОДСКИМ ОМ УВД Г. ЙОШКАР-ОЛЫ".to_owned()),
            subdivision: Some("123-001".to_owned()),
            issue_date: Some(day(2010, 10, 10)),
        },
        registration_address: "Миллерово, Ленина 1".to_owned(),
        actual_address: "Москва, Ленина 1".to_owned(),
        phone: Phone::restore("79010000001".to_owned()),
        email: Some("v.zaitsev@example.com".to_owned()),
        inn: None,
        snils: None,
    }
}

fn terms() -> ContractTerms {
    ContractTerms {
        amount: Money::kopecks(8_050_050),
        term: LoanTerm { count: 6, unit: TermUnit::Month },
        rate: InterestRate { percent: Decimal::new(173, 1), per: RatePeriod::Year },
        psk_percent: Decimal::new(17_200, 3),
        psk_money: Money::kopecks(408_640),
        level_payment: Money::kopecks(1_409_778),
        due_day: Some(22),
        purpose: LoanPurpose::Purchase(Purchase {
            seller_name: "ООО «Электроника Плюс»".to_owned(),
            seller_inn: Some("7701000001".to_owned()),
            items: vec![PurchasedItem {
                name: "iPhone 15 PRO MAX 1TB Blue Titanium".to_owned(),
                quantity: 1,
                price: Money::kopecks(20_899_050),
            }],
            down_payment: Money::kopecks(0),
        }),
        penalty: Penalty::WithInterest(Decimal::new(20, 0)),
        overpayment_multiple: Some(Decimal::new(13, 1)),
        disbursement: "Безналичный перевод на счет продавца в оплату товара по поручению Заемщика."
            .to_owned(),
        cooling_off_hours: None,
        early_repayment: EarlyRepayment {
            free_days: 30,
            partial_in_free_days: true,
            notice_days: 30,
        },
        payment_methods: vec![
            "Банковской картой в личном кабинете на сайте kredo.example.".to_owned(),
            "Переводом по реквизитам Кредитора с указанием номера договора.".to_owned(),
            "Через Систему быстрых платежей.".to_owned(),
        ],
        free_payment_method: "Через Систему быстрых платежей в личном кабинете.".to_owned(),
        other_contracts: None,
        collateral: None,
        assignment_allowed: true,
        general_terms: "редакция 3 от 01.10.2024, kredo.example/terms".to_owned(),
        paid_services: Vec::new(),
        information_exchange: "Личный кабинет на сайте kredo.example, SMS-сообщения, электронная \
                               почта, телефон и почтовые отправления по адресам, указанным в \
                               договоре."
            .to_owned(),
    }
}

fn consents() -> Vec<ConsentItem> {
    let item = |title: &str, text: &str, given| ConsentItem {
        title: title.to_owned(),
        text: text.to_owned(),
        given,
    };
    vec![
        item(
            "Обработка персональных данных",
            "Согласие на обработку персональных данных, редакция 4 от 01.09.2024, отдельным \
             документом.",
            true,
        ),
        item(
            "Запрос кредитной истории",
            "Кредитор вправе запросить основную часть кредитной истории для заключения договора.",
            true,
        ),
        item("Рекламные сообщения", "Кредитор вправе направлять сообщения о своих услугах.", false),
    ]
}

fn schedule() -> Vec<ScheduleRow> {
    [
        (day(2024, 12, 22), 1_295_298, 114_480, 6_754_752),
        (day(2025, 1, 22), 1_310_516, 99_262, 5_444_236),
        (day(2025, 2, 22), 1_329_798, 79_980, 4_114_438),
        (day(2025, 3, 22), 1_355_178, 54_600, 2_759_260),
        (day(2025, 4, 22), 1_369_230, 40_548, 1_390_030),
        (day(2025, 5, 22), 1_390_030, 19_770, 0),
    ]
    .into_iter()
    .map(|(date, main_debt, interest, balance)| row(date, main_debt, interest, balance))
    .collect()
}

fn row(date: NaiveDate, main_debt: i64, interest: i64, balance: i64) -> ScheduleRow {
    ScheduleRow {
        date,
        payment: Money::kopecks(main_debt + interest),
        main_debt: Money::kopecks(main_debt),
        interest: Money::kopecks(interest),
        balance: Money::kopecks(balance),
    }
}

/// The same amount in `count` monthly payments; every row is different from the next.
pub(crate) fn with_payments(count: u32) -> ContractDocument {
    let mut contract = contract();
    let mut balance = contract.terms.amount.minor();
    let payment = balance / i64::from(count) + 100;
    contract.schedule.clear();
    for number in 1..=count {
        let interest = 100 + i64::from(number % 7);
        let main_debt = if number == count { balance } else { payment - interest };
        balance -= main_debt;
        let date = contract.date.checked_add_months(Months::new(number)).unwrap();
        contract.schedule.push(row(date, main_debt, interest, balance));
    }
    contract.terms.term.count = count;
    contract.terms.level_payment = contract.schedule[0].payment;
    contract
}
