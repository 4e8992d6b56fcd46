//! Employment records as rows.

use crate::sql::{Mapped, MappedChild, columns_of_row, corrupt};
use kredo_application::store::{StoreError, Versioned};
use kredo_domain::customer::{CustomerId, Employment, EmploymentDetails, EmploymentId};
use serde_json::Value;

#[expect(unreachable_pub, reason = "the ORM's derives want public rows")]
mod row {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "employment")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub version: i64,
        pub customer_id: Uuid,
        pub position: Option<String>,
        pub position_type: String,
        pub company_name: Option<String>,
        pub company_scope: Option<String>,
        pub salary: i64,
        pub salary_currency: String,
        pub extra_salary: Option<i64>,
        pub extra_salary_currency: Option<String>,
        pub current_position_duration: Option<String>,
        pub additional_data: Json,
        pub source_id: Option<String>,
        pub source_name: Option<String>,
        pub created_at: DateTimeUtc,
        pub updated_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl Mapped for Employment {
    columns_of_row!();

    fn to_row(&self, version: i64) -> Result<row::Model, StoreError> {
        let details = self.details().clone();
        Ok(row::Model {
            id: self.id().guid(),
            version,
            customer_id: self.customer().guid(),
            position: details.position,
            position_type: details.position_type,
            company_name: details.company_name,
            company_scope: details.company_scope,
            salary: details.salary,
            salary_currency: details.salary_currency,
            extra_salary: details.extra_salary,
            extra_salary_currency: details.extra_salary_currency,
            current_position_duration: details.current_position_duration,
            additional_data: Value::Object(details.additional_data),
            source_id: details.source_id,
            source_name: details.source_name,
            created_at: self.created_at(),
            updated_at: self.updated_at(),
        })
    }

    fn from_row(row: row::Model) -> Result<Versioned<Self>, StoreError> {
        let Value::Object(additional_data) = row.additional_data else {
            return Err(corrupt("employment", "additional_data", row.id));
        };
        let details = EmploymentDetails {
            position: row.position,
            position_type: row.position_type,
            company_name: row.company_name,
            company_scope: row.company_scope,
            salary: row.salary,
            salary_currency: row.salary_currency,
            extra_salary: row.extra_salary,
            extra_salary_currency: row.extra_salary_currency,
            current_position_duration: row.current_position_duration,
            additional_data,
            source_id: row.source_id,
            source_name: row.source_name,
        };
        let (id, customer) = (EmploymentId::new(row.id), CustomerId::new(row.customer_id));
        let employment = Self::restore(id, customer, details, row.created_at, row.updated_at);
        Ok(Versioned::stored(employment, row.version))
    }
}

impl MappedChild for Employment {
    const OWNER: row::Column = row::Column::CustomerId;
}
