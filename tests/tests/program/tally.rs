//! What there is after a journey, counted in the database, at the other systems and in the log.

use kredo_application::Store;
use kredo_tests::program::{Around, Installation, SteadfastPartner};
use sea_orm::{ConnectionTrait, Database, Statement};
use std::collections::{BTreeMap, BTreeSet};

/// Everything that may be there once, and once only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) loans: i64,
    pub(crate) orders: i64,
    pub(crate) contracts: i64,
    pub(crate) customers: i64,
    pub(crate) consents: i64,
    /// Payouts that the provider made.
    pub(crate) payouts: usize,
    /// Messages that the gateway delivered.
    pub(crate) messages: usize,
    /// Distinct events by type.
    pub(crate) events: BTreeMap<String, usize>,
}

impl Tally {
    /// Counts; nothing may wait in the outbox any more.
    pub(crate) async fn of(installation: &Installation, around: &Around) -> Self {
        let database = Database::connect(installation.database()).await.unwrap();
        let count = async |table: &str| {
            let sql = format!("SELECT count(*) AS n FROM {table}");
            let query = Statement::from_string(database.get_database_backend(), sql);
            let row = database.query_one_raw(query).await.unwrap().unwrap();
            row.try_get::<i64>("", "n").unwrap()
        };
        let tally = Self {
            loans: count("loan").await,
            orders: count("transaction_order").await,
            contracts: count("contract_file").await,
            customers: count("customer").await,
            consents: count("consent").await,
            payouts: around.payouts(),
            messages: around.messages().len(),
            events: events(&installation.log()),
        };
        database.close().await.unwrap();
        tally
    }
}

/// Distinct events in a log, by type.
fn events(log: &str) -> BTreeMap<String, usize> {
    let mut seen = BTreeSet::new();
    for line in log.lines().filter(|line| line.contains(" event id=")) {
        let field = |name: &str| {
            let (_, rest) = line.split_once(name).unwrap();
            rest.split(' ').next().unwrap().to_owned()
        };
        seen.insert((field(" type="), field(" id=")));
    }
    let mut events = BTreeMap::new();
    for (kind, _) in seen {
        *events.entry(kind).or_default() += 1;
    }
    events
}

/// How often events were published in all; more than there are where a server died between the bus
/// and the outbox.
pub(crate) fn published(log: &str) -> usize {
    log.lines().filter(|line| line.contains(" event id=")).count()
}

/// Waits until every event has been published; a server that dies meanwhile is started again.
pub(crate) async fn everything_is_published(
    installation: &Installation,
    partner: &SteadfastPartner<'_>,
) {
    let store = installation.store().await;
    while !store.reader().await.unwrap().outbox().pending(1).await.unwrap().is_empty() {
        partner.ask_after_the_server().await;
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    store.close().await.unwrap();
}
