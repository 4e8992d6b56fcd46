//! Customers as rows.

use super::search;
use crate::sql::{Mapped, SqlUnit, columns_of_row, corrupt, failed, one, piece};
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use kredo_application::{
    paging::{Page, PageRequest},
    store::{CustomerRepository, StoreError, Versioned},
};
use kredo_domain::customer::{
    Customer, CustomerFilter, CustomerId, CustomerState, Gender, Login, Person,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder,
    QueryResult, sea_query::Expr,
};
use serde_json::Value;

#[expect(unreachable_pub, reason = "the ORM's derives want public rows")]
pub(super) mod row {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "customer")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub version: i64,
        pub number: i64,
        pub login: String,
        pub login_guid: Option<Uuid>,
        pub first_name: Option<String>,
        pub middle_name: Option<String>,
        pub last_name: Option<String>,
        pub gender: Option<String>,
        pub birth_date: Option<Date>,
        pub last_name_key: String,
        pub first_name_key: String,
        pub middle_name_key: String,
        pub additional_data: Json,
        pub created_at: DateTimeUtc,
        pub updated_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl Mapped for Customer {
    columns_of_row!();

    fn to_row(&self, version: i64) -> Result<row::Model, StoreError> {
        let CustomerState { person, .. } = self.state().clone();
        let state = self.state();
        let keys = person.name_keys();
        let [last_name_key, first_name_key, middle_name_key] =
            keys.map(|key| key.map_or_else(String::new, Into::into));
        Ok(row::Model {
            id: state.id.guid(),
            version,
            number: state.number,
            login: state.login.to_string(),
            login_guid: state.login_guid,
            first_name: person.first_name,
            middle_name: person.middle_name,
            last_name: person.last_name,
            gender: person.gender.map(|g| g.name().to_owned()),
            birth_date: person.birth_date,
            last_name_key,
            first_name_key,
            middle_name_key,
            additional_data: Value::Object(state.additional_data.clone()),
            created_at: state.created_at,
            updated_at: state.updated_at,
        })
    }

    fn from_row(row: row::Model) -> Result<Versioned<Self>, StoreError> {
        let bad = |column| corrupt("customer", column, row.id);
        let gender = match row.gender.as_deref().map(Gender::from_name) {
            Some(None) => return Err(bad("gender")),
            known => known.flatten(),
        };
        let Value::Object(additional_data) = row.additional_data else {
            return Err(bad("additional_data"));
        };
        let person = Person {
            first_name: row.first_name,
            middle_name: row.middle_name,
            last_name: row.last_name,
            gender,
            birth_date: row.birth_date,
        };
        let state = CustomerState {
            id: CustomerId::new(row.id),
            number: row.number,
            login: Login::restore(row.login),
            login_guid: row.login_guid,
            person,
            additional_data,
            created_at: row.created_at,
            updated_at: row.updated_at,
        };
        Ok(Versioned::stored(Self::restore(state), row.version))
    }
}

/// The customers who are such, oldest guid first.
async fn some(unit: &SqlUnit, such: Expr) -> Result<Vec<Versioned<Customer>>, StoreError> {
    let found = row::Entity::find().filter(such).order_by_asc(row::Column::Id);
    let rows = found.all(&unit.database()).await.map_err(failed)?;
    rows.into_iter().map(Customer::from_row).collect()
}

#[async_trait]
impl CustomerRepository for SqlUnit {
    async fn by_login(&mut self, login: &Login) -> Result<Option<Versioned<Customer>>, StoreError> {
        one(self, row::Entity::find().filter(row::Column::Login.eq(login.as_str()))).await
    }
    async fn by_logins(
        &mut self,
        logins: &[Login],
    ) -> Result<Vec<Versioned<Customer>>, StoreError> {
        some(self, row::Column::Login.is_in(logins.iter().map(Login::as_str))).await
    }
    async fn by_number(&mut self, number: i64) -> Result<Option<Versioned<Customer>>, StoreError> {
        one(self, row::Entity::find().filter(row::Column::Number.eq(number))).await
    }
    async fn search(
        &mut self,
        filter: &CustomerFilter,
        page: &PageRequest<Customer>,
    ) -> Result<Page<Versioned<Customer>>, StoreError> {
        let (database, found) = (self.database(), search::found(filter, page));
        let select = search::page(found.clone(), page);
        let rows = database.query_all(&select).await.map_err(failed)?;
        let total = |row: &QueryResult| row.try_get::<i64>("", search::TOTAL);
        let total = match rows.first() {
            Some(first) => total(first),
            // Past the last page there are none, and others before it.
            None => match database.query_one(&search::count(found)).await {
                Ok(row) => row.as_ref().map_or(Ok(0), total),
                Err(cause) => Err(cause),
            },
        };
        let total = total.map_err(failed)?;
        let read = |row: &QueryResult| {
            Customer::from_row(row::Model::from_query_result(row, "").map_err(failed)?)
        };
        Ok(Page {
            items: rows.iter().map(read).collect::<Result<_, _>>()?,
            total: total.unsigned_abs(),
            number: page.page,
            size: page.size,
            is_sorted: !page.order.is_empty(),
        })
    }
    async fn unchanged_since(
        &mut self,
        at: DateTime<Utc>,
        behind: Option<CustomerId>,
        limit: u16,
    ) -> Result<Vec<Versioned<Customer>>, StoreError> {
        let unchanged = row::Entity::find().filter(row::Column::UpdatedAt.lte(at));
        piece(self, unchanged, behind, limit).await
    }
    async fn by_numbers(
        &mut self,
        numbers: &[i64],
    ) -> Result<Vec<Versioned<Customer>>, StoreError> {
        some(self, row::Column::Number.is_in(numbers.iter().copied())).await
    }
}
