//! What was said about documents gets rows of its own, documents refer to their types by guid, and
//! files show documents.

use super::{drop_table, index, of_customer, record, unique};
use ::uuid::Uuid;
use chrono::{DateTime, NaiveDate, Utc};
use kredo_domain::{
    customer::AdditionalData,
    directory::{EntryStatus, Facts},
    document::{
        AttributeFacts, BuiltInDocumentType, DocumentCategory, DocumentType, DocumentTypeFacts,
        DocumentTypeName,
    },
};
use sea_orm_migration::{
    prelude::*,
    schema::{
        big_integer, boolean, date_null, json_binary, text, text_null, timestamp_with_time_zone,
        timestamp_with_time_zone_null, uuid,
    },
};
use serde::{Deserialize, Serialize};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// Documents that are moved at a time.
const AT_ONCE: u64 = 500;

/// A statement as it stood in the column of its document.
#[derive(Serialize, Deserialize)]
struct Info {
    id: Uuid,
    series: Option<String>,
    number: Option<String>,
    issuer: Option<String>,
    issue_date: Option<NaiveDate>,
    expiration_date: Option<NaiveDate>,
    additional_data: AdditionalData,
    source_name: Option<String>,
    source_id: Option<String>,
    created_at: DateTime<Utc>,
}

const INFO_COLUMNS: [&str; 13] = [
    "id",
    "version",
    "customer_id",
    "document_id",
    "series",
    "number",
    "issuer",
    "issue_date",
    "expiration_date",
    "additional_data",
    "source_name",
    "source_id",
    "created_at",
];

fn of_document(name: &'static str, mut table: TableCreateStatement) -> TableCreateStatement {
    let mut document = ForeignKey::create();
    document.from(name, "document_id").to("document", "id");
    table.col(uuid("document_id")).foreign_key(&mut document);
    of_customer(name, table)
}

fn document_info() -> TableCreateStatement {
    let columns = [
        text_null("series"),
        text_null("number"),
        text_null("issuer"),
        date_null("issue_date"),
        date_null("expiration_date"),
        json_binary("additional_data"),
        text_null("source_name"),
        text_null("source_id"),
        timestamp_with_time_zone("created_at"),
        timestamp_with_time_zone_null("updated_at"),
    ];
    of_document("document_info", record("document_info", columns))
}

fn document_file() -> TableCreateStatement {
    let columns = [
        uuid("file_id"),
        big_integer("file_version"),
        text("source_name"),
        text_null("source_id"),
        text_null("invalidity_reason"),
        boolean("removed"),
        timestamp_with_time_zone("created_at"),
        timestamp_with_time_zone_null("updated_at"),
    ];
    of_document("document_file", record("document_file", columns))
}

fn indexes() -> [IndexCreateStatement; 3] {
    let shown_by = ["file_id", "file_version", "document_id"];
    [
        index("document_info", "document_info_customer", ["customer_id"]),
        index("document_file", "document_file_customer", ["customer_id"]),
        unique("document_file", "document_file_shown_by", shown_by),
    ]
}

async fn add_column(manager: &SchemaManager<'_>, column: &mut ColumnDef) -> Result<(), DbErr> {
    let alter = Table::alter().table("document").add_column(column).to_owned();
    manager.alter_table(alter).await
}

async fn drop_column(manager: &SchemaManager<'_>, name: &'static str) -> Result<(), DbErr> {
    manager.alter_table(Table::alter().table("document").drop_column(name).to_owned()).await
}

fn damaged(what: &str) -> DbErr {
    DbErr::Custom(format!("{what} cannot be read"))
}

/// The facts of a type that nobody has described.
fn undescribed(name: &str) -> DocumentTypeFacts {
    DocumentTypeFacts {
        name: DocumentTypeName::new(name),
        category: DocumentCategory::new("OTHER"),
        validation_method: None,
        is_asked_for: false,
        additional_data: AdditionalData::new(),
    }
}

/// Lets the documents that are there refer to their types. A type that does not come with the
/// program is added to the directory, not in use: nobody has described it yet.
async fn refer(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let connection = manager.get_connection();
    let built_in = BuiltInDocumentType::all().map_err(|_| damaged("the document types"))?;
    let names = Query::select()
        .column("type_name")
        .expr_as(Expr::col("created_at").min(), "created_at")
        .from("document")
        .group_by_col("type_name")
        .to_owned();
    for row in connection.query_all(&names).await? {
        let (name, since) = (
            row.try_get::<String>("", "type_name")?,
            row.try_get::<DateTime<Utc>>("", "created_at")?,
        );
        let facts = undescribed(&name);
        let id = DocumentType::built_in_id(&facts).guid();
        let update = Query::update()
            .table("document")
            .value("document_type_id", id)
            .and_where(Expr::col("type_name").eq(name))
            .to_owned();
        connection.execute(&update).await?;
        if built_in.iter().any(|known| known.document_type.key() == facts.key()) {
            continue;
        }
        let told = serde_json::to_value(&facts).map_err(|_| damaged("a document type"))?;
        let columns = ["id", "version", "directory", "key", "status", "facts", "created_at"];
        let insert = Query::insert()
            .into_table("directory_entry")
            .columns(columns)
            .values_panic([
                id.into(),
                1_i64.into(),
                DocumentTypeFacts::NAME.into(),
                facts.key().into(),
                EntryStatus::Inactive.name().into(),
                told.into(),
                since.into(),
            ])
            .to_owned();
        connection.execute(&insert).await?;
    }
    Ok(())
}

