//! The configuration at work: the example of the documentation does what it says.

use super::{lending, outside, sandboxes, signing};
use crate::config::Config;
use chrono::NaiveDate;
use kredo_application::{
    identification::ports::{Identification, IdentificationRequest},
    loan_application::contract_document::{BankDetails, Lender, LenderProfile},
    outside::{CallKey, OutsideError},
    payment::ports::{OrderState, PaymentProvider, TransactionOrder},
    ports::IdSource,
    scoring::{PassportNumber, Subject, ports::BackgroundRequest},
};
use kredo_domain::{
    Money, Phone,
    regulation::LenderKind,
    scoring::{Channel, LenderGroup},
};
use kredo_outbound::{SystemIds, notification::MemorySms};
use std::{fs, sync::Arc};

const SANDBOX: &str = include_str!("../../../docs/sandbox.md");
const LOANS: &str = include_str!("../../../docs/loans.md");

/// The block of TOML that stands after a heading or a sentence.
fn block<'t>(text: &'t str, after: &str) -> &'t str {
    let rest = text.split_once(after).unwrap().1.split_once("```toml\n").unwrap().1;
    rest.split_once("```").unwrap().0
}

/// The configuration with that file under that key.
fn with_file(key: &str, name: &str, content: &str) -> Config {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(name);
    fs::write(&file, content).unwrap();
    configured(&format!("{key} = {:?}", file.display().to_string()))
}

fn configured(toml: &str) -> Config {
    let file = tempfile::NamedTempFile::new().unwrap();
    fs::write(file.path(), toml).unwrap();
    Config::load(Some(file.path()), std::iter::empty(), &[]).unwrap().config
}

