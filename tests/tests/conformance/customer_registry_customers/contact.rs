//! Contacts, under the names of each list.

use crate::replay::Replay;

pub(super) async fn play(replay: &mut Replay) {
    replay.play("crs.customer-contact.create").await;
    replay.play("crs.customer-contact.find").await;
    replay.play("crs.customer-contact.list-internal").await;
    replay.play("crs.customer-contact.list-for-client").await;
}
