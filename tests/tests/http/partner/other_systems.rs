//! Steps of the flow that are run by hand while the system that they ask refuses or is away.

use super::{
    Shop, example,
    step::{Steps, run},
};
use async_trait::async_trait;
use kredo_application::{
    file::ports::{FileId, FileRef, FileStorage},
    identification::ports::{Identification, IdentificationRequest, IdentificationService},
    loan_application::Outside,
    notification::ports::{MessageId, SentMessage, SmsGateway},
    outside::{CallKey, OutsideError},
    payment::ports::{OrderState, PaymentProvider, TransactionOrder},
    scoring::ports::{
        BackgroundRequest, CreditBureau, SanctionsList, ScoringEngine, ScoringRequest,
    },
};
use kredo_domain::{
    Phone,
    identity::Role,
    scoring::{BureauReport, SanctionsAnswer, ScoringDecision},
};
use kredo_tests::api::World;
use serde_json::json;
use std::sync::{
    Arc,
    atomic::{AtomicU8, Ordering},
};

/// What every system does: answers, refuses, is away, or acts and nobody knows.
static MANNER: AtomicU8 = AtomicU8::new(0);

const SYSTEM: &str = "the other side";

/// Each manner but the first with the refusal that it makes.
const MANNERS: [(u8, (u16, &str)); 3] = [
    (1, (409, "OUTSIDE_REFUSED")),
    (2, (503, "OUTSIDE_UNAVAILABLE")),
    (3, (503, "OUTSIDE_UNAVAILABLE")),
];

fn manner() -> Result<(), OutsideError> {
    let source = "no answer";
    match MANNER.load(Ordering::Relaxed) {
        0 => Ok(()),
        1 => Err(OutsideError::Refused { system: SYSTEM, reason: "no".to_owned() }),
        2 => Err(OutsideError::Unavailable { system: SYSTEM, source: source.into() }),
        _ => Err(OutsideError::Unknown { system: SYSTEM, source: source.into() }),
    }
}

/// A system in the manner of the moment.
struct Moody<P: ?Sized>(Arc<P>);

#[async_trait]
impl CreditBureau for Moody<dyn CreditBureau> {
    fn name(&self) -> &str {
        self.0.name()
    }
    async fn report(
        &self,
        key: &CallKey,
        request: &BackgroundRequest,
    ) -> Result<BureauReport, OutsideError> {
        manner()?;
        self.0.report(key, request).await
    }
}

#[async_trait]
impl SanctionsList for Moody<dyn SanctionsList> {
    async fn search(
        &self,
        key: &CallKey,
        request: &BackgroundRequest,
    ) -> Result<SanctionsAnswer, OutsideError> {
        manner()?;
        self.0.search(key, request).await
    }
}

#[async_trait]
impl ScoringEngine for Moody<dyn ScoringEngine> {
    async fn decide(
        &self,
        key: &CallKey,
        request: &ScoringRequest,
    ) -> Result<ScoringDecision, OutsideError> {
        manner()?;
        self.0.decide(key, request).await
    }
}

#[async_trait]
impl IdentificationService for Moody<dyn IdentificationService> {
    async fn identify(
        &self,
        key: &CallKey,
        request: &IdentificationRequest,
    ) -> Result<Identification, OutsideError> {
        manner()?;
        self.0.identify(key, request).await
    }
}

#[async_trait]
impl FileStorage for Moody<dyn FileStorage> {
    async fn put(&self, file: FileRef, bytes: Vec<u8>) -> Result<(), OutsideError> {
        manner()?;
        self.0.put(file, bytes).await
    }
    async fn get(&self, file: FileRef) -> Result<Option<Vec<u8>>, OutsideError> {
        manner()?;
        self.0.get(file).await
    }
    async fn delete(&self, id: FileId) -> Result<bool, OutsideError> {
        self.0.delete(id).await
    }
}

#[async_trait]
impl SmsGateway for Moody<dyn SmsGateway> {
    async fn send(
        &self,
        key: &CallKey,
        phone: &Phone,
        text: &str,
    ) -> Result<MessageId, OutsideError> {
        manner()?;
        self.0.send(key, phone, text).await
    }
    async fn ask(&self, key: &CallKey) -> Result<Option<SentMessage>, OutsideError> {
        self.0.ask(key).await
    }
}

#[async_trait]
impl PaymentProvider for Moody<dyn PaymentProvider> {
    async fn place(
        &self,
        key: &CallKey,
        order: &TransactionOrder,
    ) -> Result<OrderState, OutsideError> {
        manner()?;
        self.0.place(key, order).await
    }
    async fn find(&self, key: &CallKey) -> Result<Option<OrderState>, OutsideError> {
        manner()?;
        self.0.find(key).await
    }
    async fn undo(&self, key: &CallKey) -> Result<OrderState, OutsideError> {
        manner()?;
        self.0.undo(key).await
    }
}

fn moody(asked: Outside) -> Outside {
    let Outside { bureaus, sanctions, scoring, identification } = asked;
    let bureaus = bureaus.into_iter().map(|bureau| Arc::new(Moody(bureau)) as _).collect();
    Outside {
        bureaus,
        sanctions: Arc::new(Moody(sanctions)),
        scoring: Arc::new(Moody(scoring)),
        identification: Arc::new(Moody(identification)),
    }
}

fn world() -> World {
    World {
        gateway: |inner| Arc::new(Moody(inner)),
        files: |inner| Arc::new(Moody(inner)),
        payments: |inner| Arc::new(Moody(inner)),
        asked: moody,
        ..World::default()
    }
}

#[tokio::test]
async fn steps_tell_what_the_other_system_did() {
    let steps = Steps::in_world(world()).await;
    let shop = Shop::in_world(world()).await;
    let signed = shop.signed(&example()).await;
    let employee = shop.api.token("anna", Role::Employee).await;
    let order = shop.api.payment.calls()[0].key.as_str().to_owned();
    let guid = &steps.guid;
    for (moment, expected) in MANNERS {
        MANNER.store(moment, Ordering::Relaxed);
        for (step, args) in [
            ("gatherReports", json!([guid])),
            ("score", json!([guid, steps.figures])),
            ("identify", json!([guid])),
            ("printContract", json!([guid, steps.draft])),
            ("sendOtp", json!([guid, steps.sealed_code])),
        ] {
            assert_eq!(steps.run(step, args).await.refusal(), expected, "{step}");
        }
        for step in ["sealContract", "submitOrder", "askOrder", "undoPayout"] {
            let refused = run(&shop, &employee, step, json!([signed, order])).await;
            assert_eq!(refused.refusal(), expected, "{step}");
        }
    }
}