/// Gives every statement a row of its own.
async fn move_out(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let connection = manager.get_connection();
    let mut after = Uuid::nil();
    loop {
        let documents = Query::select()
            .columns(["id", "customer_id", "infos"])
            .from("document")
            .and_where(Expr::col("id").gt(after))
            .order_by("id", Order::Asc)
            .limit(AT_ONCE)
            .to_owned();
        let rows = connection.query_all(&documents).await?;
        let mut insert =
            Query::insert().into_table("document_info").columns(INFO_COLUMNS).to_owned();
        let mut is_empty = true;
        for row in &rows {
            let document: Uuid = row.try_get("", "id")?;
            let customer: Uuid = row.try_get("", "customer_id")?;
            let infos = serde_json::from_value::<Vec<Info>>(row.try_get("", "infos")?);
            for info in infos.map_err(|_| damaged("document.infos"))? {
                insert.values_panic([
                    info.id.into(),
                    1_i64.into(),
                    customer.into(),
                    document.into(),
                    info.series.into(),
                    info.number.into(),
                    info.issuer.into(),
                    info.issue_date.into(),
                    info.expiration_date.into(),
                    serde_json::Value::Object(info.additional_data).into(),
                    info.source_name.into(),
                    info.source_id.into(),
                    info.created_at.into(),
                ]);
                is_empty = false;
            }
            after = document;
        }
        if !is_empty {
            connection.execute(&insert).await?;
        }
        if rows.is_empty() {
            return Ok(());
        }
    }
}

/// Puts the statements back into the column of their document.
async fn move_back(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let connection = manager.get_connection();
    let documents =
        Query::select().column("document_id").distinct().from("document_info").to_owned();
    for row in connection.query_all(&documents).await? {
        let document: Uuid = row.try_get("", "document_id")?;
        let own = Query::select()
            .columns(INFO_COLUMNS)
            .from("document_info")
            .and_where(Expr::col("document_id").eq(document))
            .order_by("id", Order::Asc)
            .to_owned();
        let mut infos = Vec::new();
        for row in connection.query_all(&own).await? {
            let facts = serde_json::from_value(row.try_get("", "additional_data")?);
            infos.push(Info {
                id: row.try_get("", "id")?,
                series: row.try_get("", "series")?,
                number: row.try_get("", "number")?,
                issuer: row.try_get("", "issuer")?,
                issue_date: row.try_get("", "issue_date")?,
                expiration_date: row.try_get("", "expiration_date")?,
                additional_data: facts.map_err(|_| damaged("document_info.additional_data"))?,
                source_name: row.try_get("", "source_name")?,
                source_id: row.try_get("", "source_id")?,
                created_at: row.try_get("", "created_at")?,
            });
        }
        let infos = serde_json::to_value(&infos).map_err(|_| damaged("document_info"))?;
        let update = Query::update()
            .table("document")
            .value("infos", infos)
            .and_where(Expr::col("id").eq(document))
            .to_owned();
        connection.execute(&update).await?;
    }
    Ok(())
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(document_info()).await?;
        manager.create_table(document_file()).await?;
        for index in indexes() {
            manager.create_index(index).await?;
        }
        add_column(manager, uuid("document_type_id").default(Expr::val(Uuid::nil()))).await?;
        refer(manager).await?;
        move_out(manager).await?;
        drop_column(manager, "infos").await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let nothing = serde_json::Value::Array(Vec::new());
        add_column(manager, json_binary("infos").default(Expr::val(nothing))).await?;
        move_back(manager).await?;
        drop_column(manager, "document_type_id").await?;
        manager.drop_table(drop_table("document_file")).await?;
        manager.drop_table(drop_table("document_info")).await?;
        let directories = [DocumentTypeFacts::NAME, AttributeFacts::NAME];
        let delete = Query::delete()
            .from_table("directory_entry")
            .and_where(Expr::col("directory").is_in(directories))
            .to_owned();
        manager.get_connection().execute(&delete).await.map(drop)
    }
}