fn example() -> Config {
    with_file("sandbox.file", "sandbox.toml", block(SANDBOX, "## A complete example"))
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn key(step: i64) -> CallKey {
    CallKey::of_step(SystemIds.next(), step)
}

fn subject(phone: &str, passport: (&str, &str)) -> Subject {
    Subject {
        last_name: "Иванов".to_owned(),
        first_name: "Петр".to_owned(),
        middle_name: Some("Сергеевич".to_owned()),
        birth_date: day("1980-02-03"),
        passport: PassportNumber { series: passport.0.to_owned(), number: passport.1.to_owned() },
        phone: Phone::parse(phone).unwrap(),
        inn: None,
        snils: None,
    }
}

fn asked(subject: Subject) -> BackgroundRequest {
    BackgroundRequest { subject, asked_at: "2024-11-22T10:00:00+03:00".parse().unwrap() }
}

#[tokio::test]
async fn the_bureaus_of_the_documented_example_know_whom_it_names() {
    let bureaus = outside::outside(&example()).unwrap().bureaus;
    let names: Vec<_> = bureaus.iter().map(|bureau| bureau.name()).collect();
    assert_eq!(names, ["First bureau", "Second bureau"]);
    let passport = ("4500", "123456");
    for (phone, payments, loans, banned) in [
        ("79020000001", 1_500_000, 2, true),
        ("79020000002", 900_000, 0, false),
        ("79030000001", 0, 0, false),
    ] {
        let request = asked(subject(phone, passport));
        let told = bureaus[0].report(&key(1), &request).await.unwrap();
        assert_eq!(told.monthly_payments, Money::kopecks(payments), "{phone}");
        assert_eq!(told.loans.len(), loans, "{phone}");
        let on = day("2024-11-22");
        let bans = |ban: &kredo_domain::scoring::SelfBan| {
            ban.forbids(LenderGroup::Mfo, Channel::Remote, on)
        };
        assert_eq!(told.self_bans.iter().any(bans), banned, "{phone}");
        let other = bureaus[1].report(&key(1), &request).await.unwrap();
        assert_eq!(other.monthly_payments, Money::kopecks(0), "{phone}");
    }
}

#[tokio::test]
async fn the_lists_and_the_identification_of_the_documented_example_know_whom_they_name() {
    let outside = outside::outside(&example()).unwrap();
    let request = asked(subject("79030000001", ("4500", "123456")));
    let answer = outside.sanctions.search(&key(1), &request).await.unwrap();
    let hits: Vec<_> = answer.hits().map(|list| (list.name.clone(), list.edition)).collect();
    assert_eq!(hits, [("Example list".to_owned(), day("2024-11-20"))]);
    for (series, identified) in [("9999", false), ("4500", true)] {
        let request = IdentificationRequest {
            subject: subject("79030000001", (series, "123456")),
            channel: Channel::Remote,
            lender: LenderKind::Mkk,
            on: day("2024-11-22"),
        };
        let outcome = outside.identification.identify(&key(1), &request).await.unwrap();
        assert_eq!(matches!(outcome, Identification::Identified { .. }), identified, "{series}");
    }
}

async fn placed(
    provider: &dyn PaymentProvider,
    kopecks: i64,
) -> (CallKey, Result<OrderState, OutsideError>) {
    let (key, receiver) = (key(1), SystemIds.next());
    let purpose = "Оплата товара".to_owned();
    let order = TransactionOrder { amount: Money::kopecks(kopecks), receiver, purpose };
    let answer = provider.place(&key, &order).await;
    (key, answer)
}

#[tokio::test]
async fn the_provider_of_the_documented_example_behaves_as_it_says() {
    let provider = signing::payment_provider(&example()).unwrap();
    let (_, accepted) = placed(&*provider, 1_200_000).await;
    assert!(matches!(accepted, Ok(OrderState::Accepted { .. })), "{accepted:?}");
    let (_, refused) = placed(&*provider, 1_300_000).await;
    assert_eq!(refused.unwrap(), OrderState::Refused { reason: "LIMIT".to_owned() });
    let (key, lost) = placed(&*provider, 1_400_000).await;
    assert!(matches!(lost, Err(OutsideError::Unknown { .. })), "{lost:?}");
    let found = provider.find(&key).await.unwrap();
    assert!(matches!(found, Some(OrderState::Accepted { .. })), "{found:?}");
    let (key, pending) = placed(&*provider, 1_500_000).await;
    assert!(matches!(pending, Ok(OrderState::Pending { .. })), "{pending:?}");
    let first = provider.find(&key).await.unwrap();
    assert!(matches!(first, Some(OrderState::Pending { .. })), "{first:?}");
    let second = provider.find(&key).await.unwrap();
    assert!(matches!(second, Some(OrderState::Accepted { .. })), "{second:?}");
}

#[tokio::test]
async fn by_default_nobody_knows_anything_and_payments_are_accepted() {
    let config = Config::defaults();
    let outside = outside::outside(&config).unwrap();
    let request = asked(subject("79020000001", ("9999", "123456")));
    let told = outside.bureaus[0].report(&key(1), &request).await.unwrap();
    assert_eq!((told.loans.len(), told.self_bans.len()), (0, 0));
    let searched = outside.sanctions.search(&key(1), &request).await.unwrap();
    assert_eq!((searched.lists.len(), searched.hits().count()), (1, 0));
    let provider = signing::payment_provider(&config).unwrap();
    let (_, accepted) = placed(&*provider, 1_300_000).await;
    assert!(matches!(accepted, Ok(OrderState::Accepted { .. })), "{accepted:?}");
}

#[test]
fn the_documented_product_replaces_the_built_in_ones() {
    let codes = |config: &Config| -> Vec<String> {
        let products = lending::lending(config).unwrap().products;
        products.iter().map(|product| product.terms().code.clone()).collect()
    };
    assert_eq!(codes(&Config::defaults()), ["1800", "PDL_GDP_DOP0"]);
    let documented = block(LOANS, "[products] file");
    assert_eq!(codes(&with_file("products.file", "products.toml", documented)), ["SHOP_12"]);
}

#[test]
fn the_lender_lends_and_signs_as_it_is_configured() {
    let config = configured(
        "[lender]\nkind = 'MFK'\ninn = '7707083893'\nplace = 'г. Казань'\nutc_offset_hours = 10\n\
         [otp]\nlength = 6\nattempts = 5",
    );
    assert_eq!(lending::lending(&config).unwrap().lender, LenderKind::Mfk);
    let profile = signing::profile(&config);
    assert_eq!((profile.party.inn.as_str(), profile.place.as_str()), ("7707083893", "г. Казань"));
    assert_eq!((profile.site.as_str(), config.lender.is_example()), ("kredo.example", false));
    let default = signing::profile(&Config::defaults());
    assert_eq!(default.party.short_name, "ООО МКК «Кредо Пример»");
    assert!(Config::defaults().lender.is_example());
    let rules = config.otp.policy.rules();
    assert_eq!((rules.length, rules.attempts, rules.resends), (6, 5, 3));
    // The day begins in Vladivostok when it is afternoon at Greenwich.
    let evening = "2024-11-22T15:00:00Z".parse().unwrap();
    assert_eq!(super::time(&config, None).day_of(evening), day("2024-11-23"));
    assert_eq!(super::time(&Config::defaults(), None).day_of(evening), day("2024-11-22"));
}

#[test]
fn every_detail_of_the_lender_reaches_its_place_in_the_contract() {
    let config = configured(
        "[lender]\nfull_name = 'full'\nshort_name = 'short'\ninn = '7707083893'\n\
         ogrn = '1027700132195'\nregistry_number = 'registry'\naddress = 'address'\n\
         phone = 'phone'\nemail = 'a@b.example'\nbank_account = '40701810000000000002'\n\
         bank_name = 'bank'\nbank_bic = '044525225'\n\
         bank_correspondent_account = '30101810400000000225'\nplace = 'place'\nsite = 'site'",
    );
    let LenderProfile { party: lender, place, site, .. } = signing::profile(&config);
    let text = str::to_owned;
    let expected = Lender {
        full_name: text("full"),
        short_name: text("short"),
        inn: text("7707083893"),
        ogrn: text("1027700132195"),
        registry_number: text("registry"),
        address: text("address"),
        phone: text("phone"),
        email: text("a@b.example"),
        bank: BankDetails {
            account: text("40701810000000000002"),
            bank_name: text("bank"),
            bic: text("044525225"),
            correspondent_account: text("30101810400000000225"),
        },
    };
    assert_eq!(lender, expected);
    assert_eq!((place.as_str(), site.as_str()), ("place", "site"));
}

#[test]
fn without_a_gateway_messages_go_to_the_sandbox() {
    let mut asked = false;
    let sandbox = || {
        asked = true;
        Arc::new(MemorySms::default()) as _
    };
    signing::sms(&Config::defaults(), sandbox).unwrap();
    assert!(asked);
    assert_eq!(
        sandboxes(&Config::defaults()),
        ["credit bureaus", "sanctions lists", "identification", "short messages", "payments"]
    );
}

#[cfg(feature = "http")]
mod http {
    use super::*;
    use kredo_application::{notification::ports::SmsGateway, scoring::ports::ScoringEngine};

    /// What somebody says who cannot be reached: nothing listens there.
    fn unreachable(system: &str, answer: &Result<(), OutsideError>) {
        let Err(OutsideError::Unavailable { system: asked, .. }) = answer else {
            panic!("{answer:?}");
        };
        assert_eq!(*asked, system);
    }

    fn real() -> Config {
        let section = |name| format!("[{name}]\nurl = 'http://127.0.0.1:1'\n");
        configured(&["scoring", "sms", "payment"].map(section).concat())
    }

    #[tokio::test]
    async fn a_named_system_is_asked_and_no_sandbox() {
        let config = real();
        let gateway: Arc<dyn SmsGateway> =
            signing::sms(&config, || unreachable!("the sandbox is not asked")).unwrap();
        let phone = Phone::parse("79010000001").unwrap();
        let sent = gateway.send(&key(1), &phone, "Код 1111").await;
        unreachable("the message gateway", &sent.map(|_| ()));
        let provider = signing::payment_provider(&config).unwrap();
        let (_, paid) = placed(&*provider, 1_200_000).await;
        unreachable("the payment provider", &paid.map(|_| ()));
        assert_eq!(sandboxes(&config), ["credit bureaus", "sanctions lists", "identification"]);
    }

    #[tokio::test]
    async fn a_named_engine_is_asked_and_no_scorecard() {
        use kredo_application::scoring::ports::ScoringRequest;
        use kredo_domain::{
            loan::Term,
            product::Product,
            scoring::{DebtBurden, ScoringFigures},
        };
        let engine: Arc<dyn ScoringEngine> = outside::outside(&real()).unwrap().scoring;
        let product = Product::built_in().unwrap().swap_remove(0);
        let terms = product.terms();
        let figures = ScoringFigures {
            product: terms.code.clone(),
            amount: Money::kopecks(8_050_050),
            amount_limits: terms.amount,
            term: Term::try_new(6, terms.term.unit).unwrap(),
            term_limits: terms.term,
            age: 24,
            employment_months: Some(3),
            debt_burden: DebtBurden::assess(&[], Money::kopecks(1_000)).unwrap(),
        };
        let request = ScoringRequest { application: SystemIds.next(), figures };
        let decided = engine.decide(&key(1), &request).await;
        unreachable("the scoring engine", &decided.map(|_| ()));
    }
}
