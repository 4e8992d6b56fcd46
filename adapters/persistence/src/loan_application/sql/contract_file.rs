//! Printed contracts as rows.

use crate::sql::{Json, Mapped, columns_of_row, corrupt, json};
use kredo_application::store::{StoreError, Versioned};
use kredo_domain::loan_application::{
    ContractFile, ContractFileId, ContractFileRecord, ContractNumber,
};

#[expect(unreachable_pub, reason = "the ORM's derives want public rows")]
mod row {
    use crate::sql::Json;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "contract_file")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub version: i64,
        pub number: String,
        pub printed: Json,
        pub sent_codes: Json,
        pub sealed: Option<Json>,
        pub created_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl Mapped for ContractFile {
    columns_of_row!();

    fn to_row(&self, version: i64) -> Result<row::Model, StoreError> {
        let record = self.record();
        Ok(row::Model {
            id: record.id.guid(),
            version,
            number: record.number.to_string(),
            printed: json(&record.printed)?,
            sent_codes: json(&record.sent_codes)?,
            sealed: record.sealed.as_ref().map(json).transpose()?,
            created_at: record.created_at,
        })
    }

    fn from_row(row: row::Model) -> Result<Versioned<Self>, StoreError> {
        let bad = |column| corrupt("contract_file", column, row.id);
        let sealed = row.sealed.map(Json::read).transpose();
        let record = ContractFileRecord {
            id: ContractFileId::new(row.id),
            number: ContractNumber::try_new(row.number).map_err(|_| bad("number"))?,
            printed: row.printed.read().map_err(|_| bad("printed"))?,
            sent_codes: row.sent_codes.read().map_err(|_| bad("sent_codes"))?,
            sealed: sealed.map_err(|_| bad("sealed"))?,
            created_at: row.created_at,
        };
        Ok(Versioned::stored(Self::restore(record), row.version))
    }
}
