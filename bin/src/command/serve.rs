//! The server.

use crate::{compose, config::Config};
use anyhow::Context;
use chrono::NaiveDate;
use kredo_http::ServerSettings;
use kredo_messaging::OutboxRelay;
use kredo_persistence::SqlStore;
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use tokio::{
    net::TcpListener,
    signal::unix::{SignalKind, signal},
    sync::oneshot,
};

/// Serves until SIGINT or SIGTERM, then ends what has begun.
pub(crate) async fn serve(
    config: &Config,
    store: SqlStore,
    today: Option<NaiveDate>,
) -> anyhow::Result<()> {
    // Before anybody is told that it listens: from then on a stop is one in order.
    let (mut interrupt, mut terminate) =
        (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    let address = config.server.listen;
    allow_connections(config.server.settings.connections);
    let service = Service::prepare(config, store, today).await?;
    let sandboxes = compose::sandboxes(config).join(", ");
    tracing::warn!("{sandboxes}: these are sandboxes, for trials only");
    if config.lender.is_example() {
        tracing::warn!("the lender is an example that does not exist; set [lender]");
    }
    let listener = TcpListener::bind(address)
        .await
        .with_context(|| format!("cannot listen on {address}; see --listen"))?;
    println!("listening on http://{}", listener.local_addr()?);
    let stop = async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    };
    service.run(listener, stop).await
}

/// Has the system let the process open so many connections, with some files more; says so when it
/// does not.
fn allow_connections(connections: usize) {
    let needed = u64::try_from(connections).unwrap_or(u64::MAX).saturating_add(256);
    let limit = getrlimit(Resource::Nofile);
    if limit.current.is_none_or(|current| current >= needed) {
        return;
    }
    let most = limit.maximum.unwrap_or(needed).min(needed);
    let raised = setrlimit(Resource::Nofile, Rlimit { current: Some(most), ..limit });
    if raised.is_err() || most < needed {
        tracing::warn!(most, needed, "the system lets the process open too few files");
    }
}

/// A server that is put together and does nothing yet.
pub(super) struct Service {
    server: compose::Server,
    settings: ServerSettings,
    relay: OutboxRelay,
    store: SqlStore,
}

impl Service {
    /// Puts a server on that store together; makes keys and folders that are missing.
    pub(super) async fn prepare(
        config: &Config,
        store: SqlStore,
        today: Option<NaiveDate>,
    ) -> anyhow::Result<Self> {
        let server = compose::server(config, store.clone(), today).await?;
        server.engine.check().await.context("flows are live that this program does not know")?;
        let relay = compose::relay(config, store.clone())?;
        Ok(Self { server, settings: config.server.settings, relay, store })
    }

    /// Serves until `stop` ends, then ends what has begun and closes the store.
    pub(super) async fn run(
        self,
        listener: TcpListener,
        stop: impl Future<Output = ()> + Send + 'static,
    ) -> anyhow::Result<()> {
        let Self { server: compose::Server { engine, interface }, settings, relay, store } = self;
        let (stop_engine, engine_stopped) = oneshot::channel::<()>();
        let engine = tokio::spawn(engine.work_until(async move { drop(engine_stopped.await) }));
        let (stop_relay, relay_stopped) = oneshot::channel::<()>();
        let relay = tokio::spawn(async move {
            relay.work_until(async move { drop(relay_stopped.await) }).await;
        });
        let until_stopped = async move {
            stop.await;
            tracing::info!("stopping: what has begun is brought to its end");
        };
        kredo_http::serve(listener, interface, settings, until_stopped).await;
        // After the last request, which may have handed it a flow.
        drop(stop_engine);
        engine.await?;
        // Last, so that what the engine has recorded to its end is published as well.
        drop(stop_relay);
        relay.await?;
        Ok(store.close().await?)
    }
}
