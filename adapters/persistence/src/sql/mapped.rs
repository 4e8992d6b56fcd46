//! Aggregates as rows: one mapping each, one repository for all.

use super::{SqlUnit, error::refused, failed};
use async_trait::async_trait;
use kredo_application::store::{
    AboutApplication, Aggregate, ApplicationCollection, Collection, Owned, Repository, StoreError,
    Versioned,
};
use kredo_domain::{Id, loan_application::LoanApplicationId};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, EntityTrait, IntoActiveModel, Iterable, ModelTrait,
    QueryFilter, QueryOrder, QuerySelect, Select, sea_query::OnConflict,
};

/// Values in one statement: SQLite takes 32,766 of them.
const PARAMETERS: usize = 30_000;

/// How an aggregate becomes a row and comes back.
pub(crate) trait Mapped: Aggregate {
    type Entity: EntityTrait<Model = Self::Row, ActiveModel = Self::Active, Column = Self::Column>;
    type Row: ModelTrait<Entity = Self::Entity>
        + IntoActiveModel<Self::Active>
        + sea_orm::FromQueryResult
        + Send
        + Sync;
    type Active: ActiveModelTrait<Entity = Self::Entity> + Send + Sync;
    type Column: ColumnTrait;
    /// The column of the guid.
    const ID: Self::Column;
    /// The column of the version.
    const VERSION: Self::Column;

    /// Which rows of the table are of this kind: all of them, unless several kinds share it.
    fn own_rows() -> Condition {
        Condition::all()
    }
    /// Writes every field.
    fn to_row(&self, version: i64) -> Result<Self::Row, StoreError>;
    /// Reads every field; what cannot be read is named with its column.
    fn from_row(row: Self::Row) -> Result<Versioned<Self>, StoreError>;
}

/// The types and columns that every aggregate's module `row` has under the same names.
macro_rules! columns_of_row {
    () => {
        type Entity = row::Entity;
        type Row = row::Model;
        type Active = row::ActiveModel;
        type Column = row::Column;
        const ID: row::Column = row::Column::Id;
        const VERSION: row::Column = row::Column::Version;
    };
}
pub(crate) use columns_of_row;

/// An aggregate with a column for its owner's guid.
pub(crate) trait MappedChild: Mapped + Owned {
    const OWNER: Self::Column;
}

/// A child with a column for the guid of the application that it is about.
pub(crate) trait MappedAboutApplication: MappedChild + AboutApplication {
    const APPLICATION: Self::Column;
}

/// The row that a query for a key finds, if any.
///
/// There is no LIMIT in it, as `Select::one` would add: SQLite plans by the value that is bound to
/// it, and prepares such a statement anew each time it is run.
pub(crate) async fn row<E: EntityTrait<Model: Sync>>(
    unit: &SqlUnit,
    query: Select<E>,
) -> Result<Option<E::Model>, StoreError> {
    Ok(query.all(&unit.database()).await.map_err(failed)?.pop())
}

/// As [`row`], as an aggregate.
pub(crate) async fn one<A: Mapped>(
    unit: &SqlUnit,
    query: Select<A::Entity>,
) -> Result<Option<Versioned<A>>, StoreError> {
    row(unit, query).await?.map(A::from_row).transpose()
}

/// Some of what a query finds, behind that guid, lowest guid first: what is too much to be read at
/// once is read in such pieces.
pub(crate) async fn piece<A: Mapped>(
    unit: &SqlUnit,
    query: Select<A::Entity>,
    behind: Option<Id<A>>,
    limit: u16,
) -> Result<Vec<Versioned<A>>, StoreError> {
    let behind = behind.map(|id| A::ID.gt(id.guid()));
    let query = query.filter(Condition::all().add_option(behind));
    let query = query.order_by_asc(A::ID).limit(u64::from(limit));
    let rows = query.all(&unit.database()).await.map_err(failed)?;
    rows.into_iter().map(A::from_row).collect()
}

/// Every row, as an aggregate, oldest guid first.
async fn children<A: MappedChild>(
    unit: &SqlUnit,
    query: Select<A::Entity>,
) -> Result<Vec<Versioned<A>>, StoreError> {
    let rows = query.order_by_asc(A::ID).all(&unit.database()).await.map_err(failed)?;
    rows.into_iter().map(A::from_row).collect()
}

