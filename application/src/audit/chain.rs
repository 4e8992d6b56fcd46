//! Putting events into the trail.

use super::{AuditRecord, AuditSigner, ORIGIN};
use crate::{AppError, UnitOfWork, outbox::OutboxEvent};

/// Chains the events that the trail does not have yet, and signs the last one. Only whoever has the
/// outbox's lease does so: the chain has one end.
///
/// # Errors
/// The store's and the signer's.
pub async fn chain_events(
    unit: &mut dyn UnitOfWork,
    signer: &dyn AuditSigner,
    events: &[OutboxEvent],
) -> Result<(), AppError> {
    let ids: Vec<_> = events.iter().map(|event| event.id).collect();
    let known = unit.audit().known(&ids).await?;
    let fresh: Vec<_> = events.iter().filter(|event| !known.contains(&event.id)).collect();
    if fresh.is_empty() {
        return Ok(());
    }
    let head = unit.audit().head().await?;
    let (mut place, mut hash) = head.map_or((0, ORIGIN), |head| (head.sequence, head.hash));
    let mut records = Vec::with_capacity(fresh.len());
    for event in fresh {
        place = place.saturating_add(1);
        let record = AuditRecord::of(event, place, hash)?;
        hash = record.hash;
        records.push(record);
    }
    if let Some(last) = records.last_mut() {
        last.signature = Some(signer.sign(&last.hash)?);
    }
    Ok(unit.audit().add(&records).await?)
}
