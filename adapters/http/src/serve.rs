//! Accepting connections: those that only hold on to the server make room for those that ask.

mod connections;
mod settings;

pub(crate) use connections::Peer;
pub use settings::ServerSettings;

use crate::{Dependencies, router};
use axum::Router;
use connections::Connections;
use std::{pin::pin, time::Duration};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::watch,
    task::JoinSet,
    time::timeout,
};

/// The pause after a failure to accept, as when the process has no file descriptor left.
const BREATH: Duration = Duration::from_millis(50);

/// Serves the interface until `stop` ends, then ends what has begun, as long as that may take.
pub async fn serve(
    listener: TcpListener,
    dependencies: Dependencies,
    settings: ServerSettings,
    stop: impl Future<Output = ()>,
) {
    serve_router(listener, router(dependencies), settings, stop).await;
}

async fn serve_router(
    listener: TcpListener,
    router: Router,
    settings: ServerSettings,
    stop: impl Future<Output = ()>,
) {
    let (closing, closed) = watch::channel(false);
    let connections = Connections::new(settings);
    let mut open = JoinSet::new();
    let mut stop = pin!(stop);
    loop {
        let accepted = tokio::select! {
            () = &mut stop => break,
            accepted = accept(&listener, &connections) => accepted,
        };
        while open.try_join_next().is_some() {}
        if let Some((stream, peer)) = accepted {
            let (place, router, closed) = (connections.open(), router.clone(), closed.clone());
            open.spawn(place.serve(stream, peer, router, closed));
        }
    }
    drop(listener);
    closing.send_replace(true);
    let all = async { while open.join_next().await.is_some() {} };
    if timeout(settings.drain, all).await.is_err() {
        tracing::warn!("requests are cut off: they took longer than the time to stop");
    }
}

/// The next connection, as soon as there is room for it; somebody who only holds on makes room.
async fn accept(listener: &TcpListener, connections: &Connections) -> Option<(TcpStream, Peer)> {
    match listener.accept().await {
        Ok((stream, address)) => {
            connections.room().await;
            // Answers are small: waiting to fill a packet would only delay them.
            let _ = stream.set_nodelay(true);
            Some((stream, Peer(address.ip())))
        }
        Err(error) => {
            tracing::warn!(error = &error as &dyn std::error::Error, "no connection was accepted");
            tokio::time::sleep(BREATH).await;
            None
        }
    }
}

#[cfg(test)]
mod tests;
