//! Faults of the tables.

use crate::{Case, case_list, first_failure, report, silence_panics, store_contract_cases};
use kredo_tests::backend::{Backend, Sqlite};
use sea_orm::{ConnectionTrait, Database, DatabaseConnection, Statement};

/// One planted fault: what it is, the table, and the SQL that plants it.
struct Fault {
    name: String,
    table: String,
    sql: String,
}

async fn open(backend: &Sqlite) -> DatabaseConnection {
    Database::connect(format!("sqlite://{}", backend.file().display())).await.unwrap()
}

async fn rows(database: &DatabaseConnection, sql: &str, columns: [&str; 3]) -> Vec<[String; 3]> {
    let query = Statement::from_string(database.get_database_backend(), sql);
    let rows = database.query_all_raw(query).await.unwrap();
    rows.iter().map(|row| columns.map(|c| row.try_get("", c).unwrap())).collect()
}

const COLUMNS: &str = "SELECT m.name AS t, c.name AS c, c.type AS k FROM sqlite_master m \
    JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND c.pk = 0 \
    AND m.name NOT IN ('seaql_migrations', 'sqlite_sequence', 'sequence')";

const UNIQUE_KEYS: &str = "SELECT m.name AS t, i.name AS c, '' AS k FROM sqlite_master m \
    JOIN pragma_index_list(m.name) i WHERE m.type = 'table' AND i.\"unique\" = 1 \
    AND i.origin = 'c'";

/// Each column is forgotten once: whatever is written, it keeps one and the same value.
fn forgotten([table, column, kind]: &[String; 3]) -> Fault {
    let constant = match kind.as_str() {
        "jsonb_text" => "'{}'",
        "boolean" | "bigint" => "0",
        "uuid_text" => "zeroblob(16)",
        "timestamp_with_timezone_text" => "'1970-01-01 00:00:00+00:00'",
        _ => "''",
    };
    let plant = |event: &str| {
        format!(
            "CREATE TRIGGER forget_{event} AFTER {event} ON {table} BEGIN \
             UPDATE {table} SET {column} = {constant} WHERE rowid = NEW.rowid; END;"
        )
    };
    let sql = format!("{} {}", plant("INSERT"), plant("UPDATE"));
    Fault { name: format!("{table} forgets {column}"), table: table.clone(), sql }
}

fn fault(name: &str, table: &str, sql: &str) -> Fault {
    Fault { name: name.to_owned(), table: table.to_owned(), sql: sql.to_owned() }
}

async fn faults() -> Vec<Fault> {
    let database = open(&Sqlite::start().await).await;
    let mut faults: Vec<_> =
        rows(&database, COLUMNS, ["t", "c", "k"]).await.iter().map(forgotten).collect();
    for [table, index, _] in rows(&database, UNIQUE_KEYS, ["t", "c", "k"]).await {
        // The outbox's is for the relay's look-up; a guid that is drawn twice is no case.
        if table != "outbox" {
            let sql = format!("DROP INDEX {index}");
            faults.push(Fault { name: format!("{table} without {index}"), table, sql });
        }
    }
    faults.extend([
        fault(
            "the register loses passports",
            "passport",
            "CREATE TRIGGER lose_passport AFTER INSERT ON invalid_passport WHEN NEW.passport > 5 \
             BEGIN DELETE FROM invalid_passport WHERE passport = NEW.passport; END;",
        ),
        fault(
            "passports of the old edition stay",
            "passport",
            "CREATE TRIGGER keep_passport BEFORE DELETE ON invalid_passport \
             BEGIN SELECT RAISE(IGNORE); END;",
        ),
        fault(
            "the outbox loses events",
            "outbox",
            "CREATE TRIGGER lose AFTER INSERT ON outbox \
             BEGIN DELETE FROM outbox WHERE rowid = NEW.rowid; END;",
        ),
        fault(
            "published events stay",
            "outbox",
            "CREATE TRIGGER stay BEFORE DELETE ON outbox BEGIN SELECT RAISE(IGNORE); END;",
        ),
        fault(
            "the version never grows",
            "customer",
            "CREATE TRIGGER same AFTER UPDATE ON customer \
             BEGIN UPDATE customer SET version = OLD.version WHERE rowid = NEW.rowid; END;",
        ),
        fault(
            "numbers repeat",
            "sequence",
            "CREATE TRIGGER again AFTER UPDATE ON sequence BEGIN UPDATE sequence SET value = 7; END;",
        ),
    ]);
    faults
}

/// A closed database with the fault, to be copied for each case.
async fn with(fault: &Fault, whole: &Sqlite) -> Sqlite {
    let backend = whole.copy().await;
    let database = open(&backend).await;
    database.execute_unprepared(&fault.sql).await.unwrap();
    database.close().await.unwrap();
    backend.sql().clone().close().await.unwrap();
    backend
}

/// What cases are called that write a great deal, and are tried when the others notice nothing.
const LONG: [&str; 3] = ["whatever", "thousand", "many"];

/// Every case, those that speak of the table first.
fn cases(table: &str) -> Vec<Case<Sqlite>> {
    let mut cases: Vec<Case<Sqlite>> = store_contract_cases!([case_list], Sqlite);
    let is_long = |name: &str| LONG.iter().any(|word| name.contains(word));
    cases.sort_by_key(|(name, _)| (is_long(name), !name.contains(table)));
    cases
}

/// Tries every other fault, from the first or from the second on: there are some hundreds, and two
/// tests run beside each other.
async fn every_other_fault_is_noticed(from: usize) {
    let faults = faults().await;
    silence_panics();
    let mut verdicts = Vec::new();
    let whole = Sqlite::start().await;
    whole.sql().clone().close().await.unwrap();
    for fault in faults.into_iter().skip(from).step_by(2) {
        let broken = with(&fault, &whole).await;
        let noticed = first_failure(cases(&fault.table), async || broken.copy().await).await;
        verdicts.push((fault.name, noticed));
    }
    report(&verdicts);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_faults_of_the_tables_with_odd_places_are_noticed() {
    every_other_fault_is_noticed(0).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_faults_of_the_tables_with_even_places_are_noticed() {
    every_other_fault_is_noticed(1).await;
}
