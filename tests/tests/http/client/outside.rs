//! The gateway fails, and the log keeps silent.

use super::{DEVICE, PHONE, ask, codes, enter, sent_code, wrong};
use crate::mute::Mute;
use axum::body::Body;
use http::{Request, header};
use kredo_application::{
    notification::ports::{MessageId, SentMessage, SmsGateway},
    outside::{CallKey, OutsideError},
};
use kredo_domain::Phone;
use kredo_tests::api::{Api, World};
use std::sync::{
    Arc, Mutex,
    atomic::{AtomicBool, Ordering},
};

/// Loses every first call of a key, before or after it was carried out.
struct Faulty {
    inner: Arc<dyn SmsGateway>,
    seen: Mutex<Vec<CallKey>>,
    carried_out: AtomicBool,
}

#[async_trait::async_trait]
impl SmsGateway for Faulty {
    async fn send(
        &self,
        key: &CallKey,
        phone: &Phone,
        text: &str,
    ) -> Result<MessageId, OutsideError> {
        let first = {
            let mut seen = self.seen.lock().unwrap();
            let first = !seen.contains(key);
            seen.push(key.clone());
            first
        };
        // The second challenge's call is carried out, and its answer lost.
        let carried_out = self.carried_out.load(Ordering::SeqCst);
        if first && !carried_out {
            self.carried_out.store(true, Ordering::SeqCst);
            let source = "no connection".into();
            return Err(OutsideError::Unavailable { system: "sms", source });
        }
        let sent = self.inner.send(key, phone, text).await;
        if first {
            return Err(OutsideError::Unknown { system: "sms", source: "time-out".into() });
        }
        sent
    }
    async fn ask(&self, key: &CallKey) -> Result<Option<SentMessage>, OutsideError> {
        self.inner.ask(key).await
    }
}

#[tokio::test]
async fn a_code_that_did_not_go_out_goes_out_when_it_is_asked_for_again_and_no_other_does() {
    let gateway = |inner| {
        let (seen, carried_out) = (Mutex::default(), AtomicBool::default());
        Arc::new(Faulty { inner, seen, carried_out }) as Arc<dyn SmsGateway>
    };
    let api = Api::in_world(World { gateway, ..World::default() }).await;
    for (phone, kept_after_failure) in [(PHONE, 0), ("79010000002", 1)] {
        let failed = ask(&api, phone).await;
        assert_eq!(failed.refusal(), (503, "OUTSIDE_UNAVAILABLE"));
        assert_eq!(codes(&api, phone).await.len(), kept_after_failure);
        for _ in 0..2 {
            assert_eq!(ask(&api, phone).await.status, 200);
            assert_eq!(codes(&api, phone).await.len(), 1);
        }
        let code = codes(&api, phone).await.pop().unwrap();
        assert_eq!(enter(&api, phone, &code).await.status, 200);
    }
}

#[tokio::test]
async fn a_phone_that_gets_no_messages_is_refused_a_code() {
    let gateway: fn(_) -> Arc<dyn SmsGateway> = |_| Arc::new(Mute);
    let api = Api::in_world(World { gateway, ..World::default() }).await;
    assert_eq!(ask(&api, PHONE).await.refusal(), (409, "OUTSIDE_REFUSED"));
}

#[derive(Clone, Default)]
struct Paper(Arc<Mutex<Vec<u8>>>);

impl std::io::Write for Paper {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn neither_phone_nor_code_nor_device_is_logged() {
    let paper = Paper::default();
    let on_paper = paper.clone();
    let log = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(move || on_paper.clone())
        .finish();
    let _log = tracing::subscriber::set_default(log);
    let api = Api::start().await;
    // Long, so that no time or number in the log is it by chance.
    let code = "8431906257";
    api.fix_code(PHONE, code).await;
    assert_eq!(sent_code(&api, PHONE).await, code);
    enter(&api, PHONE, &wrong(code)).await;
    assert_eq!(enter(&api, PHONE, code).await.status, 200);
    let request = Request::post("/auth")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(format!("phone_number={PHONE}&code={code}")));
    api.send(request.unwrap()).await;
    let written = String::from_utf8(paper.0.lock().unwrap().clone()).unwrap();
    assert!(written.contains("/auth/code"), "{written}");
    for secret in [PHONE, code, &wrong(code), DEVICE] {
        let found = written.lines().find(|line| line.contains(secret));
        assert_eq!(found, None, "{secret}");
    }
}
