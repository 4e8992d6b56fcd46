use super::{commit, commit_customers};
use crate::{
    backend::Backend,
    fixture::{Sample, facts, hour, id},
};
use kredo_domain::{
    customer::{Contact, ContactKind, ContactOwner, Customer, Login, NewContact},
    identity::{Account, AccountName},
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
}
