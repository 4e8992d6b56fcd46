//! Drawing up a contract: from an application and its terms to what is printed.

use super::{
    Borrower, ConsentItem, ContractDocument, ContractTerms, EarlyRepayment, InterestRate,
    LenderProfile, LoanPurpose, LoanTerm, Passport, Penalty, Purchase, PurchasedItem, RatePeriod,
    ScheduleRow, SignatureBlock, TermUnit,
};
use crate::loan_application::{Lending, consent::Consents};
use chrono::{Datelike, NaiveDate};
use kredo_domain::{
    document::DocumentTypeName,
    loan,
    loan_application::{ContractNumber, Questionnaire, StatedDocument},
    otp::OtpChallengeId,
    partner::Partner,
    product::{LoanKind, Offer, Product},
    regulation::{Limit, PenaltyRegime},
};
use rust_decimal::Decimal;

/// What a contract is drawn up from.
pub(in crate::loan_application) struct Drawing<'a> {
    /// The lender's rules.
    pub(in crate::loan_application) lending: &'a Lending,
    /// The lender's words.
    pub(in crate::loan_application) profile: &'a LenderProfile,
    /// What is bought where.
    pub(in crate::loan_application) product: &'a Product,
    /// Who sells.
    pub(in crate::loan_application) partner: &'a Partner,
    /// Who borrows, as stated.
    pub(in crate::loan_application) questionnaire: &'a Questionnaire,
    /// The contract's number.
    pub(in crate::loan_application) number: &'a ContractNumber,
    /// The day of the contract, in the lender's zone.
    pub(in crate::loan_application) date: NaiveDate,
    /// The terms.
    pub(in crate::loan_application) offer: &'a Offer,
    /// The request for the code that will sign it.
    pub(in crate::loan_application) request: OtpChallengeId,
}

/// The contract as it is printed; `None` without a passport, since nobody can be a party without
/// one.
pub(in crate::loan_application) fn draw(drawing: &Drawing<'_>) -> Option<ContractDocument> {
    let Drawing { profile, questionnaire, number, date, offer, request, .. } = drawing;
    let customer = &questionnaire.customer;
    let consents = Consents::of(questionnaire).items();
    Some(ContractDocument {
        number: number.to_string(),
        date: *date,
        place: profile.place.clone(),
        lender: profile.party.clone(),
        borrower: borrower(questionnaire)?,
        terms: terms(drawing),
        schedule: offer.schedule().rows().iter().map(row).collect(),
        consents: consents
            .into_iter()
            .map(|consent| ConsentItem {
                title: consent.title.to_owned(),
                text: consent.text.to_owned(),
                given: consent.given,
            })
            .collect(),
        signature: SignatureBlock {
            phone: customer.phone.clone(),
            agreement: profile.signature_agreement.clone(),
            agreement_date: *date,
            request_id: request.to_string(),
        },
    })
}

fn row(row: &loan::ScheduleRow) -> ScheduleRow {
    ScheduleRow {
        date: row.due(),
        payment: row.payment(),
        main_debt: row.principal(),
        interest: row.interest(),
        balance: row.outstanding(),
    }
}

fn borrower(questionnaire: &Questionnaire) -> Option<Borrower> {
    let stated = |name: &str| {
        let name = DocumentTypeName::new(name);
        questionnaire.documents.iter().find(move |document| document.type_name() == name)
    };
    let number = |name| stated(name).map(|document: &StatedDocument| document.number.clone());
    let (passport, customer) = (stated("PASSPORT")?, &questionnaire.customer);
    let names =
        [Some(&customer.last_name), Some(&customer.first_name), customer.middle_name.as_ref()];
    let full_name = names.into_iter().flatten().map(|name| name.trim()).collect::<Vec<_>>();
    Some(Borrower {
        full_name: full_name.join(" "),
        birth_date: customer.birth_date,
        birth_place: passport.birthplace.clone(),
        passport: Passport {
            series: passport.series.clone().unwrap_or_default(),
            number: passport.number.clone(),
            issuer: passport.issuer.clone(),
            subdivision: passport.subdivision.clone(),
            issue_date: passport.issue_date,
        },
        registration_address: customer.registration_address.clone(),
        actual_address: customer.actual_address.clone(),
        phone: customer.phone.clone(),
        email: customer.email.clone(),
        inn: number("INN"),
        snils: number("SNILS"),
    })
}

