use super::{commit, commit_customers, commit_documents};
use crate::{
    backend::Backend,
    fixture::{Sample, facts, hour, id},
};
use kredo_application::{
    UnitOfWork,
    notification::{MailboxMessage, MailboxRecord},
    outside::CallKey,
    store::{AboutApplication, ApplicationCollection, Collection, Owned},
};
use kredo_domain::{
    Id, Phone,
    consent::{Consent, ConsentKind},
    customer::{Contact, ContactKind, ContactOwner, Customer, CustomerState, Login, NewContact},
    document::{Document, DocumentFile, DocumentFileState, FileVersion},
    identification::IdentificationRecord,
    identity::{Account, AccountName},
    otp::{OtpChallenge, OtpChallengeRecord, OtpException, OtpPurpose},
    partner::Partner,
};

pub async fn a_customer_is_found_by_login_and_number(b: &impl Backend) {
    commit_customers(b, 2).await;
    let mut unit = b.store().reader().await.unwrap();
    let second = Customer::bare(2);
    let by_login = unit.customers().by_login(&second.state().login).await.unwrap();
    assert_eq!(by_login.map(|c| c.value), Some(second.clone()));
    let by_number = unit.customers().by_number(second.state().number).await.unwrap();
    assert_eq!(by_number.map(|c| c.value), Some(second));
    let nobody = Login::try_new("nobody").unwrap();
    assert_eq!(unit.customers().by_login(&nobody).await.unwrap(), None);
    assert_eq!(unit.customers().by_number(7).await.unwrap(), None);
}

pub async fn customers_are_found_by_many_numbers(b: &impl Backend) {
    commit_customers(b, 3).await;
    let mut unit = b.store().begin().await.unwrap();
    unit.customers().insert(&Customer::bare(4)).await.unwrap();
    let mut renumbered = unit.customers().get(id(3)).await.unwrap().unwrap();
    let state = renumbered.value.state().clone();
    renumbered.value = Customer::restore(CustomerState { number: 900, ..state });
    unit.customers().update(renumbered).await.unwrap();
    let numbers = [900, 104, 7, 101, 103, 104];
    let found = unit.customers().by_numbers(&numbers).await.unwrap();
    let found: Vec<_> = found.into_iter().map(|customer| customer.value.id()).collect();
    assert_eq!(found, [id(1), id(3), id(4)], "each once, own writes included");
    assert_eq!(unit.customers().by_number(103).await.unwrap(), None, "nobody has it any more");
    assert_eq!(unit.customers().by_numbers(&[]).await.unwrap(), []);
}

pub async fn customers_are_found_by_many_logins(b: &impl Backend) {
    commit_customers(b, 3).await;
    let mut unit = b.store().begin().await.unwrap();
    unit.customers().insert(&Customer::bare(4)).await.unwrap();
    let logins = [4, 1, 9, 4].map(|n| Customer::bare(n).state().login.clone());
    let found = unit.customers().by_logins(&logins).await.unwrap();
    let found: Vec<_> = found.into_iter().map(|customer| customer.value.id()).collect();
    assert_eq!(found, [id(1), id(4)], "each once, own writes included");
    assert_eq!(unit.customers().by_logins(&[]).await.unwrap(), []);
}

pub async fn an_account_is_found_by_name(b: &impl Backend) {
    commit(b, &Account::full(1)).await;
    commit(b, &Account::full(2)).await;
    let mut unit = b.store().reader().await.unwrap();
    let name = AccountName::try_new("SHOP-2@пример.рф").unwrap();
    let found = unit.accounts().by_name(&name).await.unwrap();
    assert_eq!(found.map(|a| a.value), Some(Account::full(2)));
    let nobody = AccountName::try_new("nobody").unwrap();
    assert_eq!(unit.accounts().by_name(&nobody).await.unwrap(), None);
}

pub async fn a_partner_is_found_by_name(b: &impl Backend) {
    commit(b, &Partner::full(1)).await;
    commit(b, &Partner::full(2)).await;
    let mut unit = b.store().reader().await.unwrap();
    let name = AccountName::try_new("SHOP-2@пример.рф").unwrap();
    let found = unit.partners().by_name(&name).await.unwrap();
    assert_eq!(found.map(|p| p.value), Some(Partner::full(2)));
    let nobody = AccountName::try_new("nobody").unwrap();
    assert_eq!(unit.partners().by_name(&nobody).await.unwrap(), None);
}

