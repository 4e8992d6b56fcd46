//! Cards of customers, with their integrations.

use super::{customers, drop_table, index, unique};
use sea_orm_migration::{
    prelude::*,
    schema::{boolean, json_binary, text, text_null},
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

fn card() -> TableCreateStatement {
    let columns = [
        text_null("name_on_card"),
        text_null("bin"),
        text_null("last_four"),
        text_null("payment_system"),
        text_null("bank"),
        text_null("expiration_month"),
        text_null("expiration_year"),
        text("key"),
        boolean("active"),
        boolean("migrated"),
        json_binary("integrations"),
    ];
    customers("card", columns)
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(card()).await?;
        manager.create_index(index("card", "card_customer", ["customer_id"])).await?;
        // A customer has a card in use once at a time.
        let active = Expr::col("active").eq(true);
        let active = unique("card", "card_active", ["customer_id", "key"]).and_where(active).take();
        manager.create_index(active).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(drop_table("card")).await
    }
}
