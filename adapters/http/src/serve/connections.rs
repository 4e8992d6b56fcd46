//! The open connections, and which of them is idle for how long.

use super::ServerSettings;
use axum::Router;
use hyper::{server::conn::http1, service::service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use std::{
    collections::BTreeMap,
    net::IpAddr,
    pin::pin,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use tokio::{
    net::TcpStream,
    sync::{Notify, watch},
    time::sleep,
};
use tower::ServiceExt;

/// The address that a request came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Peer(pub(crate) IpAddr);

/// How long a connection that was told to go has for it.
const FAREWELL: Duration = Duration::from_secs(1);

#[derive(Default)]
struct Book {
    open: usize,
    /// Grows with each thing that happens: of two idle connections the smaller one is idle longer.
    clock: u64,
    /// By the moment since which they are idle.
    idle: BTreeMap<u64, Arc<Notify>>,
}

pub(super) struct Connections {
    settings: ServerSettings,
    book: Mutex<Book>,
    closed: Notify,
}

/// The place of one connection; taken as long as it exists.
pub(super) struct Open {
    connections: Arc<Connections>,
    leave: Arc<Notify>,
    idle_since: Mutex<Option<u64>>,
}

impl Connections {
    pub(super) fn new(settings: ServerSettings) -> Arc<Self> {
        Arc::new(Self { settings, book: Mutex::default(), closed: Notify::new() })
    }

    fn book(&self) -> MutexGuard<'_, Book> {
        self.book.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until one more may be opened; sends away whoever is idle longest.
    pub(super) async fn room(&self) {
        loop {
            let mut closed = pin!(self.closed.notified());
            closed.as_mut().enable();
            {
                let mut book = self.book();
                if book.open < self.settings.connections {
                    return;
                }
                if let Some((_, longest)) = book.idle.pop_first() {
                    longest.notify_one();
                }
            }
            closed.await;
        }
    }

    /// Takes a place for a connection that was accepted.
    pub(super) fn open(self: &Arc<Self>) -> Open {
        self.book().open += 1;
        let (connections, leave) = (Arc::clone(self), Arc::default());
        let open = Open { connections, leave, idle_since: Mutex::new(None) };
        open.rests();
        open
    }
}

impl Open {
    fn idle_since(&self) -> MutexGuard<'_, Option<u64>> {
        self.idle_since.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Nothing is asked of it.
    fn rests(&self) {
        let mut book = self.connections.book();
        book.clock += 1;
        let now = book.clock;
        book.idle.insert(now, Arc::clone(&self.leave));
        *self.idle_since() = Some(now);
    }

    /// Something is asked of it.
    fn works(&self) {
        let since = self.idle_since().take();
        if let Some(since) = since {
            self.connections.book().idle.remove(&since);
        }
    }

    /// Serves the connection until it ends, is sent away, or the server closes.
    pub(super) async fn serve(
        self,
        stream: TcpStream,
        peer: Peer,
        router: Router,
        mut closing: watch::Receiver<bool>,
    ) {
        let open = &self;
        let service = service_fn(|mut request: hyper::Request<hyper::body::Incoming>| {
            let router = router.clone();
            request.extensions_mut().insert(peer);
            async {
                open.works();
                let response = router.oneshot(request).await;
                open.rests();
                response
            }
        });
        let mut connection = pin!(
            http1::Builder::new()
                .timer(TokioTimer::new())
                .header_read_timeout(open.connections.settings.head)
                .max_headers(ServerSettings::HEADERS)
                .max_buf_size(ServerSettings::HEAD_BYTES)
                .serve_connection(TokioIo::new(stream), service)
        );
        let asked_to_leave = async {
            tokio::select! {
                () = open.leave.notified() => true,
                // A sender that is gone is a close as well.
                _ = closing.wait_for(|closing| *closing) => false,
            }
        };
        let idle = tokio::select! {
            ended = connection.as_mut() => {
                if let Err(error) = ended {
                    tracing::debug!(error = &error as &dyn std::error::Error, "a connection broke");
                }
                return;
            }
            idle = asked_to_leave => idle,
        };
        connection.as_mut().graceful_shutdown();
        let hurry = async {
            if idle {
                sleep(FAREWELL).await;
            } else {
                std::future::pending::<()>().await;
            }
        };
        tokio::select! {
            _ = connection => {}
            () = hurry => {}
        }
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        self.works();
        self.connections.book().open -= 1;
        self.connections.closed.notify_one();
    }
}