pub async fn the_latest_login_of_a_phone_is_found(b: &impl Backend) {
    let issued = |n: u128, at: i64, purpose: OtpPurpose| {
        let record = OtpChallenge::bare(1).record().clone();
        let (id, created_at) = (id(n), hour(at));
        OtpChallenge::restore(OtpChallengeRecord { id, created_at, purpose, ..record })
    };
    let login = OtpPurpose::ClientLogin;
    let signature = OtpPurpose::Signature { application: id(71) };
    let latest = issued(203, 5, login);
    for challenge in
        [issued(204, 1, login), latest.clone(), issued(205, 9, signature), OtpChallenge::bare(2)]
    {
        commit(b, &challenge).await;
    }
    let mut unit = b.store().reader().await.unwrap();
    let phone = latest.record().phone.clone();
    let found = unit.otp_challenges().latest_login(&phone).await.unwrap();
    assert_eq!(found.map(|c| c.value), Some(latest));
    let nobody = Phone::parse("79991234567").unwrap();
    assert_eq!(unit.otp_challenges().latest_login(&nobody).await.unwrap(), None);
}

pub async fn a_fixed_code_is_found_by_phone(b: &impl Backend) {
    commit(b, &OtpException::full(1)).await;
    commit(b, &OtpException::full(2)).await;
    let mut unit = b.store().reader().await.unwrap();
    let second = OtpException::full(2);
    let found = unit.otp_exceptions().by_phone(second.phone()).await.unwrap();
    assert_eq!(found.map(|e| e.value), Some(second));
    let nobody = Phone::parse("79991234567").unwrap();
    assert_eq!(unit.otp_exceptions().by_phone(&nobody).await.unwrap(), None);
}

pub async fn kept_messages_are_found_by_call_and_phone(b: &impl Backend) {
    let message = |n: u8, phone: u8| {
        let phone = MailboxMessage::full(phone).record().phone.clone();
        MailboxMessage::new(MailboxRecord { phone, ..MailboxMessage::full(n).record().clone() })
    };
    for (n, phone) in [(3, 1), (1, 1), (2, 2)] {
        commit(b, &message(n, phone)).await;
    }
    let mut unit = b.store().reader().await.unwrap();
    let second = message(2, 2);
    let found = unit.mailbox().by_key(&second.record().key).await.unwrap();
    assert_eq!(found.map(|m| m.value), Some(second));
    let unseen = CallKey::of(id::<()>(9).guid());
    assert_eq!(unit.mailbox().by_key(&unseen).await.unwrap(), None);
    let phone = message(1, 1).record().phone.clone();
    assert_eq!(unit.mailbox().to(&phone).await.unwrap(), [message(1, 1), message(3, 1)]);
}

async fn owns<A: Sample + Owned<Owner = Customer>>(
    b: &impl Backend,
    collection: impl Fn(&mut dyn UnitOfWork) -> &mut dyn Collection<A>,
) {
    for n in [2, 1] {
        commit(b, &A::full(n)).await;
    }
    let mut unit = b.store().reader().await.unwrap();
    for n in [1, 2] {
        let listed = collection(&mut *unit).of(id(n.into())).await.unwrap();
        assert_eq!(listed.into_iter().map(|a| a.value).collect::<Vec<_>>(), [A::full(n)]);
    }
}

pub async fn what_a_customer_owns_is_no_other_customers(b: &impl Backend) {
    commit_customers(b, 2).await;
    owns(b, |unit| unit.contacts()).await;
    owns(b, |unit| unit.addresses()).await;
    owns(b, |unit| unit.employments()).await;
    owns(b, |unit| unit.documents()).await;
    owns(b, |unit| unit.document_infos()).await;
    owns(b, |unit| unit.document_files()).await;
    owns(b, |unit| unit.flags()).await;
    owns(b, |unit| unit.cards()).await;
    owns(b, |unit| unit.identifications()).await;
    owns(b, |unit| unit.consents()).await;
}

async fn guids_about<A: AboutApplication<Owner = Customer>>(
    collection: &mut dyn ApplicationCollection<A>,
    owner: u128,
    application: Option<u128>,
) -> Vec<Id<A>> {
    let listed = collection.about(id(owner), application.map(id)).await.unwrap();
    listed.into_iter().map(|a| a.value.id()).collect()
}

