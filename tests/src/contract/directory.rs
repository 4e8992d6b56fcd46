use super::{commit, stored};
use crate::{
    backend::Backend,
    fixture::{Sample, id, recorder},
};
use kredo_application::{
    UseCase,
    directory::{AddEntry, ChangeEntry, EntryChange, NewEntry, Which},
    flag::InstallFlags,
    run,
};
use kredo_domain::{
    directory::{Entry, EntryState, EntryStatus, Facts},
    flag::{FlagName, FlagReason, FlagType, FlagTypeChange, FlagTypeFacts},
};

pub async fn an_entry_is_found_by_its_key_in_its_own_directory(b: &impl Backend) {
    for n in [2, 1] {
        commit(b, &FlagType::full(n)).await;
        commit(b, &FlagReason::full(n)).await;
    }
    let mut unit = b.store().reader().await.unwrap();
    for n in [1, 2] {
        let (flag_type, reason) = (FlagType::full(n), FlagReason::full(n));
        let found = unit.flag_types().by_key(&flag_type.facts().key()).await.unwrap();
        assert_eq!(found.map(|entry| entry.value), Some(flag_type.clone()));
        let found = unit.flag_reasons().by_key(&reason.facts().key()).await.unwrap();
        assert_eq!(found.map(|entry| entry.value), Some(reason.clone()));
        let found = unit.flag_types().by_key(&reason.facts().key()).await.unwrap();
        assert_eq!(found, None, "it is another directory's");
        let found = unit.flag_types().get(id(reason.id().guid().as_u128())).await.unwrap();
        assert_eq!(found, None, "so is its guid");
    }
}

pub async fn a_directory_is_listed_whole_and_alone(b: &impl Backend) {
    for n in [3, 1, 2] {
        commit(b, &FlagType::full(n)).await;
    }
    commit(b, &FlagReason::full(1)).await;
    let mut unit = b.store().begin().await.unwrap();
    unit.flag_types().insert(&FlagType::full(4)).await.unwrap();
    let all = unit.flag_types().all().await.unwrap().into_iter().map(|entry| entry.value);
    assert_eq!(all.collect::<Vec<_>>(), [1, 2, 3, 4].map(FlagType::full));
    assert_eq!(unit.flag_reasons().all().await.unwrap().len(), 1);
}

fn named(n: u128, name: &str) -> FlagType {
    let mut state = FlagType::full(1).state().clone();
    state.facts.name = FlagName::new(name);
    Entry::restore(EntryState { id: id(n), ..state })
}

async fn refusal<U: UseCase>(b: &impl Backend, use_case: &U, command: &U::Command) -> String
where
    U::Output: std::fmt::Debug,
{
    run(&*b.store(), use_case, command).await.unwrap_err().code().name().to_owned()
}

pub async fn a_key_is_one_entrys_however_it_is_taken(b: &impl Backend) {
    let (first, second) = (named(1, "FIRST"), named(2, "SECOND"));
    commit(b, &first).await;
    commit(b, &second).await;
    let recorder = recorder();
    let add = AddEntry::<FlagTypeFacts>::new(recorder.clone());
    let mut new = NewEntry { facts: first.facts().clone(), status: EntryStatus::Active };
    assert_eq!(refusal(b, &add, &new).await, "FLAG_TYPE_DUPLICATED_NAME");

    let change = ChangeEntry::<FlagTypeFacts>::new(recorder);
    let rename = |which: Which<FlagTypeFacts>, name: &str| {
        let name = Some(FlagName::new(name));
        let change = FlagTypeChange { name, ..FlagTypeChange::default() };
        EntryChange { which, change, status: None }
    };
    let (of_second, of_nobody) = (Which::Guid(second.id()), Which::Key("NOBODY".to_owned()));
    let taken = refusal(b, &change, &rename(of_second.clone(), "FIRST")).await;
    assert_eq!(taken, "FLAG_TYPE_DUPLICATED_NAME");
    assert_eq!(refusal(b, &change, &rename(of_nobody, "X")).await, "FLAG_TYPE_NOT_FOUND");
    assert_eq!(stored(b, second.id()).await.unwrap().value, second, "nothing was changed");

    run(&*b.store(), &change, &rename(of_second, "THIRD")).await.unwrap();
    new.facts = second.facts().clone();
    run(&*b.store(), &add, &new).await.unwrap();
    let events = b.store().reader().await.unwrap().outbox().pending(10).await.unwrap();
    let names: Vec<_> = events.iter().map(|event| event.name.as_str()).collect();
    assert_eq!(names, ["kredo.flag-type.changed.v1", "kredo.flag-type.added.v1"]);
}

pub async fn what_comes_with_the_program_is_installed_once_and_then_the_lenders(b: &impl Backend) {
    let recorder = recorder();
    let install = InstallFlags::new(&recorder);
    let added = run(&*b.store(), &install, &()).await.unwrap();
    assert!(added > 6, "types and reasons: {added}");
    let mut unit = b.store().reader().await.unwrap();
    let flag_type = unit.flag_types().by_key("BLACK_LIST").await.unwrap().unwrap().value;
    let change = EntryChange {
        which: Which::Guid(flag_type.id()),
        change: FlagTypeChange {
            name: Some(FlagName::new("STOP_LIST")),
            ..FlagTypeChange::default()
        },
        status: Some(EntryStatus::Inactive),
    };
    run(&*b.store(), &ChangeEntry::new(recorder), &change).await.unwrap();
    assert_eq!(run(&*b.store(), &install, &()).await.unwrap(), 0, "all are there");
    let kept = stored(b, flag_type.id()).await.unwrap().value;
    assert_eq!((kept.facts().key().as_str(), kept.is_active()), ("STOP_LIST", false));
}

pub async fn a_type_of_the_lenders_own_keeps_its_name_from_the_program(b: &impl Backend) {
    commit(b, &named(1, "BLACK_LIST")).await;
    run(&*b.store(), &InstallFlags::new(&recorder()), &()).await.unwrap();
    let mut unit = b.store().reader().await.unwrap();
    let own = unit.flag_types().by_key("BLACK_LIST").await.unwrap().unwrap().value;
    assert_eq!(own, named(1, "BLACK_LIST"));
    let reasons = unit.flag_reasons().all().await.unwrap();
    assert!(!reasons.is_empty(), "the other types have theirs");
    for reason in reasons {
        let of = reason.value.facts().flag_type;
        assert!(unit.flag_types().get(of).await.unwrap().is_some(), "a reason of no type");
    }
}