#[async_trait]
impl<A: Mapped> Repository<A> for SqlUnit {
    async fn get(&mut self, id: Id<A>) -> Result<Option<Versioned<A>>, StoreError> {
        let seen = self.writer().ok().and_then(|unit| unit.seen.get(id));
        if seen.is_some() {
            return Ok(seen);
        }
        let read =
            one(self, A::Entity::find().filter(A::own_rows()).filter(A::ID.eq(id.guid()))).await?;
        if let (Ok(unit), Some(read)) = (self.writer(), &read) {
            unit.seen.keep::<A>(read.clone());
        }
        Ok(read)
    }

    async fn insert(&mut self, aggregate: &A) -> Result<(), StoreError> {
        let row = aggregate.to_row(1)?.into_active_model().reset_all();
        // A violated key would abort the transaction; a row that was not added does not.
        let added = A::Entity::insert(row)
            .on_conflict(OnConflict::new().do_nothing().to_owned())
            .exec_without_returning(self.transaction()?)
            .await
            .map_err(failed)?;
        if added != 1 {
            return Err(StoreError::Duplicate(A::NAME));
        }
        self.writer()?.seen.keep(Versioned::stored(aggregate.clone(), 1));
        Ok(())
    }

    async fn insert_all(&mut self, aggregates: &[A]) -> Result<(), StoreError> {
        let columns = A::Column::iter().count().max(1);
        for some in aggregates.chunks(PARAMETERS / columns) {
            let rows: Vec<A::Active> = some
                .iter()
                .map(|aggregate| Ok(aggregate.to_row(1)?.into_active_model().reset_all()))
                .collect::<Result<_, StoreError>>()?;
            let added = A::Entity::insert_many(rows)
                .on_conflict(OnConflict::new().do_nothing().to_owned())
                .exec_without_returning(self.transaction()?)
                .await
                .map_err(failed)?;
            if usize::try_from(added) != Ok(some.len()) {
                return Err(StoreError::Duplicate(A::NAME));
            }
        }
        Ok(())
    }

    async fn update(&mut self, aggregate: Versioned<A>) -> Result<(), StoreError> {
        let seen = aggregate.version();
        let next = seen.saturating_add(1);
        let row = aggregate.value.to_row(next)?.into_active_model().reset_all();
        let id = aggregate.value.id();
        let saved = A::Entity::update_many()
            .set(row)
            .filter(A::ID.eq(id.guid()))
            .filter(A::VERSION.eq(seen))
            .exec(self.transaction()?)
            .await
            .map_err(|cause| refused(A::NAME, cause))?;
        let unit = self.writer()?;
        if saved.rows_affected != 1 {
            unit.seen.forget(id);
            return Err(StoreError::Stale);
        }
        unit.seen.keep(Versioned::stored(aggregate.value, next));
        Ok(())
    }

    async fn remove(&mut self, aggregate: Versioned<A>) -> Result<(), StoreError> {
        let id = aggregate.value.id();
        let removed = A::Entity::delete_many()
            .filter(A::ID.eq(id.guid()))
            .filter(A::VERSION.eq(aggregate.version()))
            .exec(self.transaction()?)
            .await
            .map_err(failed)?;
        self.writer()?.seen.forget(id);
        if removed.rows_affected == 1 { Ok(()) } else { Err(StoreError::Stale) }
    }
}

#[async_trait]
impl<A: MappedChild> Collection<A> for SqlUnit {
    async fn of(&mut self, owner: Id<A::Owner>) -> Result<Vec<Versioned<A>>, StoreError> {
        children(self, A::Entity::find().filter(A::OWNER.eq(owner.guid()))).await
    }
    async fn of_all(&mut self, owners: &[Id<A::Owner>]) -> Result<Vec<Versioned<A>>, StoreError> {
        let owners = owners.iter().map(|owner| owner.guid());
        children(self, A::Entity::find().filter(A::OWNER.is_in(owners))).await
    }
}

#[async_trait]
impl<A: MappedAboutApplication> ApplicationCollection<A> for SqlUnit {
    async fn about(
        &mut self,
        owner: Id<A::Owner>,
        application: Option<LoanApplicationId>,
    ) -> Result<Vec<Versioned<A>>, StoreError> {
        let about = match application {
            Some(application) => A::APPLICATION.eq(application.guid()),
            None => A::APPLICATION.is_null(),
        };
        children(self, A::Entity::find().filter(A::OWNER.eq(owner.guid())).filter(about)).await
    }
}
