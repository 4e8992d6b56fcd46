use super::*;
use crate::{
    Coded,
    loan::{
        TermUnit,
        fixture::{a_day, a_year, day, days, dec, kopecks, months},
    },
    product::RateSteps,
    regulation::Limit,
};
use proptest::prelude::*;

fn product(code: &str) -> Product {
    let products = Product::built_in().unwrap();
    products.into_iter().find(|product| product.terms().code == code).unwrap()
}

fn request(lent: i64, term: Term, on: &str) -> OfferRequest {
    OfferRequest {
        amount: kopecks(lent),
        term,
        contract_date: day(on),
        disbursed_on: day(on),
        extras: vec![],
        market_limit: None,
    }
}

fn price(code: &str, request: &OfferRequest) -> Result<Offer, OfferRefusal> {
    Offer::price(&product(code), &Calendar::russia().unwrap(), request)
}

/// The payday product, sold in months.
fn monthly_payday() -> Product {
    let mut terms = product("PDL_GDP_DOP0").terms().clone();
    terms.term.unit = TermUnit::Month;
    terms.term.min = 1;
    Product::try_new(terms).unwrap()
}

#[test]
fn the_nominal_rate_stands_where_the_law_allows_it() {
    let offer = price("PDL_GDP_DOP0", &request(1_000_000, days(30), "2026-11-22")).unwrap();
    assert_eq!(offer.rate(), a_day("0.8"));
    assert_eq!(offer.psk().percent(), dec("292"));
    assert_eq!(offer.psk().money(), kopecks(240_000));
    assert_eq!(offer.overpayment(), kopecks(240_000));
    assert_eq!(offer.schedule().paid(), kopecks(1_240_000));
    assert_eq!((offer.amount(), offer.term()), (kopecks(1_000_000), days(30)));
    assert_eq!(offer.product(), "PDL_GDP_DOP0");
    let limits: Vec<_> = offer.findings().iter().map(Finding::limit).collect();
    let judged = [Limit::DailyRate, Limit::OverdueRate, Limit::Psk, Limit::Overpayment];
    assert_eq!(limits, judged);
}

#[test]
fn a_psk_pushed_over_the_limit_by_rounding_lowers_the_rate_by_a_step() {
    let offer = price("PDL_GDP_DOP0", &request(200_100, days(30), "2026-11-22")).unwrap();
    // 16.008 roubles a day are rounded up to 16.01; at 0.799 they are 15.98799, rounded to 15.99.
    assert_eq!(offer.rate(), a_day("0.799"));
    assert_eq!(offer.psk().percent(), dec("291.672"));
    assert_eq!(offer.overdue_rate(), a_day("0.8"));
}

#[test]
fn months_of_31_days_lower_the_rate_until_psk_fits() {
    let (product, law) = (monthly_payday(), Calendar::russia().unwrap());
    let offer = Offer::price(&product, &law, &request(2_000_000, months(2), "2026-07-15")).unwrap();
    assert!(offer.psk().percent() <= dec("292"));
    let step_above = InterestRate::per_day(offer.rate().percent() + dec("0.001")).unwrap();
    let dates = months(2).due_dates(day("2026-07-15")).unwrap();
    let dearer =
        Schedule::level(kopecks(2_000_000), step_above, day("2026-07-15"), &dates).unwrap();
    assert!(Psk::of_schedule(&dearer, TermUnit::Month, &[]).unwrap().percent() > dec("292"));
}

#[test]
fn a_shop_loan_at_17_3_percent_is_a_level_schedule_within_the_law() {
    let offer = price("1800", &request(8_050_000, months(6), "2024-11-22")).unwrap();
    assert_eq!(offer.rate(), a_year("17.3"));
    assert_eq!(offer.schedule().rows().len(), 6);
    assert_eq!(offer.schedule().ends(), day("2025-05-22"));
    assert_eq!(offer.overdue_rate(), a_year("17.3"));
    assert!(offer.psk().percent() > dec("17") && offer.psk().percent() < dec("18"));
}

#[test]
fn a_market_limit_lowers_the_rate_or_refuses() {
    let limited = |percent| OfferRequest {
        market_limit: Some(dec(percent)),
        ..request(8_050_000, months(6), "2026-11-22")
    };
    let offer = price("1800", &limited("15.5")).unwrap();
    assert!(offer.rate().percent() < dec("17.3"));
    assert!(offer.psk().percent() <= dec("15.5"));
    let Err(OfferRefusal::BeyondLaw { rate, breaches }) = price("1800", &limited("5")) else {
        panic!("was offered");
    };
    assert_eq!(rate, a_year("10"));
    let limits: Vec<_> = breaches.iter().map(Finding::limit).collect();
    assert_eq!(limits, [Limit::MarketPsk]);
}

#[test]
fn a_breach_that_no_rate_mends_is_refused_with_its_article_and_figures() {
    let mut terms = product("PDL_GDP_DOP0").terms().clone();
    terms.overdue_rate = Some(a_day("0.9"));
    let product = Product::try_new(terms).unwrap();
    let law = Calendar::russia().unwrap();
    let refusal =
        Offer::price(&product, &law, &request(1_000_000, days(30), "2026-11-22")).unwrap_err();
    assert_eq!(refusal.code().name(), "OFFER_BEYOND_LAW");
    assert_eq!(
        refusal.to_string(),
        "even at 0.75 % the loan is beyond the law: \
         OVERDUE_RATE_ABOVE_LIMIT (353-FZ art. 5 part 23): 0.9 above 0.8"
    );
}

