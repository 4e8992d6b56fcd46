//! What a printed contract says.

use crate::page::{print, read, render, text_of};
use crate::sample;
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::{Name, Object, Stream};
use kredo_application::loan_application::contract_document::{
    ContractDocument, ContractRenderer, EarlyRepayment, InterestRate, LoanPurpose, LoanTerm,
    PaidService, Penalty, RatePeriod, RenderError, TermUnit,
};
use kredo_document::PdfContractRenderer;
use kredo_domain::Money;
use rust_decimal::Decimal;

fn refused(contract: &ContractDocument) -> RenderError {
    PdfContractRenderer::try_new().unwrap().render(contract).unwrap_err()
}

#[test]
fn the_contract_can_be_read_as_text() {
    let text = text_of(&sample::contract());
    for expected in [
        "ДОГОВОР ПОТРЕБИТЕЛЬСКОГО ЗАЙМА № 24112200000001",
        "г. Москва",
        "22 ноября 2024 г.",
        "Зайцев Василий Петрович, дата рождения 28.06.2000, паспорт 1234 621234",
        "80 500,50 руб. (восемьдесят тысяч пятьсот рублей пятьдесят копеек)",
        "Срок возврата займа: 6 месяцев, не позднее 22.05.2025.",
        "17,3 % годовых. Ставка постоянная.",
        "6 платежей по 14 097,78 руб., последний платеж 14 098,00 руб.",
        "Срок платежа: 22-е число каждого месяца.",
        "ООО «Электроника Плюс», ИНН 7701000001",
        "1) iPhone 15 PRO MAX 1TB Blue Titanium, 1 шт. по цене 208 990,50 руб.",
        "Неустойка 20 % годовых от суммы просроченного основного долга",
        "ЗАВОДСКИМ ОМ УВД Г. ЙОШКАР-ОЛЫ",
        "Телефон: +7 901 000-00-01",
        "1 22.12.2024 14 097,78 12 952,98 1 144,80 67 547,52 2 22.01.2025",
        "6 22.05.2025 14 098,00 13 900,30 197,70 0,00",
        "В течение 30 календарных дней со дня предоставления займа Заемщик вправе вернуть досрочно \
         всю сумму займа или ее часть без предварительного уведомления.",
        "Итого 84 586,90 80 500,50 4 086,40",
        "на номер +7901•••0001",
        "0193536e-7b1c-7c43-9c2d-5a3f0e8b6d11",
        "Корреспондентский счет: 30101810000000000000",
    ] {
        assert!(text.contains(expected), "{expected:?} is not in\n{text}");
    }
}

#[test]
fn no_row_of_the_statutory_table_is_left_out() {
    let pages = print(&sample::contract());
    let mut numbers = Vec::new();
    for page in &pages {
        let lines = page.glyphs.chunk_by(|a, b| (a.baseline - b.baseline).abs() < 0.01);
        for line in lines {
            let number = line.iter().take_while(|g| g.left < 31.0 * crate::page::MM);
            numbers.push(number.map(|g| g.text.as_str()).collect::<String>());
        }
    }
    for expected in [
        "1.", "2.", "3.", "4.", "5.", "5.1.", "6.", "7.", "8.", "8.1.", "9.", "10.", "11.", "12.",
        "13.", "14.", "15.", "16.", "17.", "18.",
    ] {
        assert!(numbers.iter().any(|n| n == expected), "{expected} is not in {numbers:?}");
    }
    let text = text_of(&sample::contract());
    assert_eq!(text.matches("Отсутствует").count(), 5, "rows 5, 5.1, 9, 10 and 15\n{text}");
}

#[test]
fn what_is_agreed_besides_replaces_the_word_for_nothing() {
    let mut contract = sample::contract();
    contract.terms.other_contracts = Some("Договор банковского счета.".to_owned());
    contract.terms.collateral = Some("Залог товара.".to_owned());
    contract.terms.paid_services = vec![PaidService {
        name: "SMS-информирование".to_owned(),
        price: Money::kopecks(9_900),
        accepted: false,
    }];
    let text = text_of(&contract);
    assert_eq!(text.matches("Отсутствует").count(), 2, "{text}");
    assert!(text.contains("SMS-информирование, цена 99,00 руб.: не согласен"), "{text}");
    assert!(text.contains("Договор банковского счета."), "{text}");
}

#[test]
fn a_down_payment_is_named_only_when_there_is_one() {
    let mut contract = sample::contract();
    assert!(!text_of(&contract).contains("Первоначальный взнос"));
    let LoanPurpose::Purchase(purchase) = &mut contract.terms.purpose else { panic!("goods") };
    purchase.down_payment = Money::kopecks(12_849_000);
    let text = text_of(&contract);
    assert!(text.contains("Первоначальный взнос, уплаченный Заемщиком продавцу: 128 490,00 руб."));
}

