//! The bare driver's connections.

use tokio_postgres::{Client, NoTls};

/// What the bench's own sessions are called in the server's log.
pub(super) const APPLICATION: &str = "kredo-bench";

/// Connects; the connection's own task ends with the client.
pub(super) async fn connect(address: &str) -> anyhow::Result<Client> {
    let mut config: tokio_postgres::Config = address.parse()?;
    config.application_name(APPLICATION);
    let (client, connection) = config.connect(NoTls).await?;
    // An error of the connection reaches the client's next call as well.
    tokio::spawn(connection);
    Ok(client)
}
