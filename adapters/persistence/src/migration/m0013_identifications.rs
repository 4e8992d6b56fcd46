//! Records of identifications in the contract's form: a type beside the method, a status,
//! additional data, attempts that are numbered.

use super::{index, unique};
use kredo_domain::identification::IdentificationMethod;
use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, json_binary, text, text_null, timestamp_with_time_zone},
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const TABLE: &str = "identification";
const ATTEMPT: [&str; 5] = ["customer_id", "application_id", "kind", "method", "attempt"];
const ABOUT: [&str; 2] = ["customer_id", "application_id"];
const NEW: [&str; 5] = ["kind", "attempt", "status", "additional_data", "updated_at"];

/// The number of each among those of one customer, application and method. None of before had been
/// cancelled.
const NUMBER: &str = "UPDATE identification SET attempt = numbered.n FROM (\
    SELECT id, ROW_NUMBER() OVER (PARTITION BY customer_id, application_id, method \
    ORDER BY created_at, id) AS n FROM identification) AS numbered \
    WHERE numbered.id = identification.id";

/// What has no word in the form of before becomes a refusal with what it was as the reason.
const SAY_OTHERWISE: &str = "UPDATE identification SET \
    reason = COALESCE(reason, TRIM(COALESCE(method, '') || ' ' || status)), method = NULL \
    WHERE status <> 'VALID' OR method IS NULL";

fn columns() -> [ColumnDef; 5] {
    let with = |mut column: ColumnDef, default: &str| column.default(Expr::val(default)).take();
    [
        text_null("kind"),
        big_integer("attempt").default(Expr::val(1)).take(),
        with(text("status"), "VALID"),
        with(json_binary("additional_data"), "{}"),
        with(timestamp_with_time_zone("updated_at"), "1970-01-01 00:00:00+00:00"),
    ]
}

fn drop_index(name: &'static str) -> IndexDropStatement {
    Index::drop().table(TABLE).name(name).to_owned()
}

fn rename(from: &'static str, to: &'static str) -> TableAlterStatement {
    Table::alter().table(TABLE).rename_column(from, to).to_owned()
}

/// Says in the new form what the rows say in that of before.
async fn translate(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let connection = manager.get_connection();
    for method in IdentificationMethod::ALL {
        let kind = Query::update()
            .table(TABLE)
            .value("kind", method.kind().as_str())
            .and_where(Expr::col("method").eq(method.name()))
            .to_owned();
        connection.execute(&kind).await?;
    }
    let refused = Query::update()
        .table(TABLE)
        .value("status", "NOT_IDENTIFIABLE")
        .and_where(Expr::col("method").is_null())
        .to_owned();
    connection.execute(&refused).await?;
    let updated =
        Query::update().table(TABLE).value("updated_at", Expr::col("created_at")).to_owned();
    connection.execute(&updated).await?;
    connection.execute_unprepared(NUMBER).await.map(drop)
}

/// The other way: a method that the flow does not know is the flow's of the same type, if it has
/// one.
async fn translate_back(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let connection = manager.get_connection();
    connection.execute_unprepared(SAY_OTHERWISE).await?;
    let own = IdentificationMethod::ALL.map(IdentificationMethod::name);
    let strange = || Expr::col("method").is_not_null().and(Expr::col("method").is_not_in(own));
    let simplified = IdentificationMethod::Simplified;
    let simpler = Query::update()
        .table(TABLE)
        .value("method", simplified.name())
        .and_where(strange())
        .and_where(Expr::col("kind").eq(simplified.kind().as_str()))
        .to_owned();
    connection.execute(&simpler).await?;
    let unknown = Query::update()
        .table(TABLE)
        .value("reason", Expr::col("method"))
        .value("method", Option::<String>::None)
        .and_where(strange())
        .to_owned();
    connection.execute(&unknown).await?;
    let identified = Query::update()
        .table(TABLE)
        .value("reason", Option::<String>::None)
        .and_where(Expr::col("method").is_not_null())
        .to_owned();
    connection.execute(&identified).await.map(drop)
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(rename("identified_at", "created_at")).await?;
        for column in columns() {
            let add = Table::alter().table(TABLE).add_column(column).to_owned();
            manager.alter_table(add).await?;
        }
        translate(manager).await?;
        // The index by customer and application is the first half of this one.
        manager.create_index(unique(TABLE, "identification_attempt", ATTEMPT)).await?;
        manager.drop_index(drop_index("identification_about")).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_index(index(TABLE, "identification_about", ABOUT)).await?;
        manager.drop_index(drop_index("identification_attempt")).await?;
        translate_back(manager).await?;
        for name in NEW {
            let drop = Table::alter().table(TABLE).drop_column(name).to_owned();
            manager.alter_table(drop).await?;
        }
        manager.alter_table(rename("created_at", "identified_at")).await
    }
}
