//! Flags on customers as rows.

use crate::sql::{Mapped, MappedChild, columns_of_row, corrupt};
use kredo_application::store::{StoreError, Versioned};
use kredo_domain::{
    customer::CustomerId,
    flag::{
        CustomerFlag, CustomerFlagId, CustomerFlagState, FlagName, FlagReasonId, FlagScope,
        FlagTypeId, KnownFlag,
    },
};

#[expect(unreachable_pub, reason = "the ORM's derives want public rows")]
mod row {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "customer_flag")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub version: i64,
        pub customer_id: Uuid,
        pub flag_type: String,
        pub reason: String,
        pub flag_type_id: Uuid,
        pub flag_reason_id: Uuid,
        pub scope: String,
        pub active: bool,
        pub created_at: DateTimeUtc,
        pub updated_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl Mapped for CustomerFlag {
    columns_of_row!();

    fn to_row(&self, version: i64) -> Result<row::Model, StoreError> {
        let state = self.state();
        Ok(row::Model {
            id: state.id.guid(),
            version,
            customer_id: state.customer.guid(),
            flag_type: state.flag.flag_type.as_str().to_owned(),
            reason: state.flag.flag_reason.as_str().to_owned(),
            flag_type_id: state.flag.flag_type_guid.guid(),
            flag_reason_id: state.flag.flag_reason_guid.guid(),
            scope: state.flag.scope.name().to_owned(),
            active: state.active,
            created_at: state.created_at,
            updated_at: state.updated_at,
        })
    }

    fn from_row(row: row::Model) -> Result<Versioned<Self>, StoreError> {
        let scope = FlagScope::from_name(&row.scope)
            .ok_or_else(|| corrupt("customer_flag", "scope", row.id))?;
        let state = CustomerFlagState {
            id: CustomerFlagId::new(row.id),
            customer: CustomerId::new(row.customer_id),
            flag: KnownFlag {
                flag_type_guid: FlagTypeId::new(row.flag_type_id),
                flag_type: FlagName::new(&row.flag_type),
                flag_reason_guid: FlagReasonId::new(row.flag_reason_id),
                flag_reason: FlagName::new(&row.reason),
                scope,
            },
            active: row.active,
            created_at: row.created_at,
            updated_at: row.updated_at,
        };
        Ok(Versioned::stored(Self::restore(state), row.version))
    }
}

impl MappedChild for CustomerFlag {
    const OWNER: row::Column = row::Column::CustomerId;
}
