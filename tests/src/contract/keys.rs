use super::{commit, commit_customers, commit_loans, end, stored};
use crate::{
    backend::Backend,
    fixture::{Sample, hour, id},
};
use kredo_application::{
    StoreError,
    notification::{MailboxMessage, MailboxRecord},
};
use kredo_domain::{
    consent::{Consent, ConsentState},
    customer::{
        Address, Contact, ContactState, Customer, CustomerState, Employment, EmploymentDetails,
        Login, NewAddress,
    },
    directory::EntryState,
    document::{Document, DocumentFile, DocumentFileState},
    flag::{CustomerFlag, CustomerFlagState, FlagType, KnownFlag},
    identification::{
        IdentificationKind, IdentificationMeans, IdentificationRecord, IdentificationRecordState,
    },
    identity::{Account, NewAccount},
    loan::{Loan, LoanRecord},
    loan_application::{ContractFile, ContractFileRecord, LoanApplication},
    otp::OtpException,
    partner::Partner,
};

pub async fn a_guid_is_inserted_once(b: &impl Backend) {
    commit(b, &Customer::full(1)).await;
    let other = CustomerState { id: id(1), ..Customer::full(2).state().clone() };
    refuses(b, &Customer::restore(other), "customer").await;
    commit(b, &Account::full(1)).await;
    refuses(b, &Account::full(1), "account").await;
}

/// Customer `n` of a great many.
fn one_of_many(n: u32) -> Customer {
    let login = Login::try_new(&format!("many{n}")).unwrap();
    Customer::register(id(u128::from(n) + 10_000), i64::from(n) + 1_000, login, None, hour(1)).0
}

pub async fn many_are_inserted_at_once_or_none(b: &impl Backend) {
    const MANY: u32 = 5_000;
    let many: Vec<_> = (0..MANY).map(one_of_many).collect();
    let mut unit = b.store().begin().await.unwrap();
    unit.customers().insert_all(&[]).await.unwrap();
    unit.customers().insert_all(&many).await.unwrap();
    let first = unit.customers().get(many[0].id()).await.unwrap();
    assert_eq!(first.map(|customer| customer.value), Some(many[0].clone()), "seen by its own unit");
    unit.commit().await.unwrap();
    for n in [0, 1, 2_999, MANY - 1] {
        let customer = one_of_many(n);
        assert_eq!(stored::<Customer>(b, customer.id()).await.unwrap().version(), 1);
        assert_eq!(stored(b, customer.id()).await.map(|read| read.value), Some(customer));
    }
    let rivals: Vec<_> = (MANY - 1..MANY + 3).map(one_of_many).collect();
    let mut unit = b.store().begin().await.unwrap();
    let added = unit.customers().insert_all(&rivals).await;
    let refused = end(unit, added).await;
    assert!(matches!(refused, Err(StoreError::Duplicate("customer"))), "{refused:?}");
    assert_eq!(stored::<Customer>(b, rivals[1].id()).await, None);
}

async fn refuses<A: Sample>(b: &impl Backend, rival: &A, name: &str) {
    let mut unit = b.store().begin().await.unwrap();
    let added = A::repository(&mut *unit).insert(rival).await;
    let refused = end(unit, added).await;
    let duplicate = matches!(refused, Err(StoreError::Duplicate(n)) if n == name);
    assert!(duplicate, "{rival:?} has a key that is taken: {refused:?}");
}

pub async fn a_key_that_is_taken_refuses_the_insert(b: &impl Backend) {
    commit(b, &Customer::full(1)).await;
    let (first, other) = (Customer::full(1).state().clone(), Customer::full(2).state().clone());
    for rival in [
        CustomerState { login: first.login, ..other.clone() },
        CustomerState { number: first.number, ..other.clone() },
        CustomerState { login_guid: first.login_guid, ..other.clone() },
    ] {
        refuses(b, &Customer::restore(rival), "customer").await;
    }
    commit(b, &Contact::full(1)).await;
    let contact = Contact::full(1).state().clone();
    let same_value = ContactState { id: id(99), primary: false, ..contact.clone() };
    refuses(b, &Contact::restore(same_value), "contact").await;
    let second_primary = ContactState { id: id(99), value: "other".to_owned(), ..contact };
    refuses(b, &Contact::restore(second_primary), "contact").await;

    commit(b, &Address::full(1)).await;
    let second_primary = NewAddress { primary: true, ..NewAddress::default() };
    refuses(b, &Address::add(id(99), id(1), second_primary, hour(1)), "address").await;

    commit(b, &Employment::full(1)).await;
    let second_job = Employment::add(id(99), id(1), EmploymentDetails::default(), hour(1));
    refuses(b, &second_job, "employment").await;

    commit(b, &CustomerFlag::full(1)).await;
    let flag = CustomerFlag::full(1).state().clone();
    let other_reason = KnownFlag { flag_reason_guid: id(99), ..flag.flag.clone() };
    let twice = CustomerFlagState { id: id(99), ..flag.clone() };
    refuses(b, &CustomerFlag::restore(twice.clone()), "customer flag").await;
    for free in [
        CustomerFlagState { id: id(100), active: false, ..flag.clone() },
        CustomerFlagState { id: id(101), flag: other_reason, ..flag },
    ] {
        commit(b, &CustomerFlag::restore(free)).await;
    }

    commit(b, &FlagType::full(1)).await;
    let namesake = EntryState { id: id(99), ..FlagType::full(1).state().clone() };
    refuses(b, &FlagType::restore(namesake), "flag type").await;

    commit(b, &Consent::full(1)).await;
    let consent = Consent::full(1).state().clone();
    let twice = ConsentState { id: id(99), ..consent.clone() };
    refuses(b, &Consent::restore(twice), "consent").await;
    for n in [100, 101] {
        // People change their minds where no contract rests on it.
        let free = ConsentState { id: id(n), application: None, ..consent.clone() };
        commit(b, &Consent::restore(free)).await;
    }

    let account = Account::full(1);
    commit(b, &account).await;
    let (name, secret) = (account.name().clone(), account.secret().clone());
    let namesake = NewAccount { id: id(99), name, secret, roles: account.roles().clone() };
    refuses(b, &Account::open(namesake, hour(1)).0, "account").await;
}