#[test]
fn numbers_of_the_borrower_are_printed_when_known() {
    let mut contract = sample::contract();
    assert!(!text_of(&contract).contains("СНИЛС"));
    contract.borrower.inn = Some("770000000000".to_owned());
    contract.borrower.snils = Some("000-000-000 00".to_owned());
    contract.borrower.email = None;
    let text = text_of(&contract);
    assert!(text.contains("ИНН: 770000000000 СНИЛС: 000-000-000 00"), "{text}");
    assert!(!text.contains("v.zaitsev"), "{text}");
}

#[test]
fn a_payday_loan_names_its_rate_by_the_day_and_the_year_and_one_payment() {
    let mut contract = sample::with_payments(1);
    contract.terms.term = LoanTerm { count: 21, unit: TermUnit::Day };
    contract.terms.rate = InterestRate { percent: Decimal::new(8, 1), per: RatePeriod::Day };
    contract.terms.penalty = Penalty::WithoutInterest(Decimal::new(1, 1));
    contract.terms.purpose = LoanPurpose::Other("На любые цели.".to_owned());
    contract.terms.cooling_off_hours = Some(4);
    contract.terms.assignment_allowed = false;
    contract.terms.early_repayment =
        EarlyRepayment { free_days: 14, partial_in_free_days: false, notice_days: 21 };
    let text = text_of(&contract);
    for expected in [
        "В течение 14 календарных дней со дня предоставления займа Заемщик вправе вернуть досрочно \
         всю сумму займа без предварительного уведомления.",
        "уведомив Кредитора не менее чем за 21 календарный день до дня возврата",
        "21 календарный день",
        "292 % годовых (0,8 % в день)",
        "Один платеж 80 501,51 руб. единовременно 22.12.2024.",
        "Неустойка 0,1 % от суммы просроченного основного долга за каждый день",
        "за период нарушения не начисляются",
        "На любые цели.",
        "не ранее чем через 4 часа после подписания",
        "Кредитор не вправе уступать права",
    ] {
        assert!(text.contains(expected), "{expected:?} is not in\n{text}");
    }
}

#[test]
fn each_consent_has_its_own_tick() {
    let mut contract = sample::contract();
    let ticks = |contract: &ContractDocument| {
        let pages = print(contract);
        let rules = pages.len();
        pages.iter().map(|page| page.strokes.len()).sum::<usize>() - rules
    };
    let text = text_of(&contract);
    assert_eq!(text.matches("Согласен").count(), 2, "{text}");
    assert_eq!(text.matches("Не согласен").count(), 1, "{text}");
    assert_eq!(ticks(&contract), 3, "two consents and the assignment");
    contract.consents[1].given = false;
    assert_eq!(ticks(&contract), 2);
    assert_eq!(text_of(&contract).matches("Не согласен").count(), 2);
}

#[test]
fn the_same_contract_gives_the_same_bytes() {
    let contract = sample::contract();
    let first = PdfContractRenderer::try_new().unwrap().render(&contract).unwrap();
    let renderer = PdfContractRenderer::try_new().unwrap();
    renderer.render(&sample::with_payments(36)).unwrap();
    let again = renderer.render(&contract).unwrap();
    assert!(first == again, "two prints of one contract differ");
    let mut changed = contract;
    changed.borrower.actual_address.push('2');
    assert_ne!(renderer.render(&changed).unwrap().hash, first.hash);
}

#[test]
fn every_font_is_embedded_and_cut_down_to_its_used_glyphs() {
    let pdf = Pdf::new(render(&sample::contract())).unwrap();
    let mut names = Vec::new();
    for object in pdf.objects() {
        let Object::Dict(dict) = object else { continue };
        if dict.get::<Name<'_>>("Type").is_some_and(|t| &*t == b"FontDescriptor") {
            let name = dict.get::<Name<'_>>("FontName").unwrap();
            names.push(String::from_utf8(name.to_vec()).unwrap());
            let program = dict.get::<Stream<'_>>("FontFile2").expect("an embedded TrueType font");
            let size = program.decoded().unwrap().len();
            assert!((1_000..150_000).contains(&size), "{size}");
        }
    }
    names.sort_by_key(|name| name.split('+').next_back().map(str::to_owned));
    let plain: Vec<_> = names.iter().filter_map(|name| name.split_once('+')).collect();
    let plain: Vec<_> = plain.iter().map(|(_, name)| *name).collect();
    assert_eq!(plain, ["PTSans-Bold", "PTSans-Regular", "PTSerif-Bold", "PTSerif-Regular"]);
    let fonts = pdf.objects().into_iter().filter(|object| {
        let Object::Dict(dict) = object else { return false };
        dict.get::<Name<'_>>("Subtype").is_some_and(|t| &*t == b"Type0")
    });
    let readable = fonts.filter(|object| {
        let Object::Dict(dict) = object else { return false };
        dict.contains_key("ToUnicode")
    });
    assert_eq!(readable.count(), 4);
}

