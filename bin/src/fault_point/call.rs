//! Calls of other systems as points.

use super::pass;
use async_trait::async_trait;
use kredo_application::{
    event_bus::{CloudEvent, EventBus},
    file::ports::{FileId, FileRef, FileStorage},
    identification::ports::{Identification, IdentificationRequest, IdentificationService},
    loan_application::{Closing, Outside},
    notification::ports::{MessageId, SentMessage, SmsGateway},
    outside::{CallKey, OutsideError},
    payment::ports::{OrderState, PaymentProvider, TransactionOrder},
    scoring::ports::{
        BackgroundRequest, CreditBureau, SanctionsList, ScoringEngine, ScoringRequest,
    },
};
use kredo_domain::{
    Phone,
    scoring::{BureauReport, SanctionsAnswer, ScoringDecision},
};
use std::sync::Arc;

/// A system whose calls are points.
pub(super) struct Pointed<P: ?Sized>(pub(super) Arc<P>);

async fn around<T>(name: &str, call: impl Future<Output = T>) -> T {
    pass(format!("before {name}"));
    let answer = call.await;
    pass(format!("after {name}"));
    answer
}

/// The systems that the journey asks, with points around each call.
pub(crate) fn outside(outside: Outside) -> Outside {
    let bureaus = outside.bureaus.into_iter();
    Outside {
        bureaus: bureaus.map(|bureau| Arc::new(Pointed(bureau)) as _).collect(),
        sanctions: Arc::new(Pointed(outside.sanctions)),
        scoring: Arc::new(Pointed(outside.scoring)),
        identification: Arc::new(Pointed(outside.identification)),
    }
}

/// What concludes contracts, with points around each call.
pub(crate) fn closing(closing: Closing) -> Closing {
    let (files, sms) = (Arc::new(Pointed(closing.files)), Arc::new(Pointed(closing.sms)));
    Closing { files, sms, payment: Arc::new(Pointed(closing.payment)), ..closing }
}

#[async_trait]
impl CreditBureau for Pointed<dyn CreditBureau> {
    fn name(&self) -> &str {
        self.0.name()
    }
    async fn report(
        &self,
        key: &CallKey,
        request: &BackgroundRequest,
    ) -> Result<BureauReport, OutsideError> {
        around("bureau report", self.0.report(key, request)).await
    }
}

#[async_trait]
impl SanctionsList for Pointed<dyn SanctionsList> {
    async fn search(
        &self,
        key: &CallKey,
        request: &BackgroundRequest,
    ) -> Result<SanctionsAnswer, OutsideError> {
        around("sanctions search", self.0.search(key, request)).await
    }
}

#[async_trait]
impl ScoringEngine for Pointed<dyn ScoringEngine> {
    async fn decide(
        &self,
        key: &CallKey,
        request: &ScoringRequest,
    ) -> Result<ScoringDecision, OutsideError> {
        around("scoring", self.0.decide(key, request)).await
    }
}

#[async_trait]
impl IdentificationService for Pointed<dyn IdentificationService> {
    async fn identify(
        &self,
        key: &CallKey,
        request: &IdentificationRequest,
    ) -> Result<Identification, OutsideError> {
        around("identification", self.0.identify(key, request)).await
    }
}

#[async_trait]
impl SmsGateway for Pointed<dyn SmsGateway> {
    async fn send(
        &self,
        key: &CallKey,
        phone: &Phone,
        text: &str,
    ) -> Result<MessageId, OutsideError> {
        around("sms send", self.0.send(key, phone, text)).await
    }
    async fn ask(&self, key: &CallKey) -> Result<Option<SentMessage>, OutsideError> {
        around("sms ask", self.0.ask(key)).await
    }
}

#[async_trait]
impl PaymentProvider for Pointed<dyn PaymentProvider> {
    async fn place(
        &self,
        key: &CallKey,
        order: &TransactionOrder,
    ) -> Result<OrderState, OutsideError> {
        around("payment place", self.0.place(key, order)).await
    }
    async fn find(&self, key: &CallKey) -> Result<Option<OrderState>, OutsideError> {
        around("payment find", self.0.find(key)).await
    }
    async fn undo(&self, key: &CallKey) -> Result<OrderState, OutsideError> {
        around("payment undo", self.0.undo(key)).await
    }
}

#[async_trait]
impl FileStorage for Pointed<dyn FileStorage> {
    async fn put(&self, file: FileRef, bytes: Vec<u8>) -> Result<(), OutsideError> {
        around("file put", self.0.put(file, bytes)).await
    }
    async fn get(&self, file: FileRef) -> Result<Option<Vec<u8>>, OutsideError> {
        self.0.get(file).await
    }
    async fn delete(&self, id: FileId) -> Result<bool, OutsideError> {
        around("file delete", self.0.delete(id)).await
    }
}

#[async_trait]
impl EventBus for Pointed<dyn EventBus> {
    async fn publish(&self, events: &[CloudEvent]) -> Result<(), OutsideError> {
        around("publish", self.0.publish(events)).await
    }
}
