use super::{commit, commit_customers, stored};
use crate::{
    backend::Backend,
    fixture::{CountedIds, FixedClock, HeldCustomer, Sample, hour, id},
};
use chrono::{FixedOffset, TimeDelta};
use kredo_application::{
    BusinessTime, Recorder, UnitOfWork, UseCase,
    audit::{AuditRecord, ORIGIN},
    flow::Flow,
    personal_data::{EraseData, Erased, ForeseeErasure, Retention},
    ports::Clock,
    read, run,
};
use kredo_domain::{
    Id, Phone,
    consent::{Consent, ConsentState},
    customer::{Contact, ContactState, Customer, CustomerId, CustomerState, Employment},
    document::{Document, DocumentState},
    loan::Loan,
    loan_application::{ContractFile, LoanApplication, LoanApplicationId, LoanApplicationRecord},
    otp::{OtpChallenge, OtpChallengeRecord, OtpPurpose},
    payment::{TransactionOrder, TransactionOrderRecord},
    personal_data::{DataKind, DataSubject, Erasure, PersonalDataEvent, RetentionTerm},
};
use std::sync::Arc;

/// Erases on a day decades after the examples.
fn retention() -> Retention {
    let clock: Arc<dyn Clock> = Arc::new(FixedClock::default());
    let recorder = Recorder::new(Arc::clone(&clock), Arc::new(CountedIds::default()));
    let zone = FixedOffset::east_opt(3 * 3600).unwrap();
    Retention::new(recorder, BusinessTime::real(clock, zone), RetentionTerm::LEGAL)
}

fn customer(n: u128) -> DataSubject {
    DataSubject::Customer(id(n))
}

fn applicant(n: u128) -> DataSubject {
    DataSubject::Applicant(id(n))
}

async fn hold(b: &impl Backend, n: u8) -> HeldCustomer {
    let mut unit = b.store().begin().await.unwrap();
    let held = HeldCustomer::insert(&mut *unit, n).await;
    unit.commit().await.unwrap();
    held
}

/// How much there is of a customer, without the ledger.
async fn held_of(unit: &mut dyn UnitOfWork, n: u8) -> Vec<usize> {
    let (customer, application) = (id(n.into()), id::<LoanApplication>(u128::from(n) + 70));
    let phone = Phone::parse(&format!("7901000000{n}")).unwrap();
    let one = |found: bool| usize::from(found);
    vec![
        one(unit.customers().get(customer).await.unwrap().is_some()),
        unit.contacts().of(customer).await.unwrap().len(),
        unit.addresses().of(customer).await.unwrap().len(),
        unit.employments().of(customer).await.unwrap().len(),
        unit.documents().of(customer).await.unwrap().len(),
        unit.document_infos().of(customer).await.unwrap().len(),
        unit.document_files().of(customer).await.unwrap().len(),
        unit.flags().of(customer).await.unwrap().len(),
        unit.cards().of(customer).await.unwrap().len(),
        unit.identifications().of(customer).await.unwrap().len(),
        unit.consents().of(customer).await.unwrap().len(),
        unit.otp_challenges().logins(&phone).await.unwrap().len(),
        one(unit.loan_applications().get(application).await.unwrap().is_some()),
        one(unit.contract_files().get(ContractFile::id_of(application)).await.unwrap().is_some()),
        one(unit.otp_challenges().get(Id::new(application.guid())).await.unwrap().is_some()),
        one(unit.flows().get(Id::<Flow>::new(application.guid())).await.unwrap().is_some()),
    ]
}

