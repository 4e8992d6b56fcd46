//! The server.

use crate::{compose, config::Config};
use anyhow::Context;
use chrono::NaiveDate;
use kredo_persistence::SqlStore;
use tokio::{
    net::TcpListener,
    signal::unix::{SignalKind, signal},
    sync::{oneshot, watch},
};

/// Serves until SIGINT or SIGTERM, then ends what has begun.
pub(crate) async fn serve(
    config: &Config,
    store: SqlStore,
    today: Option<NaiveDate>,
) -> anyhow::Result<()> {
    let address = config.server.listen;
    let compose::Server { engine, interface } = compose::server(config, store.clone(), today)?;
    engine.check().await.context("flows are live that this program does not know")?;
    let sandboxes = compose::sandboxes(config).join(", ");
    tracing::warn!("{sandboxes}: these are sandboxes, for trials only");
    if config.lender.is_example() {
        tracing::warn!("the lender is an example that does not exist; set [lender]");
    }
    let listener = TcpListener::bind(address)
        .await
        .with_context(|| format!("cannot listen on {address}; see --listen"))?;
    println!("listening on http://{}", listener.local_addr()?);
    let (mut interrupt, mut terminate) =
        (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    let (stop, mut stopped) = watch::channel(false);
    let mut engine_stopped = stopped.clone();
    let engine = tokio::spawn(engine.work_until(async move {
        // A sender that is gone is a stop as well.
        let _stopped = engine_stopped.wait_for(|stop| *stop).await;
    }));
    let relay = compose::relay(config, store.clone());
    let (stop_relay, relay_stopped) = oneshot::channel::<()>();
    let relay = tokio::spawn(async move {
        relay.work_until(async move { drop(relay_stopped.await) }).await;
    });
    tokio::spawn(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
        tracing::info!("stopping: what has begun is brought to its end");
        stop.send_replace(true);
    });
    let until_stopped = async move {
        let _stopped = stopped.wait_for(|stop| *stop).await;
    };
    kredo_http::serve(listener, interface, until_stopped).await?;
    engine.await?;
    // Last, so that what the engine has recorded to its end is published as well.
    drop(stop_relay);
    relay.await?;
    Ok(store.close().await?)
}