fn terms(drawing: &Drawing<'_>) -> ContractTerms {
    let Drawing { lending, profile, product, questionnaire, date, offer, .. } = drawing;
    let (law, site) = (&lending.law, &profile.site);
    let is_purchase = product.terms().kind == LoanKind::PosGoods;
    let is_monthly = offer.term().unit() == loan::TermUnit::Month;
    let exemption = product.cooling_off_exemption(questionnaire.mode.is_in_person());
    let hours = match exemption {
        Some(_) => 0,
        None => law.cooling_off(*date).map_or(0, |rule| rule.value.hours(offer.amount())),
    };
    ContractTerms {
        amount: offer.amount(),
        term: LoanTerm {
            count: offer.term().count(),
            unit: if is_monthly { TermUnit::Month } else { TermUnit::Day },
        },
        rate: rate(offer.rate()),
        psk_percent: offer.psk().percent(),
        psk_money: offer.psk().money(),
        level_payment: offer.schedule().payment(),
        due_day: u8::try_from(offer.disbursed_on().day()).ok().filter(|_| is_monthly),
        purpose: purpose(drawing),
        penalty: penalty(lending, *date),
        overpayment_multiple: overpayment_multiple(lending, offer),
        disbursement: if is_purchase {
            "Безналичный перевод на счет продавца в оплату товара по поручению Заемщика."
        } else {
            "Безналичный перевод через партнера, который принял заявку Заемщика."
        }
        .to_owned(),
        cooling_off_hours: Some(hours).filter(|hours| *hours > 0),
        early_repayment: early_repayment(lending, *date, is_purchase),
        payment_methods: vec![
            format!("Банковской картой в личном кабинете на сайте {site}."),
            "Переводом по реквизитам Кредитора с указанием номера договора.".to_owned(),
            "Через Систему быстрых платежей.".to_owned(),
        ],
        free_payment_method: "Через Систему быстрых платежей в личном кабинете.".to_owned(),
        other_contracts: None,
        collateral: None,
        assignment_allowed: Consents::of(questionnaire).assignment,
        general_terms: profile.general_terms.clone(),
        paid_services: Vec::new(),
        information_exchange: format!(
            "Личный кабинет на сайте {site}, SMS-сообщения, электронная почта, телефон и почтовые \
             отправления по адресам, указанным в договоре."
        ),
    }
}

/// As it was stated; a year of 360 days is not a form that contracts know, and becomes a day.
fn rate(rate: loan::InterestRate) -> InterestRate {
    match rate.basis() {
        loan::RateBasis::PerDay => InterestRate { percent: rate.percent(), per: RatePeriod::Day },
        loan::RateBasis::PerYearActual365 => {
            InterestRate { percent: rate.percent(), per: RatePeriod::Year }
        }
        loan::RateBasis::PerYearActual360 => {
            InterestRate { percent: rate.percent_per_day(), per: RatePeriod::Day }
        }
    }
}

fn purpose(drawing: &Drawing<'_>) -> LoanPurpose {
    let Drawing { product, partner, questionnaire, .. } = drawing;
    let items = questionnaire.cart.items();
    if product.terms().kind != LoanKind::PosGoods || items.is_empty() {
        return LoanPurpose::Other(
            "Потребительские нужды, не связанные с предпринимательством.".to_owned(),
        );
    }
    let profile = partner.profile();
    LoanPurpose::Purchase(Purchase {
        seller_name: profile.title.clone(),
        seller_inn: profile.inn.clone(),
        items: items
            .iter()
            .map(|item| PurchasedItem {
                name: item.name.clone(),
                quantity: item.quantity,
                price: item.price,
            })
            .collect(),
        down_payment: questionnaire.down_payment,
    })
}

/// The most that the law of the day allows while interest goes on (353-FZ art. 5 part 21).
fn penalty(lending: &Lending, on: NaiveDate) -> Penalty {
    let most = lending.law.max_penalty(on, PenaltyRegime::WithInterest);
    Penalty::WithInterest(most.map_or(Decimal::ZERO, |most| most.value.percent()))
}

/// The multiple of the day, where the offer was judged by it.
fn overpayment_multiple(lending: &Lending, offer: &Offer) -> Option<Decimal> {
    let is_limited = offer.findings().iter().any(|finding| finding.limit() == Limit::Overpayment);
    let most = lending.law.max_overpayment(offer.contract_date())?;
    is_limited.then_some(*most.value)
}

fn early_repayment(lending: &Lending, on: NaiveDate, is_purchase: bool) -> EarlyRepayment {
    let law = &lending.law;
    let target = law.target_loan_no_notice_days(on).filter(|_| is_purchase);
    let free_days = target.or_else(|| law.no_notice_days(on)).map_or(0, |days| *days.value);
    EarlyRepayment {
        free_days,
        partial_in_free_days: is_purchase,
        notice_days: law.max_notice_days(on).map_or(0, |days| *days.value),
    }
}
