use super::commit_customers;
use crate::{
    backend::Backend,
    fixture::{FixedClock, Sample, id, recorder},
};
use chrono::FixedOffset;
use kredo_application::{
    BusinessTime,
    consent::{RecordConsents, RecordConsentsCommand},
    run,
};
use kredo_domain::consent::{Consent, ConsentKind};
use std::sync::Arc;

pub async fn consents_are_recorded_once_for_an_application(b: &impl Backend) {
    commit_customers(b, 1).await;
    let zone = FixedOffset::east_opt(0).unwrap();
    let time = BusinessTime::real(Arc::new(FixedClock::default()), zone);
    let record = RecordConsents::new(recorder(), time.clone());
    let first = Consent::full(1).state().statement.clone();
    let mut second = first.clone();
    second.kind = ConsentKind::advertising();
    second.given = false;
    let mut command = RecordConsentsCommand {
        customer: id(1),
        application: Some(id(7)),
        statements: vec![first, second],
    };
    let recorded = run(&*b.store(), &record, &command).await.unwrap();
    let stated: Vec<_> = recorded.iter().map(|c| c.state().statement.clone()).collect();
    assert_eq!(stated, command.statements);
    assert!(recorded.iter().all(|c| c.state().at == time.now()));
    assert_eq!(run(&*b.store(), &record, &command).await.unwrap(), recorded);

    command.statements[1].given = true;
    let refused = run(&*b.store(), &record, &command).await.unwrap_err();
    assert_eq!(refused.code().name(), "CONSENT_CONTRADICTS");
    command.customer = id(2);
    let refused = run(&*b.store(), &record, &command).await.unwrap_err();
    assert_eq!(refused.code().name(), "CUSTOMER_NOT_FOUND");

    let mut unit = b.store().reader().await.unwrap();
    let kept = unit.consents().of(id(1)).await.unwrap();
    assert_eq!(kept.into_iter().map(|c| c.value).collect::<Vec<_>>(), recorded);
    assert_eq!(unit.outbox().pending(10).await.unwrap().len(), 2);
}
