//! Partners as rows.

use crate::sql::{Mapped, SqlUnit, columns_of_row, one};
use async_trait::async_trait;
use kredo_application::store::{PartnerRepository, StoreError, Versioned};
use kredo_domain::{
    identity::AccountName,
    partner::{Partner, PartnerId, PartnerProfile},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

#[expect(unreachable_pub, reason = "the ORM's derives want public rows")]
mod row {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "partner")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub version: i64,
        pub name: String,
        pub title: String,
        pub inn: Option<String>,
        pub created_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl Mapped for Partner {
    columns_of_row!();

    fn to_row(&self, version: i64) -> Result<row::Model, StoreError> {
        let PartnerProfile { title, inn } = self.profile().clone();
        Ok(row::Model {
            id: self.id().guid(),
            version,
            name: self.name().to_string(),
            title,
            inn,
            created_at: self.created_at(),
        })
    }

    fn from_row(row: row::Model) -> Result<Versioned<Self>, StoreError> {
        let (id, name) = (PartnerId::new(row.id), AccountName::restore(row.name));
        let profile = PartnerProfile { title: row.title, inn: row.inn };
        Ok(Versioned::stored(Self::restore(id, name, profile, row.created_at), row.version))
    }
}

#[async_trait]
impl PartnerRepository for SqlUnit {
    async fn by_name(
        &mut self,
        name: &AccountName,
    ) -> Result<Option<Versioned<Partner>>, StoreError> {
        one(self, row::Entity::find().filter(row::Column::Name.eq(name.as_str()))).await
    }
}
