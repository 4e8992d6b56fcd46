//! What anybody is told when something fails or too much is asked, whatever the operation.

use async_trait::async_trait;
use kredo_application::{
    AppError, Store, StoreError, UnitOfWork,
    activity::{Guid, LocalActivity},
};
use kredo_domain::{ErrorCode, identity::Role};
use kredo_http::{LimitSettings, Rate};
use kredo_tests::{
    api::{Api, World},
    backend::{Backend, Memory},
    fixture::id,
};
use serde_json::json;
use std::{
    num::NonZeroU32,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

/// A store that can go away.
struct Leaving {
    inner: Arc<dyn Store>,
    is_away: AtomicBool,
}

impl Leaving {
    fn check(&self) -> Result<(), StoreError> {
        let is_away = self.is_away.load(Ordering::Relaxed);
        if is_away { Err(StoreError::Unavailable("no connection".into())) } else { Ok(()) }
    }
}

#[async_trait]
impl Store for Leaving {
    async fn begin(&self) -> Result<Box<dyn UnitOfWork>, StoreError> {
        self.check()?;
        self.inner.begin().await
    }
    async fn reader(&self) -> Result<Box<dyn UnitOfWork>, StoreError> {
        self.check()?;
        self.inner.reader().await
    }
}

#[tokio::test]
async fn a_store_that_is_away_is_told_with_the_time_to_come_again() {
    let inner = Memory::start().await.store();
    let store = Arc::new(Leaving { inner, is_away: false.into() });
    let api = Api::on_store(Arc::<Leaving>::clone(&store), &World::default(), |table| table).await;
    assert_eq!(api.get("/health/ready").await.status, 200);
    store.is_away.store(true, Ordering::Relaxed);
    let answered = api.get("/health/ready").await;
    assert_eq!(answered.refusal(), (503, "STORE_UNAVAILABLE"));
    assert_eq!(answered.headers["retry-after"], "1");
    assert_eq!(api.get("/health/live").await.status, 200);
}

/// Breaks.
struct Broken;

#[async_trait]
impl LocalActivity for Broken {
    const NAME: &'static str = "TestActivity#break";
    const ARGUMENTS: &'static [&'static str] = &["anything"];
    const ERRORS: &'static [ErrorCode] = &[];
    type Arguments = (Guid,);
    type Output = ();
    async fn run(&self, _: &mut dyn UnitOfWork, _: (Guid,)) -> Result<Option<()>, AppError> {
        Err(AppError::internal("breaking", "the secret cause"))
    }
}

#[tokio::test]
async fn a_fault_on_our_side_is_told_without_its_cause() {
    let api = Api::with(|table| table.with(Broken)).await;
    let token = api.token("anna", Role::Employee).await;
    let args = json!([id::<()>(1).to_string()]);
    let answered = api.execute(&token, "TestActivity#break", args).await;
    assert_eq!(answered.refusal(), (500, "INTERNAL_ERROR"));
    assert!(!answered.json.to_string().contains("secret"), "{answered:?}");
}

#[tokio::test]
async fn whoever_asks_too_often_is_told_to_wait() {
    let callers = Rate { per_second: NonZeroU32::MIN, burst: NonZeroU32::MIN };
    let limits = LimitSettings { callers, ..LimitSettings::default() };
    let api = Api::in_world(World { limits, ..World::default() }).await;
    let token = api.token("anna", Role::Employee).await;
    // A slow machine may need a second for one of them.
    for _ in 0..20 {
        let answered = api.execute(&token, "CustomerActivity#getById", json!([1])).await;
        if answered.refusal() == (429, "REQUESTS_TOO_MANY") {
            assert_eq!(answered.headers["retry-after"], "1");
            return;
        }
    }
    unreachable!("twenty requests at once are too many");
}