pub async fn what_is_about_an_application_is_found_without_the_rest(b: &impl Backend) {
    commit_customers(b, 2).await;
    let about = |n: u128, customer: u128, application: Option<u128>| {
        let mut consent = Consent::full(1).state().clone();
        (consent.id, consent.customer) = (id(n), id(customer));
        consent.application = application.map(id);
        consent.statement.kind = ConsentKind::new(&n.to_string());
        let mut record = IdentificationRecord::full(1).state().clone();
        (record.id, record.customer) = (id(n), id(customer));
        record.application = id(application.unwrap_or(8));
        record.attempt = u32::try_from(n).unwrap();
        (Consent::restore(consent), IdentificationRecord::restore(record))
    };
    let mut unit = b.store().begin().await.unwrap();
    let things = [(5, 1, Some(7)), (3, 1, Some(7)), (4, 1, None), (6, 2, Some(7)), (2, 2, None)];
    for (n, customer, application) in things {
        let (consent, record) = about(n, customer, application);
        unit.consents().insert(&consent).await.unwrap();
        unit.identifications().insert(&record).await.unwrap();
    }
    for (customer, application, expected) in [
        (1, Some(7), vec![3, 5]),
        (1, None, vec![4]),
        (2, Some(7), vec![6]),
        (2, None, vec![2]),
        (1, Some(9), vec![]),
    ] {
        let consents = guids_about(unit.consents(), customer, application).await;
        assert_eq!(consents, expected.iter().copied().map(id).collect::<Vec<_>>());
        let application = application.unwrap_or(8);
        let records = guids_about(unit.identifications(), customer, Some(application)).await;
        assert_eq!(records, expected.iter().copied().map(id).collect::<Vec<_>>());
    }
    assert_eq!(guids_about(unit.identifications(), 1, None).await, [], "each is about one");
}

pub async fn files_are_found_by_their_version_alone(b: &impl Backend) {
    commit_documents(b, 2).await;
    let first = DocumentFile::full(1).state().clone();
    let FileVersion { file, version } = first.shown_by;
    let link = |n: u128, document: u8, shown_by: FileVersion| {
        let (id, of) = (id(n), Document::bare(document));
        let (document, customer) = (of.id(), of.state().customer);
        let state = DocumentFileState { id, document, customer, shown_by, ..first.clone() };
        DocumentFile::restore(state)
    };
    let other_file = FileVersion { file: id::<()>(5).guid(), version };
    let other_version = FileVersion { file, version: version + 1 };
    let (one, two) = (link(2, 1, first.shown_by), link(1, 2, first.shown_by));
    for file in [&one, &two, &link(3, 1, other_file), &link(4, 1, other_version)] {
        commit(b, file).await;
    }
    let mut unit = b.store().reader().await.unwrap();
    let found = unit.document_files().showing(first.shown_by).await.unwrap();
    let found: Vec<_> = found.into_iter().map(|file| file.value).collect();
    assert_eq!(found, [two, one], "oldest guid first");
    let unknown = FileVersion { file, version: 99 };
    assert!(unit.document_files().showing(unknown).await.unwrap().is_empty());
}

fn relative(n: u128, customer: u128) -> Contact {
    let new = NewContact {
        kind: ContactKind::phone(),
        owner: ContactOwner::new("FATHER"),
        value: n.to_string(),
        active: true,
        additional_data: facts(),
    };
    Contact::add(id(n), id(customer), new, &[], hour(1))
}

pub async fn children_are_listed_for_their_owner_in_order(b: &impl Backend) {
    commit_customers(b, 2).await;
    for n in [73, 71, 75] {
        commit(b, &relative(n, 1)).await;
    }
    commit(b, &relative(72, 2)).await;
    let mut unit = b.store().begin().await.unwrap();
    unit.contacts().insert(&relative(74, 1)).await.unwrap();
    let listed = unit.contacts().of(id(1)).await.unwrap();
    let expected: Vec<_> = [71, 73, 74, 75].map(|n| relative(n, 1)).into();
    assert_eq!(listed.into_iter().map(|c| c.value).collect::<Vec<_>>(), expected);
    assert_eq!(unit.contacts().of(id(9)).await.unwrap(), []);
    let listed = unit.contacts().of_all(&[id(2), id(9), id(1)]).await.unwrap();
    let expected: Vec<_> =
        [(71, 1), (72, 2), (73, 1), (74, 1), (75, 1)].map(|(n, of)| relative(n, of)).into();
    assert_eq!(listed.into_iter().map(|c| c.value).collect::<Vec<_>>(), expected);
    let second = unit.contacts().of_all(&[id(2)]).await.unwrap();
    assert_eq!(second.into_iter().map(|c| c.value).collect::<Vec<_>>(), [relative(72, 2)]);
    assert_eq!(unit.contacts().of_all(&[]).await.unwrap(), []);
}
