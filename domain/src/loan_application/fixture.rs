//! The manual's application, and journeys of it.

use super::{
    Action, ActionOutcome, Answer, Applicant, Approval, Cart, CartItem, Confirmation,
    ContactPerson, Contract, ContractNumber, DeclineReason, Device, DocumentHash,
    ExternalServiceData, Fingerprint, Income, LoanApplication, LoanApplicationError,
    LoanApplicationEvent, LoanApplicationId, Mode, NewLoanApplication, Questionnaire, StageName,
    StatedDocument, StatedEmployment, Step, UploadedFile,
};
use crate::{
    Money, Phone,
    customer::{AdditionalData, CustomerId},
    identity::AccountName,
    loan::fixture::{day, months},
    product::{Offer, OfferRequest, Product},
    regulation::Calendar,
};
use chrono::{DateTime, Utc};
use serde_json::json;
use std::{collections::BTreeSet, sync::LazyLock};
use uuid::Uuid;

pub(super) fn instant(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// While the offer stands, and after the cooling-off time.
pub(super) fn in_time() -> DateTime<Utc> {
    instant("2024-11-27T10:00:00Z")
}

/// The first instant at which the offer does not stand.
pub(super) fn too_late() -> DateTime<Utc> {
    instant("2024-11-29T21:00:00Z")
}

pub(super) fn questionnaire() -> Questionnaire {
    let phone = CartItem {
        name: "iPhone 15 PRO MAX 1TB Blue Titanium".to_owned(),
        quantity: 1,
        price: Money::kopecks(20_899_050),
        goods_type: "Мобильный телефон".to_owned(),
    };
    let session: AdditionalData =
        [("juicyLabsSession".to_owned(), json!("juicyLabsSessionID"))].into_iter().collect();
    Questionnaire {
        mode: Mode::new("online".to_owned()),
        cart: Cart::try_new(vec![phone]).unwrap(),
        down_payment: Money::kopecks(0),
        loan_amount: Money::kopecks(8_050_050),
        loan_term: 6,
        product_code: "1800".to_owned(),
        branch_guid: "20ff5b24-a335-11ef-b864-0242ac120002".to_owned(),
        employee_id: "404".to_owned(),
        partner_application_id: "404".to_owned(),
        customer: applicant(),
        documents: vec![passport()],
        employment: employment(),
        contacts: vec![ContactPerson {
            kind: "PHONE".to_owned(),
            owner: "FATHER".to_owned(),
            contact: "79991234567".to_owned(),
            contact_name: Some("Иванов Василий Петрович".to_owned()),
        }],
        device: Device {
            user_agent: Some("Mozilla/5.0".to_owned()),
            user_ip: Some("198.51.100.42".to_owned()),
        },
        additional_data: AdditionalData::new(),
        ext_service_data: vec![ExternalServiceData {
            service_type: "juicy_session_id".to_owned(),
            service_data: session,
        }],
    }
}

fn applicant() -> Applicant {
    Applicant {
        first_name: "Василий".to_owned(),
        last_name: "Зайцев".to_owned(),
        middle_name: Some("Петрович".to_owned()),
        phone: Phone::restore("79010000001".to_owned()),
        email: Some("v.zaitsev@example.com".to_owned()),
        birth_date: day("2000-06-28"),
        gender: "MALE".to_owned(),
        actual_address: "Москва, Ленина 1".to_owned(),
        registration_address: "Миллерово, Ленина 1".to_owned(),
        registration_date: day("2024-06-28"),
        property_type: Some("string".to_owned()),
        another_property: Some("string".to_owned()),
        monthly_expenses: Some(Money::kopecks(0)),
        children_number: Some(0),
        family_status: Some("SINGLE".to_owned()),
    }
}

fn passport() -> StatedDocument {
    StatedDocument {
        kind: "passport".to_owned(),
        series: Some("1234".to_owned()),
        number: "621234".to_owned(),
        issuer: Some("ЗАВОДСКИМ ОМ УВД Г. ЙОШКАР-ОЛЫ".to_owned()),
        subdivision: Some("123-001".to_owned()),
        issue_date: Some(day("2010-10-10")),
        expiration_date: Some(day("2026-10-10")),
        birthplace: Some("ГОР. МИЛЛЕРОВО РОСТОВСКОЙ ОБЛ.".to_owned()),
    }
}

fn employment() -> StatedEmployment {
    StatedEmployment {
        position_type: "EMPLOYEE".to_owned(),
        position: Some("Кассир".to_owned()),
        company_scope: Some("RETAIL".to_owned()),
        company_name: Some("ООО ЮНОСТЬ И УДАЧА".to_owned()),
        income: Income { minor: 5_000_050, currency: "RUB".to_owned() },
        extra_income: Some(Income { minor: 12_300, currency: "TEST".to_owned() }),
        work_experience: Some("3_6_MONTHS".to_owned()),
        work_address: Some("Москва, Ленина 1".to_owned()),
        work_phone: Some("79259999999".to_owned()),
    }
}

pub(super) fn new() -> NewLoanApplication {
    NewLoanApplication {
        id: LoanApplicationId::new(Uuid::from_u128(1)),
        partner: AccountName::restore("demo-shop".to_owned()),
        request: Fingerprint::new("create-body".to_owned()),
        questionnaire: questionnaire(),
    }
}

pub(super) fn application() -> LoanApplication {
    LoanApplication::create(new(), instant("2024-11-22T10:00:00Z")).unwrap().0
}

pub(super) fn customer(n: u128) -> CustomerId {
    CustomerId::new(Uuid::from_u128(n))
}

/// The manual's offer of 6 months.
pub(super) fn approval() -> Approval {
    static USUAL: LazyLock<Approval> = LazyLock::new(|| priced(6));
    USUAL.clone()
}

/// An offer of 3 months.
pub(super) fn other_approval() -> Approval {
    static OTHER: LazyLock<Approval> = LazyLock::new(|| priced(3));
    OTHER.clone()
}

fn priced(count: u32) -> Approval {
    let products = Product::built_in().unwrap();
    let product = products.iter().find(|product| product.terms().code == "1800").unwrap();
    let request = OfferRequest {
        amount: Money::kopecks(8_050_050),
        term: months(count),
        contract_date: day("2024-11-22"),
        disbursed_on: day("2024-11-22"),
        extras: vec![],
        market_limit: None,
    };
    let offer = Offer::price(product, &Calendar::russia().unwrap(), &request).unwrap();
    Approval { offer, expires_at: too_late() }
}

pub(super) fn number(sequence: i64) -> ContractNumber {
    ContractNumber::compose(day("2024-11-22"), sequence).unwrap()
}

pub(super) fn hash(text: &str) -> DocumentHash {
    DocumentHash::new(text.repeat(32))
}

/// The usual offer as a contract whose bytes have that hash.
pub(super) fn contract(hashed: &str) -> Contract {
    Contract { number: number(17), document_hash: hash(hashed), offer: approval().offer }
}

pub(super) fn fingerprint(text: &str) -> Fingerprint {
    Fingerprint::new(text.to_owned())
}

pub(super) fn confirmation(body: &str) -> Confirmation {
    let confirm_date = "2024-11-22T10:00:00.52Z".to_owned();
    Confirmation { confirm_date, body: fingerprint(body) }
}

pub(super) fn file(checksum: &str) -> UploadedFile {
    UploadedFile {
        kind: "CUSTOMER_PHOTO".to_owned(),
        format: "jpeg".to_owned(),
        storage_id: "storage-1".to_owned(),
        checksum: checksum.to_owned(),
        media_type: "image/jpeg".to_owned(),
    }
}

pub(super) fn cooling_off_until() -> DateTime<Utc> {
    instant("2024-11-27T09:59:59Z")
}

/// An application, and what the partner has done with it.
#[derive(Debug, Clone)]
pub(super) struct Journey {
    pub(super) application: LoanApplication,
    pub(super) taken: BTreeSet<&'static str>,
}

impl Journey {
    /// The shortest way to a stage.
    pub(super) fn to(stage: StageName) -> Self {
        let mut journey = Self { application: application(), taken: BTreeSet::new() };
        for next in StageName::ALL.into_iter().skip(1).take_while(|next| *next <= stage) {
            journey.enter(next);
        }
        let reached = journey.application.state().open().unwrap().name();
        assert_eq!(reached, stage);
        journey
    }
    /// All the way.
    pub(super) fn to_the_end() -> Self {
        let mut journey = Self::to(StageName::Confirming);
        assert_eq!(journey.application.completed().unwrap().len(), 1);
        journey
    }
    fn enter(&mut self, next: StageName) {
        let application = &mut self.application;
        let events = match next {
            StageName::Checking => panic!("every journey begins there"),
            StageName::Approved => {
                application.attach_customer(customer(7)).unwrap();
                application.approve(approval())
            }
            StageName::Identifying => return self.take(Action::SelectOffer),
            StageName::AwaitingOtpRequest => application.identified(),
            StageName::SendingOtp => return self.take(Action::SendOtp),
            StageName::AwaitingOtp => application.otp_sent(contract("ab")),
            StageName::Signing => return self.take(Action::Sign),
            StageName::CoolingOff => application.contract_signed(Some(cooling_off_until())),
            StageName::PayingOut => application.cooling_off_over(in_time()),
            StageName::Signed => application.paid_out(),
            StageName::Confirming => return self.take(Action::Confirm),
        };
        assert_eq!(events.unwrap().len(), 1);
    }
    /// The partner acts in time, and is heard.
    pub(super) fn take(&mut self, action: Action) {
        let outcome = act(&mut self.application, action, false, in_time()).unwrap();
        assert_eq!((outcome.answer, outcome.events.len()), (Answer::Accepted, 1), "{action:?}");
        self.taken.insert(action.name());
    }
    /// This and then an action.
    pub(super) fn then(&self, action: Action) -> Self {
        let mut journey = self.clone();
        journey.take(action);
        journey
    }
    /// This and then a command of the flow, which does something.
    pub(super) fn after(
        &self,
        step: impl FnOnce(&mut LoanApplication) -> Vec<LoanApplicationEvent>,
    ) -> Self {
        let mut journey = self.clone();
        assert!(!step(&mut journey.application).is_empty(), "{}", self.application.state().name());
        journey
    }
    pub(super) fn declined(&self) -> Self {
        self.after(|a| a.decline(DeclineReason::PassportExpired.into()).unwrap())
    }
    pub(super) fn failed(&self) -> Self {
        self.after(|a| a.fail("the ledger is unreachable".to_owned()).unwrap())
    }
    pub(super) fn undone(&self) -> Self {
        self.after(|a| a.undone().unwrap())
    }
    pub(super) fn expired(&self) -> Self {
        self.after(|a| a.expire(too_late()))
    }
    /// A payout that is refused for good.
    pub(super) fn refused_payout() -> Self {
        Self::to(StageName::PayingOut)
            .after(|a| a.payout_refused("no such account".to_owned()).unwrap())
    }
}

/// The partner acts, with its usual body or with another.
pub(super) fn act(
    application: &mut LoanApplication,
    action: Action,
    otherwise: bool,
    now: DateTime<Utc>,
) -> Result<ActionOutcome, LoanApplicationError> {
    let body = if otherwise { "another body" } else { "the usual body" };
    match action {
        Action::SelectOffer => application.select_offer(now),
        Action::SendOtp => application.send_otp(now),
        Action::Sign => application.sign(fingerprint(body), now),
        Action::Confirm => application.confirm(confirmation(body)),
        Action::Cancel => application.cancel(body.to_owned()),
        Action::UploadFile => application.upload_file(file(body)),
    }
}

/// The flow reports a step, with what it reports in every journey here or with something else.
pub(super) fn report(
    application: &mut LoanApplication,
    step: Step,
    otherwise: bool,
    now: DateTime<Utc>,
) -> Result<Vec<LoanApplicationEvent>, LoanApplicationError> {
    let fault = if otherwise { "another fault" } else { "the usual fault" }.to_owned();
    match step {
        Step::AttachCustomer => application.attach_customer(customer(7 + u128::from(otherwise))),
        Step::Approve if otherwise => application.approve(other_approval()),
        Step::Approve => application.approve(approval()),
        Step::Decline if otherwise => application.decline(DeclineReason::SelfBan.into()),
        Step::Decline => application.decline(DeclineReason::PassportExpired.into()),
        Step::Identified => application.identified(),
        Step::OtpSent if otherwise => application.otp_sent(contract("cd")),
        Step::OtpSent => application.otp_sent(contract("ab")),
        Step::ContractSigned if otherwise => application.contract_signed(None),
        Step::ContractSigned => application.contract_signed(Some(cooling_off_until())),
        Step::CoolingOffOver => application.cooling_off_over(now),
        Step::PaidOut => application.paid_out(),
        Step::PayoutRefused => application.payout_refused(fault),
        Step::Undone => application.undone(),
        Step::Completed => application.completed(),
        Step::Expire => Ok(application.expire(now)),
        Step::Fail => application.fail(fault),
    }
}
