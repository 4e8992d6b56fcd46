//! A wire that can be cut.

use std::{net::SocketAddr, sync::Arc};
use tokio::{
    io::copy_bidirectional,
    net::{TcpListener, TcpStream},
    sync::watch,
    task::JoinHandle,
};

/// Passes connections on, until it is cut.
pub struct Proxy {
    address: SocketAddr,
    whole: Arc<watch::Sender<bool>>,
    passing: JoinHandle<()>,
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.passing.abort();
    }
}

impl Proxy {
    /// A wire to that port of this machine.
    pub async fn to(port: u16) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let whole = Arc::new(watch::Sender::new(true));
        let state = Arc::clone(&whole);
        let passing = tokio::spawn(async move {
            loop {
                let (mut near, _) = listener.accept().await.unwrap();
                let mut whole = state.subscribe();
                tokio::spawn(async move {
                    if !*whole.borrow() {
                        return;
                    }
                    let Ok(mut far) = TcpStream::connect(("127.0.0.1", port)).await else { return };
                    tokio::select! {
                        _ = copy_bidirectional(&mut near, &mut far) => {}
                        _ = whole.wait_for(|whole| !*whole) => {}
                    }
                });
            }
        });
        Self { address, whole, passing }
    }

    /// Where it begins.
    #[must_use]
    pub const fn port(&self) -> u16 {
        self.address.port()
    }
    /// Ends every connection, and each new one at once.
    pub fn cut(&self) {
        self.whole.send_replace(false);
    }
    /// Passes new connections on again.
    pub fn mend(&self) {
        self.whole.send_replace(true);
    }
}
