//! Looking for customers.
//!
//! Every condition has an index behind it, and what is found is cut off in the database before it is
//! sorted and counted: a search reads a bounded part of the table however little was said.

use super::customer::row::{Column, Entity};
use kredo_application::paging::{PageRequest, SortBy};
use kredo_domain::{
    customer::{ContactFilter, Customer, CustomerFilter, NameKey, SearchOrder},
    document::DocumentFilter,
};
use sea_orm::{
    ColumnTrait, Condition, IdenStatic, Iterable,
    sea_query::{Asterisk, Expr, ExprTrait, IntoIden, NullOrdering, Order, Query, SelectStatement},
};

/// Name of the column with how many were found on all pages.
pub(super) const TOTAL: &str = "total";
const FOUND: &str = "found";
const CHOSEN: &str = "chosen";

/// What those of one name are told apart by, and put in order by after everything else.
const BY_NAMES: [Column; 4] =
    [Column::LastNameKey, Column::FirstNameKey, Column::MiddleNameKey, Column::Id];

/// The customers that are such, no more than a search finds: what they are sorted by, which is in
/// the indexes of names unless somebody wants another order.
pub(super) fn found(filter: &CustomerFilter, wanted: &PageRequest<Customer>) -> SelectStatement {
    let mut select = Query::select();
    let others = [Column::BirthDate, Column::CreatedAt, Column::UpdatedAt]
        .into_iter()
        .filter(|other| sorted_by(wanted).any(|(column, _)| column.as_str() == other.as_str()));
    select.columns(BY_NAMES).columns(others).from(Entity).cond_where(condition(filter));
    match filter.order() {
        SearchOrder::Names => {
            for column in [Column::LastNameKey, Column::FirstNameKey, Column::MiddleNameKey] {
                select.order_by(column, Order::Asc);
            }
        }
        SearchOrder::Registration => {
            select.order_by(Column::CreatedAt, Order::Asc);
        }
    }
    select.order_by(Column::Id, Order::Asc).limit(CustomerFilter::AT_MOST.into());
    select
}

/// One page of those found, each with how many there are; only rows of the page are read.
pub(super) fn page(found: SelectStatement, wanted: &PageRequest<Customer>) -> SelectStatement {
    let mut chosen = Query::select();
    chosen
        .column(Column::Id)
        .expr_as(Expr::cust("COUNT(*) OVER ()"), TOTAL)
        .from_subquery(found, FOUND);
    in_order(&mut chosen, FOUND, wanted);
    chosen.limit(wanted.size.into()).offset(wanted.offset());
    let mut select = Query::select();
    select
        .columns(Column::iter().map(|column| (Entity, column)))
        .column((CHOSEN, TOTAL))
        .from_subquery(chosen, CHOSEN)
        .inner_join(Entity, Expr::col((CHOSEN, Column::Id)).equals((Entity, Column::Id)));
    in_order(&mut select, Entity, wanted);
    select
}

/// Sorts by what is wanted, and then so that no two are alike.
fn in_order(select: &mut SelectStatement, table: impl IntoIden, wanted: &PageRequest<Customer>) {
    let table = table.into_iden();
    for (column, descending) in sorted_by(wanted) {
        // What is not known comes first, going up.
        let (order, nulls) = if descending {
            (Order::Desc, NullOrdering::Last)
        } else {
            (Order::Asc, NullOrdering::First)
        };
        select.order_by_with_nulls((table.clone(), column), order, nulls);
    }
    for column in BY_NAMES {
        select.order_by((table.clone(), column), Order::Asc);
    }
}

/// How many were found.
pub(super) fn count(found: SelectStatement) -> SelectStatement {
    let count = Expr::col(Asterisk).count();
    Query::select().expr_as(count, TOTAL).from_subquery(found, FOUND).to_owned()
}

/// Columns of the properties that are wanted sorted, and whether downwards.
fn sorted_by(wanted: &PageRequest<Customer>) -> impl Iterator<Item = (Column, bool)> {
    wanted.order.iter().filter_map(|SortBy { property, descending }| {
        let column = match property.name() {
            "lastName" => Column::LastNameKey,
            "firstName" => Column::FirstNameKey,
            "middleName" => Column::MiddleNameKey,
            "birthDate" => Column::BirthDate,
            "createdAt" => Column::CreatedAt,
            "updatedAt" => Column::UpdatedAt,
            _ => return None,
        };
        Some((column, *descending))
    })
}

fn condition(filter: &CustomerFilter) -> Condition {
    let whole =
        |column: Column, key: &Option<NameKey>| key.as_ref().map(|key| column.eq(key.as_str()));
    let mut all = Condition::all()
        .add_option(whole(Column::FirstNameKey, &filter.first_name))
        .add_option(whole(Column::MiddleNameKey, &filter.middle_name))
        .add_option(filter.birth_date.map(|day| Column::BirthDate.eq(day)));
    if let Some(start) = &filter.last_name {
        let end = start.after_all_that_begin_so();
        all = all
            .add(Column::LastNameKey.gte(start.as_str()))
            .add_option(end.map(|end| Column::LastNameKey.lt(end)));
    }
    if let Some(range) = &filter.registered {
        all = all.add(Column::CreatedAt.gte(range.start)).add(Column::CreatedAt.lt(range.end));
    }
    for contact in &filter.contacts {
        all = all.add(Column::Id.in_subquery(having_contact(contact)));
    }
    for document in &filter.documents {
        all = all.add(Column::Id.in_subquery(having_document(document)));
    }
    all
}

