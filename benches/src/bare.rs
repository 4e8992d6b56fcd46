//! A bare handler for the status: one SELECT through a plain pool. It runs as a process of its own,
//! as the program does.

use anyhow::Context;
use axum::{
    Json, Router,
    extract::{Path, State},
    routing::get,
};
use http::StatusCode;
use sea_orm::sqlx::{self, FromRow, PgPool, Row, SqlitePool};
use serde_json::{Value, json};
use std::sync::Arc;
use tokio::net::TcpListener;
use uuid::Uuid;

/// As many connections as the program has unless it is told otherwise.
const CONNECTIONS: u32 = 10;

/// The row that the status is made from, looked up by its key.
const SELECT: &str = "SELECT id, version, partner, request, customer_id, questionnaire, state, \
                      files, created_at FROM loan_application WHERE id = $1";

enum Pool {
    Sqlite(SqlitePool),
    Postgres(PgPool),
}

impl Pool {
    async fn connect(database: &str) -> sqlx::Result<Self> {
        if database.starts_with("sqlite:") {
            let pool = sqlx::pool::PoolOptions::new().max_connections(CONNECTIONS);
            return pool.connect(database).await.map(Self::Sqlite);
        }
        let pool = sqlx::pool::PoolOptions::new().max_connections(CONNECTIONS);
        pool.connect(database).await.map(Self::Postgres)
    }

    async fn application(&self, id: Uuid) -> sqlx::Result<Application> {
        match self {
            Self::Sqlite(pool) => sqlx::query_as(SELECT).bind(id).fetch_one(pool).await,
            Self::Postgres(pool) => sqlx::query_as(SELECT).bind(id).fetch_one(pool).await,
        }
    }
}

/// What the answer needs of the row.
struct Application {
    questionnaire: Value,
    state: Value,
}

impl<'r, R> FromRow<'r, R> for Application
where
    R: Row,
    &'static str: sqlx::ColumnIndex<R>,
    Value: sqlx::Decode<'r, R::Database> + sqlx::Type<R::Database>,
{
    fn from_row(row: &'r R) -> sqlx::Result<Self> {
        Ok(Self { questionnaire: row.try_get("questionnaire")?, state: row.try_get("state")? })
    }
}

async fn status(
    State(pool): State<Arc<Pool>>,
    Path(id): Path<Uuid>,
) -> Result<Json<Value>, StatusCode> {
    let found = pool.application(id).await.map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
    Ok(Json(answer(&found)))
}

/// The answer to a completed application, with the members that the program's has.
fn answer(Application { questionnaire, state }: &Application) -> Value {
    let contract = &state["signed"]["contract"];
    let (offer, price) = (&contract["offer"], &questionnaire["cart"][0]["price"]["minor"]);
    json!({
        "status": state["state"],
        "payload": {
            "contractNumber": contract["number"],
            "confirmedProduct": {
                "partnerProductCode": offer["product"],
                "payment": offer["schedule"]["rows"][0]["payment"]["minor"],
                "interestRate": offer["schedule"]["rate"]["percent"],
                "creditInfo": {
                    "cost": price,
                    "firstPay": questionnaire["down_payment"]["minor"],
                    "period": offer["term"]["count"],
                    "totalSumInCredit": questionnaire["loan_amount"]["minor"],
                    "totalSumOutOfCredit": questionnaire["down_payment"]["minor"],
                },
            },
        },
        "message": "",
    })
}

/// Serves until it is ended from outside; says first where it listens.
pub(crate) async fn serve(database: &str) -> anyhow::Result<()> {
    let pool = Pool::connect(database).await.context("the database opens")?;
    let router =
        Router::new().route("/applications/{id}/status", get(status)).with_state(Arc::new(pool));
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("listening on http://{}", listener.local_addr()?);
    Ok(axum::serve(listener, router).await?)
}