pub async fn erasing_a_customer_leaves_the_ledger_and_nothing_else(b: &impl Backend) {
    let held = hold(b, 1).await;
    hold(b, 2).await;
    let (loan, order) = (id(71), TransactionOrder::full(1).id());
    let ledger = (stored::<Loan>(b, loan).await, stored(b, order).await);
    assert!(ledger.0.is_some() && ledger.1.is_some());
    let foreseen = read(&*b.store(), &ForeseeErasure(&retention()), &customer(1)).await.unwrap();
    assert!(!foreseen.before);
    let mut unit = b.store().reader().await.unwrap();
    assert_eq!(held_of(&mut *unit, 1).await, [1; 16], "it is not done yet");
    let erased = run(&*b.store(), &EraseData(&retention()), &customer(1)).await.unwrap();
    assert_eq!(erased, foreseen);
    let erasure = erased.act;

    let mut unit = b.store().reader().await.unwrap();
    assert_eq!(held_of(&mut *unit, 1).await, [0; 16]);
    assert_eq!(held_of(&mut *unit, 2).await, [1; 16], "what is another's stays");
    assert_eq!((stored::<Loan>(b, loan).await, stored(b, order).await), ledger);
    let kept = stored(b, Erasure::id_of(customer(1))).await.expect("the act is kept");
    assert_eq!(kept.value, erasure);
    let record = erasure.record();
    assert_eq!(record.files, held.files.into());
    assert_eq!((record.subject, record.number), (customer(1), Some(101)));
    assert_eq!(record.finished_at, None);
    assert_eq!(record.held.values().sum::<usize>(), 13 + 4, "{:?}", record.held);
    assert_eq!(record.held[&DataKind::Files], 4);
    let events = unit.outbox().pending(9).await.unwrap();
    let told: Vec<_> =
        events.iter().map(|event| (event.name.as_str(), event.subject.as_str())).collect();
    let guid = id::<Customer>(1).to_string();
    assert_eq!(told, [("kredo.personal-data.erased.v1", guid.as_str())]);

    let again = run(&*b.store(), &EraseData(&retention()), &customer(1)).await.unwrap();
    assert_eq!(again, Erased { act: erasure, before: true }, "the act that is there");
    let nobody = run(&*b.store(), &EraseData(&retention()), &customer(9)).await.unwrap_err();
    assert_eq!(nobody.code().name(), "CUSTOMER_NOT_FOUND");
}

pub async fn whoever_applied_and_is_no_customer_is_erased_alone(b: &impl Backend) {
    hold(b, 1).await;
    let record = LoanApplication::full(3).record().clone();
    let alone = LoanApplication::restore(LoanApplicationRecord { customer: None, ..record });
    commit(b, &alone).await;
    let erasure = run(&*b.store(), &EraseData(&retention()), &applicant(73)).await.unwrap().act;
    let record = erasure.record();
    assert_eq!((record.subject, record.number), (applicant(73), None));
    assert_eq!(record.held, [(DataKind::Applications, 1), (DataKind::Files, 1)].into());
    assert_eq!(stored::<LoanApplication>(b, id(73)).await, None);
    assert_eq!(stored(b, erasure.id()).await.map(|kept| kept.value), Some(erasure.clone()));
    let again = run(&*b.store(), &EraseData(&retention()), &applicant(73)).await.unwrap();
    assert_eq!(again, Erased { act: erasure, before: true });

    commit(b, &LoanApplication::bare(4)).await;
    let open = run(&*b.store(), &EraseData(&retention()), &applicant(74)).await.unwrap_err();
    assert_eq!(open.fields()[0].path, "applications");
    let customers = run(&*b.store(), &EraseData(&retention()), &applicant(71)).await.unwrap_err();
    assert_eq!(customers.code().name(), "LOAN_APPLICATION_NOT_FOUND", "it goes with the customer");
    let mut unit = b.store().reader().await.unwrap();
    assert_eq!(held_of(&mut *unit, 1).await, [1; 16]);
}

pub async fn a_customer_is_erased_once_however_many_ask(b: &impl Backend) {
    hold(b, 1).await;
    let tasks: Vec<_> = (0..4)
        .map(|_| {
            let store = b.store();
            tokio::spawn(async move {
                run(&*store, &EraseData(&retention()), &customer(1)).await.unwrap()
            })
        })
        .collect();
    for task in tasks {
        assert_eq!(task.await.unwrap().act.id(), Erasure::id_of(customer(1)));
    }
    let mut unit = b.store().reader().await.unwrap();
    assert_eq!(unit.outbox().pending(9).await.unwrap().len(), 1);
}

fn happened(sequence: i64, subject: String, action: &str, at: i64) -> AuditRecord {
    AuditRecord {
        sequence,
        event: id::<()>(sequence.unsigned_abs().into()).guid(),
        at: hour(at),
        actor: kredo_application::audit::Actor::FLOW,
        trace: String::new(),
        action: action.to_owned(),
        subject,
        data: "{}".to_owned(),
        hash: ORIGIN,
        signature: None,
    }
}

