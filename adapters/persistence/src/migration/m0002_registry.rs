//! The customer registry: customers, contacts, addresses, employment, documents.

use super::{aggregate, customers, drop_table, index, one_primary, unique};
use sea_orm_migration::{
    prelude::*,
    schema::{
        big_integer, big_integer_null, boolean, date_null, json_binary, text, text_null, uuid_null,
    },
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [customer(), contact(), address(), employment(), document()] {
            manager.create_table(table).await?;
        }
        for index in indexes() {
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for name in ["document", "employment", "address", "contact", "customer"] {
            manager.drop_table(drop_table(name)).await?;
        }
        Ok(())
    }
}

fn indexes() -> [IndexCreateStatement; 9] {
    [
        unique("customer", "customer_login", ["login"]),
        unique("customer", "customer_number", ["number"]),
        unique("customer", "customer_login_guid", ["login_guid"]),
        unique("contact", "contact_value", ["customer_id", "kind", "owner", "value"]),
        one_primary("contact", "contact_primary", ["customer_id", "kind"]),
        index("address", "address_customer", ["customer_id"]),
        one_primary("address", "address_primary", ["customer_id"]),
        unique("employment", "employment_customer", ["customer_id"]),
        index("document", "document_customer", ["customer_id"]),
    ]
}

fn customer() -> TableCreateStatement {
    let columns = [
        big_integer("number"),
        text("login"),
        uuid_null("login_guid"),
        text_null("first_name"),
        text_null("middle_name"),
        text_null("last_name"),
        text_null("gender"),
        date_null("birth_date"),
        json_binary("additional_data"),
    ];
    aggregate("customer", columns)
}

fn contact() -> TableCreateStatement {
    let columns = [
        text("kind"),
        text("owner"),
        text("value"),
        boolean("active"),
        boolean("is_primary"),
        json_binary("additional_data"),
    ];
    customers("contact", columns)
}

fn address() -> TableCreateStatement {
    customers("address", [boolean("is_primary"), json_binary("data")])
}

fn employment() -> TableCreateStatement {
    let columns = [
        text_null("position"),
        text("position_type"),
        text_null("company_name"),
        text_null("company_scope"),
        big_integer("salary"),
        text("salary_currency"),
        big_integer_null("extra_salary"),
        text_null("extra_salary_currency"),
        text_null("current_position_duration"),
        json_binary("additional_data"),
        text_null("source_id"),
        text_null("source_name"),
    ];
    customers("employment", columns)
}

fn document() -> TableCreateStatement {
    let columns = [text("type_name"), text("status"), json_binary("infos")];
    customers("document", columns)
}
