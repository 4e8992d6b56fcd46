use super::{commit, commit_customers};
use crate::{
    backend::Backend,
    fixture::{FixedClock, Sample, id},
};
use chrono::FixedOffset;
use kredo_application::{
    AppError, BusinessTime, Recorder, StoreError,
    identification::{
        AddIdentification, AddIdentificationCommand, ChangeIdentification,
        ChangeIdentificationCommand,
    },
    ports::IdSource,
    run,
};
use kredo_domain::{
    customer::AdditionalData,
    directory::{Entry, EntryState},
    identification::{
        IdentificationChange, IdentificationMeans, IdentificationRecord, IdentificationStatus,
        OfferedMethod, OfferedMethodFacts,
    },
};
use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};
use uuid::Uuid;

/// Guids apart from those of the samples.
#[derive(Default)]
struct FarIds(AtomicU64);

impl IdSource for FarIds {
    fn next(&self) -> Uuid {
        Uuid::from_u128(u128::from(self.0.fetch_add(1, Ordering::Relaxed)) + 1_000)
    }
}

fn ports() -> (Recorder, BusinessTime) {
    let clock = Arc::new(FixedClock::default());
    let time =
        BusinessTime::real(Arc::<FixedClock>::clone(&clock), FixedOffset::east_opt(0).unwrap());
    (Recorder::new(clock, Arc::new(FarIds::default())), time)
}

/// Offers the first sample's method with so many attempts.
async fn offer(b: &impl Backend, attempts: u32) -> IdentificationMeans {
    let state = OfferedMethod::full(1).state().clone();
    let facts = OfferedMethodFacts { attempts: Some(attempts), ..state.facts.clone() };
    commit(b, &Entry::restore(EntryState { facts, ..state.clone() })).await;
    IdentificationMeans { kind: state.facts.kind, method: state.facts.name }
}

fn attempt(means: &IdentificationMeans, fact: i64) -> AddIdentificationCommand {
    AddIdentificationCommand {
        customer: id(1),
        application: id(7),
        means: means.clone(),
        status: IdentificationStatus::not_identifiable(),
        additional_data: AdditionalData::from_iter([("fact".to_owned(), fact.into())]),
    }
}

/// A store that checks late tells of the other one at commit.
fn lost_a_race(error: &AppError) -> bool {
    error.is_stale() || matches!(error, AppError::Store(StoreError::Duplicate(_)))
}

async fn kept(b: &impl Backend) -> Vec<IdentificationRecord> {
    let mut unit = b.store().reader().await.unwrap();
    let kept = unit.identifications().about(id(1), Some(id(7))).await.unwrap();
    kept.into_iter().map(|record| record.value).collect()
}

/// Tries each at once, again where somebody was faster; answers how many were let through.
async fn at_once(b: &impl Backend, commands: Vec<AddIdentificationCommand>) -> usize {
    let (recorder, time) = ports();
    let tasks: Vec<_> = commands
        .into_iter()
        .map(|command| {
            let (store, add) = (b.store(), AddIdentification::new(recorder.clone(), time.clone()));
            tokio::spawn(async move {
                loop {
                    match run(&*store, &add, &command).await {
                        Err(error) if lost_a_race(&error) => {}
                        Err(error) => {
                            assert_eq!(error.code().name(), "IDENTIFICATION_ATTEMPTS_EXCEEDED");
                            return 0;
                        }
                        Ok(_) => return 1,
                    }
                }
            })
        })
        .collect();
    let mut through = 0;
    for task in tasks {
        through += task.await.unwrap();
    }
    through
}

pub async fn attempts_at_once_are_no_more_than_the_method_allows(b: &impl Backend) {
    commit_customers(b, 1).await;
    let means = offer(b, 2).await;
    let through = at_once(b, (0..6).map(|n| attempt(&means, n)).collect()).await;
    assert_eq!((through, kept(b).await.len()), (2, 2));
}

pub async fn the_same_attempt_at_once_is_one(b: &impl Backend) {
    commit_customers(b, 1).await;
    let means = offer(b, 3).await;
    let through = at_once(b, vec![attempt(&means, 0); 6]).await;
    assert_eq!((through, kept(b).await.len()), (6, 1));
}

/// One that comes back from being cancelled takes a number that another attempt may want.
pub async fn an_attempt_that_comes_back_is_numbered_anew(b: &impl Backend) {
    commit_customers(b, 1).await;
    let (means, (recorder, time)) = (offer(b, 2).await, ports());
    let add = AddIdentification::new(recorder.clone(), time.clone());
    let change = ChangeIdentification::new(recorder, time);
    let first = run(&*b.store(), &add, &attempt(&means, 1)).await.unwrap();
    run(&*b.store(), &add, &attempt(&means, 2)).await.unwrap();
    let stand = async |status| {
        let change_of = IdentificationChange { status: Some(status), additional_data: None };
        let command = ChangeIdentificationCommand { id: first.id(), change: change_of };
        run(&*b.store(), &change, &command).await
    };
    stand(IdentificationStatus::cancelled()).await.unwrap();
    let back = stand(IdentificationStatus::valid()).await.unwrap();
    let numbers: Vec<_> = kept(b).await.iter().map(|record| record.state().attempt).collect();
    assert_eq!((back.state().attempt, numbers), (3, vec![3, 2]));
    stand(IdentificationStatus::cancelled()).await.unwrap();
    run(&*b.store(), &add, &attempt(&means, 3)).await.unwrap();
    let refused = stand(IdentificationStatus::valid()).await.unwrap_err();
    assert_eq!(refused.code().name(), "IDENTIFICATION_ATTEMPTS_EXCEEDED");
    let events = b.store().reader().await.unwrap().outbox().pending(10).await.unwrap();
    assert_eq!(events.len(), 6, "three recorded, three changed");
}
