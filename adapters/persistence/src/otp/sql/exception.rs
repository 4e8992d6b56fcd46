//! Fixed codes as rows.

use crate::sql::{Mapped, SqlUnit, columns_of_row, one};
use async_trait::async_trait;
use kredo_application::store::{OtpExceptionRepository, StoreError, Versioned};
use kredo_domain::{
    Phone,
    otp::{OtpException, OtpExceptionId},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

#[expect(unreachable_pub, reason = "the ORM's derives want public rows")]
mod row {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "otp_exception")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub version: i64,
        pub phone: String,
        pub code: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl Mapped for OtpException {
    columns_of_row!();

    fn to_row(&self, version: i64) -> Result<row::Model, StoreError> {
        let (phone, code) = (self.phone().to_string(), self.code().to_owned());
        Ok(row::Model { id: self.id().guid(), version, phone, code })
    }

    fn from_row(row: row::Model) -> Result<Versioned<Self>, StoreError> {
        let (id, phone) = (OtpExceptionId::new(row.id), Phone::restore(row.phone));
        Ok(Versioned::stored(Self::restore(id, phone, row.code), row.version))
    }
}

#[async_trait]
impl OtpExceptionRepository for SqlUnit {
    async fn by_phone(
        &mut self,
        phone: &Phone,
    ) -> Result<Option<Versioned<OtpException>>, StoreError> {
        one(self, row::Entity::find().filter(row::Column::Phone.eq(phone.digits()))).await
    }
}
