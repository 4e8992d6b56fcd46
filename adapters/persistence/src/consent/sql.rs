//! Consents as rows.

use crate::sql::{Mapped, MappedAboutApplication, MappedChild, columns_of_row};
use kredo_application::store::{StoreError, Versioned};
use kredo_domain::{
    consent::{Consent, ConsentId, ConsentKind, ConsentState, ConsentStatement, ConsentText},
    customer::CustomerId,
    loan_application::{DocumentHash, LoanApplicationId},
};

#[expect(unreachable_pub, reason = "the ORM's derives want public rows")]
mod row {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "consent")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub version: i64,
        pub customer_id: Uuid,
        pub application_id: Option<Uuid>,
        pub kind: String,
        pub title: String,
        pub text_version: String,
        pub wording: String,
        pub given: bool,
        pub document_hash: Option<String>,
        pub stated_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl Mapped for Consent {
    columns_of_row!();

    fn to_row(&self, version: i64) -> Result<row::Model, StoreError> {
        let state = self.state();
        let ConsentStatement { kind, text, given, document } = state.statement.clone();
        Ok(row::Model {
            id: state.id.guid(),
            version,
            customer_id: state.customer.guid(),
            application_id: state.application.map(LoanApplicationId::guid),
            kind: kind.as_str().to_owned(),
            title: text.title,
            text_version: text.version,
            wording: text.wording,
            given,
            document_hash: document.map(|hash| hash.as_str().to_owned()),
            stated_at: state.at,
        })
    }

    fn from_row(row: row::Model) -> Result<Versioned<Self>, StoreError> {
        let text =
            ConsentText { title: row.title, version: row.text_version, wording: row.wording };
        let statement = ConsentStatement {
            kind: ConsentKind::new(&row.kind),
            text,
            given: row.given,
            document: row.document_hash.map(DocumentHash::new),
        };
        let state = ConsentState {
            id: ConsentId::new(row.id),
            customer: CustomerId::new(row.customer_id),
            application: row.application_id.map(LoanApplicationId::new),
            statement,
            at: row.stated_at,
        };
        Ok(Versioned::stored(Self::restore(state), row.version))
    }
}

impl MappedChild for Consent {
    const OWNER: row::Column = row::Column::CustomerId;
}

impl MappedAboutApplication for Consent {
    const APPLICATION: row::Column = row::Column::ApplicationId;
}
