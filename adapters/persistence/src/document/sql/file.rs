//! Files that show documents as rows.

use crate::sql::{Mapped, MappedChild, SqlUnit, columns_of_row, failed};
use async_trait::async_trait;
use kredo_application::store::{DocumentFileRepository, StoreError, Versioned};
use kredo_domain::{
    customer::CustomerId,
    document::{DocumentFile, DocumentFileId, DocumentFileState, DocumentId, FileVersion},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

#[expect(unreachable_pub, reason = "the ORM's derives want public rows")]
mod row {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "document_file")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub version: i64,
        pub customer_id: Uuid,
        pub document_id: Uuid,
        pub file_id: Uuid,
        pub file_version: i64,
        pub source_name: String,
        pub source_id: Option<String>,
        pub invalidity_reason: Option<String>,
        pub removed: bool,
        pub created_at: DateTimeUtc,
        pub updated_at: Option<DateTimeUtc>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl Mapped for DocumentFile {
    columns_of_row!();

    fn to_row(&self, version: i64) -> Result<row::Model, StoreError> {
        let state = self.state().clone();
        Ok(row::Model {
            id: state.id.guid(),
            version,
            customer_id: state.customer.guid(),
            document_id: state.document.guid(),
            file_id: state.shown_by.file,
            file_version: state.shown_by.version,
            source_name: state.source_name,
            source_id: state.source_id,
            invalidity_reason: state.invalidity_reason,
            removed: state.removed,
            created_at: state.created_at,
            updated_at: state.updated_at,
        })
    }

    fn from_row(row: row::Model) -> Result<Versioned<Self>, StoreError> {
        let state = DocumentFileState {
            id: DocumentFileId::new(row.id),
            customer: CustomerId::new(row.customer_id),
            document: DocumentId::new(row.document_id),
            shown_by: FileVersion { file: row.file_id, version: row.file_version },
            source_name: row.source_name,
            source_id: row.source_id,
            invalidity_reason: row.invalidity_reason,
            removed: row.removed,
            created_at: row.created_at,
            updated_at: row.updated_at,
        };
        Ok(Versioned::stored(Self::restore(state), row.version))
    }
}

impl MappedChild for DocumentFile {
    const OWNER: row::Column = row::Column::CustomerId;
}

#[async_trait]
impl DocumentFileRepository for SqlUnit {
    async fn showing(
        &mut self,
        shown_by: FileVersion,
    ) -> Result<Vec<Versioned<DocumentFile>>, StoreError> {
        let rows = row::Entity::find()
            .filter(row::Column::FileId.eq(shown_by.file))
            .filter(row::Column::FileVersion.eq(shown_by.version))
            .order_by_asc(row::Column::Id)
            .all(&self.database())
            .await
            .map_err(failed)?;
        rows.into_iter().map(DocumentFile::from_row).collect()
    }
}
