//! Cards, and what other systems call them.

use crate::replay::Replay;

pub(super) async fn play(replay: &mut Replay) {
    let created = replay.play("crs.card.create-internal").await;
    // The addresses of a card and of its integrations name it differently.
    for name in ["cardGuid", "guid"] {
        replay.know(name, created["guid"].as_str().unwrap());
    }
    replay.play("crs.card.list-internal").await;
    replay.play("crs.card.list-for-client").await;
    replay.play("crs.card.find-all").await;
    replay.play("crs.card.get").await;
    replay.play("crs.card.patch").await;
    replay.play("crs.card.patch-internal").await;
    replay.play("crs.card-integration.create").await;
    replay.play("crs.card-integration.list").await;
}