/// Guids of the customers who have such a contact.
fn having_contact(filter: &ContactFilter) -> SelectStatement {
    let owner = filter.owner.as_ref().map(|owner| Expr::col("owner").eq(owner.as_str()));
    let all = Condition::all()
        .add(Expr::col("value").eq(filter.value.as_str()))
        .add(Expr::col("kind").eq(filter.kind.as_str()))
        .add_option(owner)
        .add_option(filter.active.map(|active| Expr::col("active").eq(active)))
        .add_option(filter.primary.map(|primary| Expr::col("is_primary").eq(primary)));
    Query::select().column("customer_id").from("contact").cond_where(all).to_owned()
}

/// Guids of the customers of whose documents that was said.
fn having_document(filter: &DocumentFilter) -> SelectStatement {
    let of_info = |column| Expr::col(("document_info", column));
    let mut select = Query::select();
    select
        .column(("document_info", "customer_id"))
        .from("document_info")
        .and_where(of_info("number").eq(filter.number.as_str()));
    if let Some(series) = &filter.series {
        select.and_where(of_info("series").eq(series.as_str()));
    }
    if let Some(type_name) = &filter.type_name {
        select
            .inner_join("document", Expr::col(("document", "id")).eq(of_info("document_id")))
            .and_where(Expr::col(("document", "type_name")).eq(type_name.as_str()));
    }
    select
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::migration::Migrator;
    use chrono::{DateTime, NaiveDate, TimeDelta};
    use kredo_domain::customer::ContactKind;
    use sea_orm::{
        ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement, StatementBuilder,
    };
    use sea_orm_migration::MigratorTrait;

    fn filters() -> Vec<CustomerFilter> {
        let any = CustomerFilter::default;
        let [last_name, first_name, middle_name] = ["о", "пётр", "ильич"].map(NameKey::of);
        let birth_date = NaiveDate::from_ymd_opt(2000, 2, 29);
        let at = DateTime::UNIX_EPOCH;
        let registered = Some(at..at + TimeDelta::days(1));
        let contacts = vec![ContactFilter::new(ContactKind::phone(), "79010000001")];
        let alone = [
            CustomerFilter { last_name, ..any() },
            CustomerFilter { first_name, ..any() },
            CustomerFilter { middle_name, ..any() },
            CustomerFilter { birth_date, ..any() },
            CustomerFilter { registered, ..any() },
            CustomerFilter { contacts, ..any() },
            CustomerFilter { documents: vec![DocumentFilter::inn("1")], ..any() },
            CustomerFilter { documents: vec![DocumentFilter::passport("3232 000101")], ..any() },
        ];
        let two = |one: &CustomerFilter, other: &CustomerFilter| CustomerFilter {
            last_name: one.last_name.clone().or_else(|| other.last_name.clone()),
            first_name: one.first_name.clone().or_else(|| other.first_name.clone()),
            middle_name: one.middle_name.clone().or_else(|| other.middle_name.clone()),
            birth_date: one.birth_date.or(other.birth_date),
            registered: one.registered.clone().or_else(|| other.registered.clone()),
            contacts: [&one.contacts[..], &other.contacts].concat(),
            documents: [&one.documents[..], &other.documents].concat(),
        };
        alone.iter().flat_map(|one| alone.iter().map(move |other| two(one, other))).collect()
    }

    async fn plan(database: &DatabaseConnection, filter: &CustomerFilter) -> Vec<String> {
        let page = PageRequest { page: 0, size: 20, order: Vec::new() };
        let select = StatementBuilder::build(&found(filter, &page), &DbBackend::Sqlite);
        let explain = format!("EXPLAIN QUERY PLAN {}", select.sql);
        let plan = match select.values {
            Some(values) => Statement::from_sql_and_values(DbBackend::Sqlite, explain, values),
            None => Statement::from_string(DbBackend::Sqlite, explain),
        };
        let steps = database.query_all_raw(plan).await.unwrap();
        steps.iter().map(|row| row.try_get("", "detail").unwrap()).collect()
    }

    #[tokio::test]
    async fn every_way_to_look_for_a_customer_has_an_index() {
        let database = Database::connect("sqlite::memory:").await.unwrap();
        Migrator::up(&database, None).await.unwrap();
        for filter in filters() {
            let steps = plan(&database, &filter).await;
            let is_a_scan = |step: &String| step.starts_with("SCAN");
            assert!(!steps.iter().any(is_a_scan), "{filter:?}: {steps:#?}");
        }
    }

    #[tokio::test]
    async fn who_is_sought_by_names_and_birth_is_chosen_without_reading_rows() {
        let database = Database::connect("sqlite::memory:").await.unwrap();
        Migrator::up(&database, None).await.unwrap();
        let by_name = |filter: &CustomerFilter| {
            filter.last_name.is_some()
                || filter.first_name.is_some()
                || filter.middle_name.is_some()
        };
        let rows_are_read = |filter: &CustomerFilter| {
            filter.registered.is_some()
                || !filter.contacts.is_empty()
                || !filter.documents.is_empty()
                || filter.birth_date.is_some() && by_name(filter)
        };
        let filters = filters().into_iter().filter(|filter| !rows_are_read(filter));
        for filter in filters {
            let steps = plan(&database, &filter).await;
            assert!(
                steps.iter().any(|step| step.contains("COVERING INDEX")),
                "{filter:?}: {steps:#?}"
            );
        }
    }
}
