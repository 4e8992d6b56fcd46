//! The server.

use crate::{compose, config::Config};
use anyhow::Context;
use kredo_persistence::SqlStore;
use tokio::{
    net::TcpListener,
    signal::unix::{SignalKind, signal},
};

/// Serves until SIGINT or SIGTERM, then ends what has begun.
pub(crate) async fn serve(config: &Config, store: SqlStore) -> anyhow::Result<()> {
    let address = config.server.listen;
    let interface = compose::interface(config, store.clone())?;
    let listener = TcpListener::bind(address)
        .await
        .with_context(|| format!("cannot listen on {address}; see --listen"))?;
    println!("listening on http://{}", listener.local_addr()?);
    let (mut interrupt, mut terminate) =
        (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    let stop = async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
        tracing::info!("stopping: no new connections, the open ones are served to their end");
    };
    kredo_http::serve(listener, interface, stop).await?;
    Ok(store.close().await?)
}