pub async fn the_last_change_of_several_things_is_told_and_looks_are_none(b: &impl Backend) {
    let [one, other, third] = [1, 2, 3].map(|n| id::<()>(n).to_string());
    let records = [
        happened(1, one.clone(), "kredo.test.happened.v1", 1),
        happened(2, other.clone(), "kredo.test.happened.v1", 5),
        happened(3, one.clone(), "kredo.test.happened.v1", 3),
        happened(4, one.clone(), PersonalDataEvent::READ, 9),
        happened(5, third, "kredo.test.happened.v1", 8),
    ];
    let mut unit = b.store().begin().await.unwrap();
    unit.audit().add(&records).await.unwrap();
    unit.commit().await.unwrap();
    let mut unit = b.store().reader().await.unwrap();
    let many = (100..1_500).map(|n| id::<()>(n).to_string());
    let mut asked = vec![other];
    asked.extend(many);
    asked.push(one.clone());
    assert_eq!(unit.audit().last_change(&asked).await.unwrap(), Some(hour(5)));
    assert_eq!(unit.audit().last_change(&[one]).await.unwrap(), Some(hour(3)));
    assert_eq!(unit.audit().last_change(&[id::<()>(7).to_string()]).await.unwrap(), None);
    assert_eq!(unit.audit().last_change(&[]).await.unwrap(), None);
}

pub async fn a_customer_to_whom_something_happened_lately_is_not_erased(b: &impl Backend) {
    hold(b, 1).await;
    let now = FixedClock::default().now();
    let (today, five_years) = (480_000, 5 * 365 * 24);
    let order = TransactionOrder::full(1).id().to_string();
    let mut unit = b.store().begin().await.unwrap();
    let late = happened(1, order, "kredo.transaction-order.undone.v1", today - five_years);
    unit.audit().add(&[late]).await.unwrap();
    unit.commit().await.unwrap();
    let refused = run(&*b.store(), &EraseData(&retention()), &customer(1)).await.unwrap_err();
    assert_eq!(refused.code().name(), "PERSONAL_DATA_STILL_NEEDED");
    let [reason] = &refused.fields()[..] else { unreachable!("{refused:?}") };
    // Two leap days are missing from those five years.
    let until = (now + TimeDelta::days(2)).date_naive().to_string();
    assert_eq!(
        (reason.path.as_str(), reason.message.contains(&until)),
        ("keptUntil", true),
        "{reason:?}"
    );
    let mut unit = b.store().reader().await.unwrap();
    assert_eq!(held_of(&mut *unit, 1).await, [1; 16], "nothing was taken");
}

/// A change that came to one of the customer's things an hour ago, with no word in the trail.
async fn is_kept_by<A: Sample>(b: &impl Backend, what: &str, change: impl Fn(A) -> A) {
    let mut unit = b.store().begin().await.unwrap();
    let mut kept = A::repository(&mut *unit).get(A::full(1).id()).await.unwrap().unwrap();
    kept.value = change(kept.value);
    A::repository(&mut *unit).update(kept).await.unwrap();
    let refused = ForeseeErasure(&retention()).execute_in(&mut *unit, &customer(1)).await;
    let refused = refused.expect_err(what);
    assert_eq!(refused.fields()[0].path, "keptUntil", "{what}: {refused:?}");
    drop(unit);
}

pub async fn whatever_was_done_to_a_customer_lately_keeps_its_data(b: &impl Backend) {
    hold(b, 1).await;
    read(&*b.store(), &ForeseeErasure(&retention()), &customer(1)).await.unwrap();
    let lately = hour(479_999);
    is_kept_by::<Contact>(b, "contact", |it| {
        Contact::restore(ContactState { updated_at: lately, ..it.state().clone() })
    })
    .await;
    is_kept_by::<Employment>(b, "employment", |it| {
        let details = it.details().clone();
        Employment::restore(it.id(), it.customer(), details, it.created_at(), lately)
    })
    .await;
    is_kept_by::<Document>(b, "document", |it| {
        Document::restore(DocumentState { updated_at: lately, ..it.state().clone() })
    })
    .await;
    is_kept_by::<Consent>(b, "consent", |it| {
        Consent::restore(ConsentState { at: lately, ..it.state().clone() })
    })
    .await;
    is_kept_by::<OtpChallenge>(b, "login code", |it| {
        OtpChallenge::restore(OtpChallengeRecord { sent_at: lately, ..it.record().clone() })
    })
    .await;
    is_kept_by::<TransactionOrder>(b, "order", |it| {
        let record = it.record().clone();
        TransactionOrder::restore(TransactionOrderRecord { created_at: lately, ..record })
    })
    .await;
}

pub async fn old_login_codes_are_listed_whosever_they_are(b: &impl Backend) {
    let sent = |n: u8, at: i64| {
        let record = OtpChallenge::bare(n).record().clone();
        OtpChallenge::restore(OtpChallengeRecord { sent_at: hour(at), ..record })
    };
    for challenge in [sent(1, 1), sent(2, 5), sent(3, 1), OtpChallenge::full(4)] {
        commit(b, &challenge).await;
    }
    let mut unit = b.store().reader().await.unwrap();
    let mut listed = async |at: i64, limit| {
        let found = unit.otp_challenges().logins_until(hour(at), limit).await.unwrap();
        found.into_iter().map(|login| login.value.id()).collect::<Vec<_>>()
    };
    assert_eq!(listed(1, 9).await, [id(101), id(103)], "a signature's is none");
    assert_eq!(listed(5, 2).await, [id(101), id(102)]);
    assert_eq!(listed(0, 9).await, []);
}

