use super::commit_customers;
use crate::{
    backend::Backend,
    fixture::{id, recorder},
};
use kredo_application::{
    customer::{
        AddAddress, AddAddressCommand, AddContact, AddContactCommand, PatchCustomer,
        PatchCustomerCommand,
    },
    flag::{AddFlag, FlagCommand, InstallFlags, RemoveFlag},
    run,
};
use kredo_domain::{
    customer::{
        AdditionalData, ContactKind, ContactOwner, CustomerId, NewAddress, NewContact, Person,
    },
    flag::FlagName,
};
use proptest::{
    collection::vec,
    option,
    prelude::*,
    sample::select,
    strategy::{Strategy, ValueTree},
    test_runner::TestRunner,
};
use serde_json::json;
use std::collections::BTreeSet;

/// So many commands one after the other.
const MANY: usize = 60;

/// Commands, made up anew in each run.
fn made_up<C: std::fmt::Debug>(command: impl Strategy<Value = C>) -> Vec<C> {
    vec(command, MANY).new_tree(&mut TestRunner::default()).unwrap().current()
}

fn one_of_two() -> impl Strategy<Value = CustomerId> {
    select(vec![1, 2]).prop_map(id)
}

fn contact() -> impl Strategy<Value = NewContact> {
    let kind = select(vec!["PHONE", "email"]);
    let owner = select(vec!["CUSTOMER", "customer", "FATHER"]);
    let value = select(vec!["79010000001", "+7 901 000-00-01", "79010000002", "A@b.ru", "a@B.RU"]);
    (kind, owner, value, any::<bool>()).prop_map(|(kind, owner, value, active)| NewContact {
        kind: ContactKind::new(kind),
        owner: ContactOwner::new(owner),
        value: value.to_owned(),
        active,
        additional_data: AdditionalData::new(),
    })
}

pub async fn whatever_contacts_are_added_one_is_primary_and_none_is_there_twice(b: &impl Backend) {
    commit_customers(b, 2).await;
    let (store, recorder) = (b.store(), recorder());
    let add = AddContact::new(recorder);
    for (customer, contact) in made_up((one_of_two(), contact())) {
        let command = AddContactCommand { customer, contact: contact.clone() };
        let added = run(&*store, &add, &command).await.unwrap();
        assert!(added.is(&contact) && added.state().active == contact.active, "{command:?}");
        let mut unit = store.reader().await.unwrap();
        let known = unit.contacts().of(customer).await.unwrap();
        assert!(known.iter().any(|known| known.value == added), "{command:?}");
        let states = || known.iter().map(|contact| contact.value.state());
        let keys = states().map(|state| (&state.kind, &state.owner, &state.value));
        assert_eq!(keys.collect::<BTreeSet<_>>().len(), known.len(), "{known:#?}");
        let primary: Vec<_> = states().filter(|state| state.primary).collect();
        let own = |owner: &ContactOwner| *owner == ContactOwner::customer();
        assert!(primary.iter().all(|state| state.active && own(&state.owner)), "{known:#?}");
        let kinds: BTreeSet<_> = primary.iter().map(|state| &state.kind).collect();
        assert_eq!(kinds.len(), primary.len(), "one of a kind: {known:#?}");
    }
}

pub async fn whatever_addresses_are_added_one_is_primary_and_the_last_that_was_said(
    b: &impl Backend,
) {
    commit_customers(b, 2).await;
    let (store, recorder) = (b.store(), recorder());
    let add = AddAddress::new(recorder);
    let address = (any::<bool>(), select(vec!["Омск", "Тула", "Тверь"]));
    for (customer, (primary, city)) in made_up((one_of_two(), address)) {
        let data = AdditionalData::from_iter([("city".to_owned(), json!(city))]);
        let address = NewAddress { primary, data: data.clone() };
        run(&*store, &add, &AddAddressCommand { customer, address }).await.unwrap();
        let mut unit = store.reader().await.unwrap();
        let known = unit.addresses().of(customer).await.unwrap();
        let such: Vec<_> = known.iter().filter(|known| *known.value.data() == data).collect();
        assert!(such.iter().any(|known| known.value.is_primary() == primary), "{known:#?}");
        assert!(such.len() <= 2, "where it lives and where it is registered: {known:#?}");
        let primaries = known.iter().filter(|known| known.value.is_primary()).count();
        assert!(primaries <= 1, "{known:#?}");
    }
}

