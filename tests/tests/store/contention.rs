//! Files of incomes while others change the same records.

use chrono::{DateTime, Utc};
use kredo_application::{
    Recorder, Store,
    customer::{ImportIncomes, IncomeLine, IncomeOutcome},
    ports::{Clock, IdSource},
};
use kredo_domain::{
    Amend,
    customer::{Customer, Employment, EmploymentDetails, StatedIncome},
};
use kredo_tests::{
    backend::{Backend, Memory, Postgres, Sqlite},
    fixture::{Sample, hour, id},
};
use std::{
    pin::pin,
    sync::{
        Arc,
        atomic::{AtomicI64, AtomicU64, Ordering},
    },
    task::{Context, Poll, Waker},
};
use uuid::Uuid;

fn line(customer: i64, salary: i64) -> IncomeLine {
    let income = StatedIncome {
        salary,
        currency: "RUB".to_owned(),
        extra_salary: Amend::Keep,
        extra_currency: Amend::Keep,
        source_id: Amend::Keep,
        recorded_at: Amend::Keep,
    };
    IncomeLine { customer, income }
}

/// Guids apart from those of the samples.
#[derive(Default)]
struct FarIds(AtomicU64);

impl IdSource for FarIds {
    fn next(&self) -> Uuid {
        Uuid::from_u128(u128::from(self.0.fetch_add(1, Ordering::Relaxed)) + 1_000)
    }
}

/// Ends a future of the store in memory, which never waits.
fn at_once<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(done) => done,
        Poll::Pending => unreachable!("the store in memory never waits"),
    }
}

/// Whenever it is asked for the time, somebody else changes the employment of customer 1, so many
/// times.
struct Meddler {
    store: Arc<dyn Store>,
    left: AtomicI64,
}

impl Clock for Meddler {
    fn now(&self) -> DateTime<Utc> {
        let left = self.left.fetch_sub(1, Ordering::Relaxed);
        if left > 0 {
            at_once(async {
                let mut unit = self.store.begin().await.unwrap();
                let mut known = unit.employments().of(id(1)).await.unwrap().remove(0);
                let details = EmploymentDetails { salary: left, ..known.value.details().clone() };
                known.value.update(details, hour(1));
                unit.employments().update(known).await.unwrap();
                unit.commit().await.unwrap();
            });
        }
        hour(9)
    }
}

/// Customers 1 to `n` with the numeric ids 101 to 100 + `n`.
async fn customers(store: &dyn Store, n: u8) {
    let mut unit = store.begin().await.unwrap();
    for n in 1..=n {
        unit.customers().insert(&Customer::bare(n)).await.unwrap();
    }
    unit.commit().await.unwrap();
}

async fn salary(store: &dyn Store, customer: u128) -> Option<i64> {
    let mut unit = store.reader().await.unwrap();
    let known = unit.employments().of(id(customer)).await.unwrap().pop();
    known.map(|known| known.value.details().salary)
}

/// What becomes of four lines when somebody gets in the way so many times, and the salaries then.
async fn meddled(times: i64) -> (Vec<IncomeOutcome>, [Option<i64>; 3]) {
    let store = Memory::start().await.store();
    customers(&*store, 3).await;
    let mut unit = store.begin().await.unwrap();
    for n in [1, 2] {
        unit.employments().insert(&Employment::bare(n)).await.unwrap();
    }
    unit.commit().await.unwrap();
    let meddler = Meddler { store: Arc::clone(&store), left: AtomicI64::new(times) };
    let import = ImportIncomes::new(Recorder::new(Arc::new(meddler), Arc::new(FarIds::default())));
    let lines = [line(102, 20), line(101, 10), line(999, 1), line(103, 30)];
    let outcomes = import.execute(&*store, &lines).await.unwrap();
    (outcomes, [salary(&*store, 1).await, salary(&*store, 2).await, salary(&*store, 3).await])
}

#[tokio::test]
async fn a_unit_that_others_got_in_the_way_of_is_done_again_line_by_line() {
    use IncomeOutcome::{Contended, NoCustomer, Saved};
    for times in [0, 1, 9, 12] {
        let (outcomes, salaries) = meddled(times).await;
        assert_eq!(outcomes, [Saved, Saved, NoCustomer, Saved], "{times}");
        assert_eq!(salaries, [Some(10), Some(20), Some(30)], "{times}");
    }
    let (outcomes, [contended, second, third]) = meddled(i64::MAX).await;
    assert_eq!(outcomes, [Saved, Contended, NoCustomer, Saved], "one line keeps no other from it");
    assert_eq!((second, third), (Some(20), Some(30)));
    assert!(contended.is_some_and(|salary| salary > 1_000), "somebody else had the last word");
}

/// Two files with the same customers, who have no record yet, in opposite orders.
async fn at_the_same_time(store: Arc<dyn Store>) {
    const CUSTOMERS: u8 = 60;
    customers(&*store, CUSTOMERS).await;
    let clock = Meddler { store: Arc::clone(&store), left: AtomicI64::new(0) };
    let recorder = Recorder::new(Arc::new(clock), Arc::new(FarIds::default()));
    let lines: Vec<_> = (101..=100 + i64::from(CUSTOMERS)).map(|n| line(n, n)).collect();
    let tasks: Vec<_> = [false, true]
        .into_iter()
        .map(|backwards| {
            let (store, import) = (Arc::clone(&store), ImportIncomes::new(recorder.clone()));
            let mut lines = lines.clone();
            if backwards {
                lines.reverse();
            }
            tokio::spawn(async move { import.execute(&*store, &lines).await.unwrap() })
        })
        .collect();
    for task in tasks {
        assert_eq!(task.await.unwrap(), vec![IncomeOutcome::Saved; CUSTOMERS.into()]);
    }
    for n in 1..=u128::from(CUSTOMERS) {
        assert_eq!(salary(&*store, n).await, i64::try_from(n + 100).ok());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_files_at_the_same_time_come_to_the_same() {
    at_the_same_time(Memory::start().await.store()).await;
    at_the_same_time(Sqlite::start().await.store()).await;
    at_the_same_time(Postgres::start().await.store()).await;
}
