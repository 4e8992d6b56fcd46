//! The databases under measurement.

use anyhow::Context;
use sea_orm::{ConnectionTrait, Database as Connect};
use std::path::Path;
use uuid::Uuid;

/// Which database, and where.
pub(crate) enum Database {
    Sqlite,
    /// The address of a server.
    Postgres(String),
}

impl Database {
    pub(crate) const POSTGRES: &str = "PostgreSQL";

    pub(crate) const fn name(&self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::Postgres(_) => Self::POSTGRES,
        }
    }

    /// The address of an empty one; SQLite's file lies in the folder.
    pub(crate) async fn empty(&self, folder: &Path) -> anyhow::Result<String> {
        let Self::Postgres(server) = self else {
            return Ok(format!("sqlite://{}", folder.join("kredo.db").display()));
        };
        create(server, "template1").await
    }

    /// The address of a copy of a PostgreSQL server's database, to which nobody is connected.
    pub(crate) async fn copy(server: &str, name: &str) -> anyhow::Result<String> {
        create(server, name).await
    }
}

async fn create(server: &str, template: &str) -> anyhow::Result<String> {
    let name = format!("bench_{}", Uuid::now_v7().as_simple());
    let admin = Connect::connect(server).await?;
    admin.execute_unprepared(&format!("CREATE DATABASE {name} TEMPLATE {template}")).await?;
    admin.close().await?;
    let (address, _) = server.rsplit_once('/').context("the server's address has a path")?;
    Ok(format!("{address}/{name}"))
}