#[test]
fn the_file_says_what_it_is() {
    let pdf = Pdf::new(render(&sample::contract())).unwrap();
    let info = pdf.metadata();
    let title = info.title.clone().unwrap_or_default();
    assert!(!title.is_empty());
    let date = info.creation_date.unwrap();
    assert_eq!((date.year, date.month, date.day), (2024, 11, 22));
    let bytes = render(&sample::contract());
    let xmp = String::from_utf8_lossy(&bytes);
    assert!(xmp.contains("<pdfaid:part>2</pdfaid:part>"), "archivable");
    assert!(xmp.contains("<pdfaid:conformance>U</pdfaid:conformance>"), "and readable");
}

#[test]
fn no_character_of_the_sample_is_missing() {
    for page in print(&sample::contract()) {
        for glyph in &page.glyphs {
            assert_ne!(glyph.glyph_id, 0, "{glyph:?}");
            assert!(!glyph.text.contains(['\u{0}', '\u{fffd}']), "{glyph:?}");
        }
    }
}

#[test]
fn every_letter_of_russian_and_common_signs_can_be_printed() {
    let letters = "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдеёжзийклмнопрстуфхцчшщъыьэюя\
                   ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789\
                   «»“”„‘’–—…№§%‰+−×÷=<>()[]{}/\\|@#$€₽&*_^~`'\"!?.,:;°©®™•ÄÖÜäöüßéèÇçŁł";
    let mut contract = sample::contract();
    contract.borrower.actual_address = letters.to_owned();
    let text = text_of(&contract).replace(' ', "");
    assert!(text.contains(letters), "{text}");
}

#[test]
fn a_decomposed_letter_is_printed_as_one() {
    let mut contract = sample::contract();
    contract.borrower.birth_place = Some("И\u{306}ошкар-Ола, и\u{306}од, Е\u{308}лкино".to_owned());
    let pages = print(&contract);
    let place = |g: &crate::page::Seen| ["Й", "И\u{306}"].contains(&g.text.as_str());
    let letters = pages.iter().flat_map(|page| &page.glyphs).filter(|g| place(g));
    assert!(letters.count() >= 2, "one glyph for the letter and its breve");
}

#[test]
fn a_character_without_a_glyph_is_named() {
    for (character, text) in
        [('漢', "Товар 漢字"), ('😀', "😀"), ('\u{7}', "звонок\u{7}"), ('ა', "ა")]
    {
        let mut contract = sample::contract();
        contract.borrower.full_name = text.to_owned();
        match refused(&contract) {
            RenderError::MissingGlyph { character: missing, .. } => assert_eq!(missing, character),
            other => panic!("{text:?}: {other}"),
        }
    }
}

#[test]
fn a_contract_that_contradicts_itself_is_refused_with_all_faults() {
    type Change = fn(&mut ContractDocument);
    let cases: [(&str, Change); 12] = [
        ("number", |c| c.number = "2411220000001".to_owned()),
        ("number", |c| c.number = "2411220000000A".to_owned()),
        ("terms.term", |c| c.terms.term.count = 0),
        ("terms.psk_percent", |c| c.terms.psk_percent = Decimal::new(172_001, 4)),
        ("terms.psk_percent", |c| c.terms.psk_percent = Decimal::new(-1, 0)),
        ("terms.psk_money", |c| c.terms.psk_money = Money::kopecks(-1)),
        ("terms.payment_methods", |c| c.terms.payment_methods.clear()),
        ("terms.level_payment", |c| c.terms.level_payment = Money::kopecks(1)),
        ("schedule", |c| c.schedule[2].interest = Money::kopecks(1)),
        ("schedule", |c| c.schedule[5].payment = Money::kopecks(i64::MAX)),
        ("schedule", |c| c.schedule[2].balance = Money::kopecks(1)),
        ("schedule", |c| c.schedule[2].date = c.date),
    ];
    for (path, change) in cases {
        let mut contract = sample::contract();
        change(&mut contract);
        let RenderError::Invalid(faults) = refused(&contract) else { panic!("{path}") };
        let paths: Vec<_> = faults.iter().map(|fault| fault.path.as_str()).collect();
        assert_eq!(paths, [path]);
    }
    let mut contract = sample::with_payments(1);
    let row = &mut contract.schedule[0];
    (row.main_debt, row.payment) = (Money::kopecks(0), row.interest);
    contract.terms.amount = Money::kopecks(0);
    let fault = refused(&contract).to_string();
    assert!(fault.ends_with("printed: terms.amount: must be more than nothing"), "{fault}");
    let mut contract = sample::contract();
    contract.schedule.clear();
    contract.number.clear();
    contract.terms.purpose = match contract.terms.purpose {
        LoanPurpose::Purchase(mut purchase) => {
            purchase.items.clear();
            LoanPurpose::Purchase(purchase)
        }
        LoanPurpose::Other(_) => panic!("the sample buys goods"),
    };
    let fault = refused(&contract).to_string();
    for path in ["number", "terms.purpose.items", "schedule: one payment", "do not add up"] {
        assert!(fault.contains(path), "{fault}");
    }
}

#[test]
fn a_printed_contract_opens_again() {
    assert_eq!(read(render(&sample::contract())).len(), 3);
}