#[test]
fn a_request_outside_the_product_is_refused_with_every_reason() {
    let mut wrong = request(100, days(31), "2026-11-22");
    wrong.disbursed_on = day("2026-11-21");
    let refusal = price("PDL_GDP_DOP0", &wrong).unwrap_err();
    assert_eq!(refusal.code().name(), "OFFER_OUTSIDE_PRODUCT");
    let reasons = vec![
        Misfit::AmountBelow(kopecks(200_000)),
        Misfit::TermAbove(30),
        Misfit::DisbursedBeforeContract(day("2026-11-22")),
    ];
    assert_eq!(refusal, OfferRefusal::OutsideProduct(reasons));
}

#[test]
fn a_schedule_that_cannot_be_is_refused_under_its_own_code() {
    let refusal = Offer::price(
        &monthly_payday(),
        &Calendar::russia().unwrap(),
        &request(1_000_000, months(30), "2026-11-22"),
    );
    assert_eq!(refusal.unwrap_err().code().name(), "SCHEDULE_PAYMENT_TOO_SMALL");
}

#[test]
fn extras_count_where_they_belong() {
    let extra = |payee, affects_terms| Extra {
        name: "Страхование".to_owned(),
        amount: kopecks(100_000),
        payee,
        affects_terms,
    };
    let with = |extras| {
        let asked = OfferRequest { extras, ..request(8_050_000, months(6), "2026-11-22") };
        price("1800", &asked).unwrap()
    };
    let plain = with(vec![]);
    let free = with(vec![extra(Payee::ThirdParty, false)]);
    assert_eq!((free.psk(), free.overpayment()), (plain.psk(), plain.overpayment()));
    let insured = with(vec![extra(Payee::ThirdParty, true)]);
    assert_eq!(insured.psk().money().minor(), plain.psk().money().minor() + 100_000);
    assert!(insured.psk().percent() > plain.psk().percent());
    assert_eq!(insured.overpayment(), plain.overpayment());
    let served = with(vec![extra(Payee::Lender, false)]);
    assert_eq!(served.psk(), plain.psk());
    assert_eq!(served.overpayment().minor(), plain.overpayment().minor() + 100_000);
    let negative = Extra { amount: kopecks(-1), ..extra(Payee::Lender, true) };
    let asked =
        OfferRequest { extras: vec![negative], ..request(8_050_000, months(6), "2026-11-22") };
    assert_eq!(price("1800", &asked).unwrap_err().code().name(), "LOAN_AMOUNT_INVALID");
}

#[test]
fn a_stored_offer_reads_back_equal_and_a_forged_one_does_not() {
    let mut asked = request(1_000_000, days(30), "2026-11-22");
    asked.extras = vec![Extra {
        name: "Карта".to_owned(),
        amount: kopecks(0),
        payee: Payee::Lender,
        affects_terms: true,
    }];
    let offer = price("PDL_GDP_DOP0", &asked).unwrap();
    let stored = serde_json::to_value(&offer).unwrap();
    assert_eq!(serde_json::from_value::<Offer>(stored.clone()).unwrap(), offer);
    for (path, value) in [
        ("/findings/2/found", serde_json::json!("292.001")),
        ("/overpayment/minor", serde_json::json!(1)),
        ("/psk/money/minor", serde_json::json!(1)),
        ("/schedule/rows/0/interest/minor", serde_json::json!(1)),
        ("/extras/0/amount/minor", serde_json::json!(1)),
    ] {
        let mut forged = stored.clone();
        *forged.pointer_mut(path).unwrap() = value;
        assert!(serde_json::from_value::<Offer>(forged).is_err(), "{path}");
    }
}

#[test]
fn a_thousand_steps_are_the_most_that_are_tried() {
    let mut terms = product("PDL_GDP_DOP0").terms().clone();
    terms.rate = RateSteps { start: a_day("2"), step: dec("0.002"), floor: dec("0.001") };
    let product = Product::try_new(terms).unwrap();
    let law = Calendar::russia().unwrap();
    let offer = Offer::price(&product, &law, &request(1_000_000, days(30), "2026-11-22")).unwrap();
    assert_eq!(offer.rate(), a_day("0.8"));
}

proptest! {
    #[test]
    fn no_offer_of_any_amount_and_day_is_beyond_the_law(
        roubles in 2_000..=30_000_i64, count in 7..=30_u32, offset in 0..1_200_u64,
        in_months in any::<bool>(),
    ) {
        let on = (day("2023-07-01") + chrono::Days::new(offset)).to_string();
        let (product, term) = if in_months {
            (monthly_payday(), months(count % 12 + 1))
        } else {
            (product("PDL_GDP_DOP0"), days(count))
        };
        let law = Calendar::russia().unwrap();
        match Offer::price(&product, &law, &request(roubles * 100, term, &on)) {
            Ok(offer) => {
                prop_assert!(offer.psk().percent() <= dec("292"));
                prop_assert!(!offer.rate().exceeds(a_day("0.8")));
                if on.as_str() >= "2026-04-01" && !in_months {
                    prop_assert!(offer.overpayment().minor() <= offer.amount().minor());
                }
            }
            Err(OfferRefusal::BeyondLaw { breaches, .. }) => {
                prop_assert!(in_months && !breaches.is_empty());
                prop_assert!(breaches.iter().all(Finding::is_breach));
            }
            Err(other) => prop_assert!(in_months, "{other}"),
        }
    }
}
