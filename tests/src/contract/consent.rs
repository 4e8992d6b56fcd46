use super::commit_customers;
use crate::{
    backend::Backend,
    fixture::{FixedClock, Sample, id, recorder},
};
use chrono::FixedOffset;
use kredo_application::{
    BusinessTime,
    consent::{
        KnownConsent, ListConsents, RecordConsents, RecordConsentsCommand, WithdrawConsent,
        WithdrawConsentCommand,
    },
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

pub async fn a_consent_that_was_signed_is_withdrawn_and_signed_again(b: &impl Backend) {
    commit_customers(b, 1).await;
    let zone = FixedOffset::east_opt(0).unwrap();
    let (recorder, clock) = (recorder(), Arc::new(FixedClock::default()));
    let time = BusinessTime::real(clock, zone);
    let record = RecordConsents::new(recorder.clone(), time.clone());
    let withdraw = WithdrawConsent::new(recorder, time);
    let statement = Consent::full(1).state().statement.clone();
    let kind = statement.kind.clone();
    let sign = |application: u128| RecordConsentsCommand {
        customer: id(1),
        application: Some(id(application)),
        statements: vec![statement.clone()],
    };
    let withdrawn = WithdrawConsentCommand { customer: id(1), kind };
    let refused = run(&*b.store(), &withdraw, &withdrawn).await.unwrap_err();
    assert_eq!(refused.code().name(), "CONSENT_NOT_FOUND");
    for application in [7, 8] {
        run(&*b.store(), &record, &sign(application)).await.unwrap();
        for _ in 0..2 {
            run(&*b.store(), &withdraw, &withdrawn).await.unwrap();
        }
    }
    run(&*b.store(), &record, &sign(9)).await.unwrap();
    let known = run(&*b.store(), &ListConsents, &id(1)).await.unwrap();
    let told = |known: &KnownConsent| {
        let state = known.consent.state();
        (state.application.is_some(), state.statement.given, known.in_force)
    };
    let (signed, withdrawn) = ((true, true, false), (false, false, false));
    let expected = [signed, withdrawn, signed, withdrawn, (true, true, true)];
    assert_eq!(known.iter().map(told).collect::<Vec<_>>(), expected);
}
