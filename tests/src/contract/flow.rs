use super::commit;
use crate::{
    backend::Backend,
    fixture::{Sample, hour, id},
};
use kredo_application::{
    StoreError,
    flow::{Flow, FlowKeep, FlowStanding, FlowState},
};
use serde_json::Value;
use std::collections::BTreeSet;
use tokio::sync::Barrier;

fn due_at(n: u8, at: Option<i64>) -> Flow {
    let keep = Flow::bare(n).keep().clone();
    Flow::restore(FlowKeep { wake_at: at.map(hour), ..keep })
}

pub async fn due_flows_come_longest_due_first_and_not_too_early(b: &impl Backend) {
    for (n, at) in [(1, Some(5)), (2, Some(3)), (3, None), (4, Some(9)), (5, Some(4))] {
        commit(b, &due_at(n, at)).await;
    }
    let mut unit = b.store().begin().await.unwrap();
    let due = unit.flows().due(hour(5), 10).await.unwrap();
    let expected = [due_at(2, Some(3)), due_at(5, Some(4)), due_at(1, Some(5))];
    assert_eq!(due.into_iter().map(|f| f.value).collect::<Vec<_>>(), expected);
    let two = unit.flows().due(hour(5), 2).await.unwrap();
    assert_eq!(two.len(), 2);
}

pub async fn the_next_due_flow_is_told(b: &impl Backend) {
    assert_eq!(b.store().reader().await.unwrap().flows().next_due(hour(0)).await.unwrap(), None);
    for (n, at) in [(1, Some(5)), (2, Some(3)), (3, None), (4, Some(9))] {
        commit(b, &due_at(n, at)).await;
    }
    let mut unit = b.store().reader().await.unwrap();
    assert_eq!(unit.flows().next_due(hour(3)).await.unwrap(), Some(hour(5)));
    assert_eq!(unit.flows().next_due(hour(9)).await.unwrap(), None);
}

pub async fn programs_of_live_flows_are_told_once(b: &impl Backend) {
    let flow = |n: u8, program: &str, version: u32, standing: FlowStanding| {
        let state = FlowState::begin(program, version, "begin", Value::Null);
        Flow::restore(FlowKeep { state, standing, ..Flow::bare(n).keep().clone() })
    };
    for (n, (program, version, standing)) in (1_u8..).zip([
        ("B", 2, FlowStanding::Live),
        ("A", 1, FlowStanding::Live),
        ("A", 1, FlowStanding::Live),
        ("A", 2, FlowStanding::Finished),
        ("C", 1, FlowStanding::Stuck),
    ]) {
        commit(b, &flow(n, program, version, standing)).await;
    }
    let live = b.store().reader().await.unwrap().flows().live_programs().await.unwrap();
    assert_eq!(live, [("A".to_owned(), 1), ("B".to_owned(), 2)]);
}

pub async fn two_engines_never_lease_the_same_flow(b: &impl Backend) {
    for n in 1..=12 {
        commit(b, &due_at(n, Some(1))).await;
    }
    // All look before anybody has leased, where the store lets them.
    let barrier = std::sync::Arc::new(Barrier::new(3));
    let engines: Vec<_> = (1..=3)
        .map(|engine| {
            let (store, barrier) = (b.store(), std::sync::Arc::clone(&barrier));
            tokio::spawn(async move {
                barrier.wait().await;
                let mut unit = store.begin().await.unwrap();
                let mut leased = Vec::new();
                for mut flow in unit.flows().due(hour(2), 4).await.unwrap() {
                    let mut keep = flow.value.keep().clone();
                    keep.leased_by = Some(id::<()>(engine).guid());
                    keep.wake_at = Some(hour(9));
                    leased.push(keep.id);
                    flow.value = Flow::restore(keep);
                    match unit.flows().update(flow).await {
                        Err(StoreError::Stale) => return Vec::new(),
                        saved => saved.unwrap(),
                    }
                }
                match unit.commit().await {
                    Err(StoreError::Stale) => Vec::new(),
                    committed => committed.map(|()| leased).unwrap(),
                }
            })
        })
        .collect();
    let mut seen = BTreeSet::new();
    for engine in engines {
        for flow in engine.await.unwrap() {
            assert!(seen.insert(flow), "{flow} was leased twice");
        }
    }
    assert!(seen.len() >= 4, "at least one engine got what it asked for");
}