pub async fn whatever_flags_are_put_on_and_taken_off_each_is_on_once(b: &impl Backend) {
    commit_customers(b, 2).await;
    let (store, recorder) = (b.store(), recorder());
    run(&*store, &InstallFlags::new(&recorder), &()).await.unwrap();
    let (add, remove) = (AddFlag::new(recorder.clone()), RemoveFlag::new(recorder));
    let flag = select(vec![("BLACK_LIST", "FRAUD"), ("BLACK_LIST", "TERRORIST")]);
    let mut on = BTreeSet::new();
    let mut put_on = 0;
    for (customer, (flag_type, reason), is_put_on) in made_up((one_of_two(), flag, any::<bool>())) {
        let (flag_type, reason) = (FlagName::new(flag_type), FlagName::new(reason));
        let command = FlagCommand { customer, flag_type, reason: reason.clone() };
        let key = (customer, reason.as_str().to_owned());
        if is_put_on {
            let is_new = on.insert(key);
            put_on += usize::from(is_new);
            assert_eq!(run(&*store, &add, &command).await.is_ok(), is_new, "{command:?}");
        } else {
            on.remove(&key);
            run(&*store, &remove, &command).await.unwrap();
        }
        let mut unit = store.reader().await.unwrap();
        let known = unit.flags().of_all(&[id(1), id(2)]).await.unwrap();
        let active = known.iter().map(|flag| flag.value.state()).filter(|state| state.active);
        let active: Vec<_> =
            active.map(|s| (s.customer, s.flag.flag_reason.as_str().to_owned())).collect();
        assert_eq!(active.len(), on.len(), "each once");
        assert_eq!(BTreeSet::from_iter(active), on);
        assert_eq!(known.len(), put_on, "what was taken off is history");
    }
}

pub async fn whatever_is_learnt_of_a_customer_stays_until_it_is_said_otherwise(b: &impl Backend) {
    commit_customers(b, 2).await;
    let (store, patch) = (b.store(), PatchCustomer::new(recorder()));
    let name = || option::of(select(vec!["Анна", "Ольга", "Пётр"]));
    let facts = option::of((select(vec!["a", "b"]), 0..3));
    let mut learnt = [(Person::default(), AdditionalData::new()), Default::default()];
    let mut versions = [1, 1];
    for (n, (first, last, fact)) in made_up((0..2_usize, (name(), name(), facts))) {
        let said = |name: Option<&str>| name.map(ToOwned::to_owned);
        let (first_name, last_name) = (said(first), said(last));
        let person = Person { first_name, last_name, ..Person::default() };
        let fact = fact.map(|(name, value)| (name.to_owned(), json!(value)));
        let additional_data = AdditionalData::from_iter(fact);
        let before = learnt[n].clone();
        let (known, facts) = &mut learnt[n];
        known.first_name = person.first_name.clone().or(known.first_name.take());
        known.last_name = person.last_name.clone().or(known.last_name.take());
        facts.extend(additional_data.clone());
        versions[n] += i64::from(learnt[n] != before);
        let customer = id(n as u128 + 1);
        let command = PatchCustomerCommand { customer, version: None, person, additional_data };
        let patched = run(&*store, &patch, &command).await.unwrap();
        let state = patched.value.state();
        assert_eq!((&state.person, &state.additional_data), (&learnt[n].0, &learnt[n].1));
        assert_eq!(patched.version(), versions[n], "nothing new is no change: {command:?}");
    }
}