pub async fn a_number_name_phone_or_call_that_is_taken_refuses_the_insert(b: &impl Backend) {
    commit_loans(b, 1).await;
    commit(b, &Customer::bare(2)).await;
    commit(b, &LoanApplication::bare(2)).await;
    commit(b, &ContractFile::full(1)).await;
    let number = Loan::bare(1).record().number.clone();
    let rival =
        ContractFileRecord { number: number.clone(), ..ContractFile::full(2).record().clone() };
    refuses(b, &ContractFile::restore(rival), "contract").await;
    let rival = LoanRecord { number, ..Loan::bare(2).record().clone() };
    refuses(b, &Loan::restore(rival), "loan").await;
    let first = Partner::bare(1);
    let namesake = Partner::restore(id(99), first.name().clone(), first.profile().clone(), hour(1));
    refuses(b, &namesake, "partner").await;

    commit(b, &Document::bare(1)).await;
    let shown = DocumentFile::bare(1);
    commit(b, &shown).await;
    let again = DocumentFileState { id: id(99), ..shown.state().clone() };
    refuses(b, &DocumentFile::restore(again), "document file").await;

    let fixed = OtpException::full(1);
    commit(b, &fixed).await;
    let other = OtpException::restore(id(99), fixed.phone().clone(), "9999".to_owned());
    refuses(b, &other, "fixed code").await;

    let message = MailboxMessage::full(1);
    commit(b, &message).await;
    let again = MailboxRecord { id: id(99), ..message.record().clone() };
    refuses(b, &MailboxMessage::new(again), "mailbox message").await;
}

pub async fn an_attempt_at_identification_of_a_number_is_recorded_once(b: &impl Backend) {
    commit_customers(b, 2).await;
    let first = IdentificationRecord::full(1);
    commit(b, &first).await;
    let state = first.state().clone();
    let again = IdentificationRecordState { id: id(99), ..state.clone() };
    refuses(b, &IdentificationRecord::restore(again), "identification").await;
    let by = |kind: &str, method: &str| {
        let mut means = state.means.clone();
        means = means.map(|known| IdentificationMeans {
            kind: if kind.is_empty() { known.kind } else { IdentificationKind::new(kind) },
            method: if method.is_empty() { known.method } else { method.to_owned() },
        });
        IdentificationRecordState { means, ..state.clone() }
    };
    let nameless = IdentificationRecordState { means: None, ..state.clone() };
    let others = [
        IdentificationRecordState { attempt: 1, ..state.clone() },
        IdentificationRecordState { application: id(9), ..state.clone() },
        IdentificationRecordState { customer: id(2), ..state.clone() },
        by("other", ""),
        by("", "other"),
        nameless.clone(),
        nameless,
    ];
    for (n, free) in (100..).zip(others) {
        let free = IdentificationRecordState { id: id(n), ..free };
        commit(b, &IdentificationRecord::restore(free)).await;
    }
}

pub async fn a_key_that_is_taken_refuses_the_update(b: &impl Backend) {
    commit_customers(b, 2).await;
    let mut second = stored::<Customer>(b, id(2)).await.unwrap();
    let login = Customer::bare(1).state().login.clone();
    let renamed = CustomerState { login, ..second.value.state().clone() };
    second.value = Customer::restore(renamed);
    let mut unit = b.store().begin().await.unwrap();
    let saved = unit.customers().update(second).await;
    let refused = end(unit, saved).await;
    assert!(matches!(refused, Err(StoreError::Duplicate("customer"))), "{refused:?}");
    assert_eq!(stored::<Customer>(b, id(2)).await.unwrap().value, Customer::bare(2));
}

pub async fn a_key_given_up_in_the_same_unit_is_free(b: &impl Backend) {
    commit_customers(b, 1).await;
    commit(b, &Address::full(1)).await;
    let mut unit = b.store().begin().await.unwrap();
    let mut old = unit.addresses().get(Address::full(1).id()).await.unwrap().unwrap();
    old.value.yield_primary(hour(2));
    unit.addresses().update(old).await.unwrap();
    let home = NewAddress { primary: true, ..NewAddress::default() };
    unit.addresses().insert(&Address::add(id(99), id(1), home, hour(2))).await.unwrap();
    unit.commit().await.unwrap();
    assert!(stored::<Address>(b, id(99)).await.unwrap().value.is_primary());
}

pub async fn a_refused_insert_does_not_end_the_unit(b: &impl Backend) {
    commit_customers(b, 1).await;
    let mut unit = b.store().begin().await.unwrap();
    unit.customers().insert(&Customer::bare(2)).await.unwrap();
    let refused = unit.customers().insert(&Customer::bare(1)).await;
    assert!(matches!(refused, Err(StoreError::Duplicate(_))), "{refused:?}");
    unit.customers().insert(&Customer::bare(3)).await.unwrap();
    unit.commit().await.unwrap();
    for n in 2..=3 {
        assert!(stored::<Customer>(b, id(n)).await.is_some(), "customer {n} was committed");
    }
}
