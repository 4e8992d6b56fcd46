use super::*;
use axum::routing::get;
use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    sync::{Notify, oneshot},
};

const REQUEST: &[u8] = b"GET / HTTP/1.1\r\nhost: x\r\n\r\n";

struct Server {
    address: std::net::SocketAddr,
    stop: oneshot::Sender<()>,
    ended: tokio::task::JoinHandle<()>,
    /// Lets whoever asks for `/slow` have an answer.
    release: Arc<Notify>,
    slow: Arc<AtomicUsize>,
}

async fn server(settings: ServerSettings) -> Server {
    let (release, slow) = (Arc::new(Notify::new()), Arc::new(AtomicUsize::new(0)));
    let (released, begun) = (Arc::clone(&release), Arc::clone(&slow));
    let held = get(async move || {
        begun.fetch_add(1, Ordering::Relaxed);
        released.notified().await;
        "late"
    });
    let router = Router::new().route("/", get(async || "here")).route("/slow", held);
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let stopped = async move { drop(stopped.await) };
    let ended = tokio::spawn(serve_router(listener, router, settings, stopped));
    Server { address, stop, ended, release, slow }
}

async fn connect(server: &Server) -> TcpStream {
    TcpStream::connect(server.address).await.unwrap()
}

/// What comes back; empty when the connection was closed.
async fn answer(stream: &mut TcpStream) -> String {
    let mut bytes = vec![0; 4096];
    let read = stream.read(&mut bytes).await.unwrap_or(0);
    String::from_utf8_lossy(&bytes[..read]).into_owned()
}

async fn asked(stream: &mut TcpStream) -> String {
    stream.write_all(REQUEST).await.unwrap();
    answer(stream).await
}

#[tokio::test]
async fn whoever_only_holds_on_makes_room_for_whoever_asks() {
    let server = server(ServerSettings { connections: 8, ..ServerSettings::default() }).await;
    let mut idle = Vec::new();
    for _ in 0..8 {
        idle.push(connect(&server).await);
    }
    let mut used = idle.pop().unwrap();
    assert!(asked(&mut used).await.contains("200 OK"));
    for _ in 0..20 {
        let mut new = connect(&server).await;
        assert!(asked(&mut new).await.contains("200 OK"));
        idle.push(new);
    }
    assert_eq!(answer(&mut idle[0]).await, "", "the one idle longest was closed");
    assert!(asked(idle.last_mut().unwrap()).await.contains("200 OK"), "the last ones stay");
}

#[tokio::test]
async fn whoever_is_being_served_is_not_sent_away() {
    let server = server(ServerSettings { connections: 2, ..ServerSettings::default() }).await;
    let mut asking = connect(&server).await;
    asking.write_all(b"GET /slow HTTP/1.1\r\nhost: x\r\n\r\n").await.unwrap();
    while server.slow.load(Ordering::Relaxed) == 0 {
        tokio::task::yield_now().await;
    }
    let mut others = Vec::new();
    for _ in 0..5 {
        let mut other = connect(&server).await;
        assert!(asked(&mut other).await.contains("200 OK"));
        others.push(other);
    }
    server.release.notify_one();
    assert!(answer(&mut asking).await.contains("late"));
    assert!(asked(&mut asking).await.contains("200 OK"), "nor told to go after its answer");
}

#[tokio::test]
async fn a_head_that_never_ends_is_not_waited_for() {
    let settings = ServerSettings { head: Duration::from_millis(50), ..ServerSettings::default() };
    let server = server(settings).await;
    let (mut silent, mut slow) = (connect(&server).await, connect(&server).await);
    slow.write_all(b"GET / HTTP/1.1\r\nhost: ").await.unwrap();
    assert_eq!(answer(&mut silent).await, "");
    assert!(!answer(&mut slow).await.contains("200"));
}

#[tokio::test]
async fn a_flood_of_headers_is_refused() {
    let server = server(ServerSettings::default()).await;
    let mut many = connect(&server).await;
    let lines = (0..1000).fold(String::new(), |lines, n| format!("{lines}x-{n}: y\r\n"));
    let head = format!("GET / HTTP/1.1\r\nhost: x\r\n{lines}\r\n");
    many.write_all(head.as_bytes()).await.unwrap();
    assert!(answer(&mut many).await.contains(" 431 "));
    let mut long = connect(&server).await;
    let head = format!("GET / HTTP/1.1\r\nhost: x\r\nx: {}\r\n\r\n", "y".repeat(1024 * 1024));
    // It may be closed before it has sent everything.
    let _ = long.write_all(head.as_bytes()).await;
    assert!(!answer(&mut long).await.contains(" 200 "));
}

#[tokio::test]
async fn what_has_begun_is_brought_to_its_end() {
    let server = server(ServerSettings::default()).await;
    let (mut asking, mut idle) = (connect(&server).await, connect(&server).await);
    asking.write_all(b"GET /slow HTTP/1.1\r\nhost: x\r\n\r\n").await.unwrap();
    while server.slow.load(Ordering::Relaxed) == 0 {
        tokio::task::yield_now().await;
    }
    drop(server.stop);
    assert_eq!(answer(&mut idle).await, "", "nobody waits for who asks nothing");
    server.release.notify_one();
    assert!(answer(&mut asking).await.contains("late"));
    server.ended.await.unwrap();
}

#[tokio::test]
async fn a_stop_does_not_wait_for_ever() {
    let settings = ServerSettings { drain: Duration::from_millis(50), ..ServerSettings::default() };
    let server = server(settings).await;
    let mut asking = connect(&server).await;
    asking.write_all(b"GET /slow HTTP/1.1\r\nhost: x\r\n\r\n").await.unwrap();
    while server.slow.load(Ordering::Relaxed) == 0 {
        tokio::task::yield_now().await;
    }
    drop(server.stop);
    server.ended.await.unwrap();
    assert_eq!(answer(&mut asking).await, "");
}