pub async fn old_customers_are_listed_in_pieces(b: &impl Backend) {
    commit_customers(b, 4).await;
    let mut unit = b.store().begin().await.unwrap();
    let mut second = unit.customers().get(id(2)).await.unwrap().unwrap();
    let state = second.value.state().clone();
    second.value = Customer::restore(CustomerState { updated_at: hour(5), ..state });
    unit.customers().update(second).await.unwrap();
    unit.commit().await.unwrap();
    let mut unit = b.store().reader().await.unwrap();
    let mut listed = async |at: i64, behind: Option<CustomerId>, limit: u16| {
        let found = unit.customers().unchanged_since(hour(at), behind, limit).await.unwrap();
        found.into_iter().map(|customer| customer.value.id()).collect::<Vec<_>>()
    };
    assert_eq!(listed(1, None, 2).await, [id(1), id(3)]);
    assert_eq!(listed(1, Some(id(3)), 2).await, [id(4)]);
    assert_eq!(listed(1, Some(id(4)), 2).await, []);
    assert_eq!(listed(5, None, 9).await, [1, 2, 3, 4].map(id));
    assert_eq!(listed(0, None, 9).await, []);
}

pub async fn applications_of_nobody_are_listed_in_pieces(b: &impl Backend) {
    commit_customers(b, 1).await;
    commit(b, &LoanApplication::full(1)).await;
    for (n, at) in [(2, 1), (3, 5), (4, 1)] {
        let record = LoanApplication::bare(n).record().clone();
        let record = LoanApplicationRecord { created_at: hour(at), ..record };
        commit(b, &LoanApplication::restore(record)).await;
    }
    let mut unit = b.store().reader().await.unwrap();
    let mut listed = async |at: i64, behind: Option<LoanApplicationId>, limit: u16| {
        let found = unit.loan_applications().of_nobody(hour(at), behind, limit).await.unwrap();
        found.into_iter().map(|application| application.value.id()).collect::<Vec<_>>()
    };
    assert_eq!(listed(1, None, 9).await, [id(72), id(74)]);
    assert_eq!(listed(5, None, 2).await, [id(72), id(73)]);
    assert_eq!(listed(5, Some(id(73)), 2).await, [id(74)]);
    assert_eq!(listed(5, Some(id(74)), 2).await, []);
    assert_eq!(listed(0, None, 9).await, []);
}

pub async fn every_login_of_a_phone_is_found(b: &impl Backend) {
    let login = |n: u128| {
        let record = OtpChallenge::bare(1).record().clone();
        OtpChallenge::restore(OtpChallengeRecord { id: id(n), ..record })
    };
    let mut signature = login(203).record().clone();
    signature.purpose = OtpPurpose::Signature { application: id(71) };
    for challenge in
        [login(202), login(201), OtpChallenge::restore(signature), OtpChallenge::bare(2)]
    {
        commit(b, &challenge).await;
    }
    let mut unit = b.store().reader().await.unwrap();
    let phone = OtpChallenge::bare(1).record().phone.clone();
    let found = unit.otp_challenges().logins(&phone).await.unwrap();
    let found: Vec<_> = found.into_iter().map(|login| login.value.id()).collect();
    assert_eq!(found, [id(201), id(202)]);
    let strange = Phone::parse("79990000000").unwrap();
    assert_eq!(unit.otp_challenges().logins(&strange).await.unwrap(), []);
}

pub async fn erasures_with_files_left_are_found(b: &impl Backend) {
    for erasure in [Erasure::full(1), Erasure::bare(2), Erasure::full(3), Erasure::full(4)] {
        commit(b, &erasure).await;
    }
    let mut unit = b.store().reader().await.unwrap();
    let mut found = async |limit| {
        let found = unit.erasures().unfinished(None, limit).await.unwrap();
        found.into_iter().map(|erasure| erasure.value.id()).collect::<Vec<_>>()
    };
    assert_eq!(found(2).await, [Erasure::full(1).id(), Erasure::full(3).id()]);
    assert_eq!(found(9).await.len(), 3);
    let behind = unit.erasures().unfinished(Some(Erasure::full(3).id()), 9).await.unwrap();
    assert_eq!(behind.len(), 1, "those behind the third");
}
