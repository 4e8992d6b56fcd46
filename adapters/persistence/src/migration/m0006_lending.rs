//! Contracts, loans, orders to pay, partners, one-time codes, the mailbox of trials.

use super::{create_sequence, drop_sequence, drop_table, index, record, unique};
use kredo_application::store::Sequence;
use sea_orm_migration::{
    prelude::*,
    schema::{
        big_integer, json_binary, json_binary_null, text, text_null, timestamp_with_time_zone,
        timestamp_with_time_zone_null, uuid, uuid_null,
    },
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// In an order in which each refers only to those before it.
const TABLES: [&str; 7] = [
    "partner",
    "contract_file",
    "loan",
    "transaction_order",
    "otp_challenge",
    "otp_exception",
    "mailbox_message",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [
            partner(),
            contract_file(),
            loan(),
            transaction_order(),
            otp_challenge(),
            otp_exception(),
            mailbox_message(),
        ] {
            manager.create_table(table).await?;
        }
        for index in indexes().into_iter().chain(loan_indexes()) {
            manager.create_index(index).await?;
        }
        create_sequence(manager, Sequence::Contract).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_sequence(manager, Sequence::Contract).await?;
        for table in TABLES.into_iter().rev() {
            manager.drop_table(drop_table(table)).await?;
        }
        Ok(())
    }
}

fn indexes() -> [IndexCreateStatement; 7] {
    [
        unique("partner", "partner_name", ["name"]),
        unique("contract_file", "contract_file_number", ["number"]),
        index("transaction_order", "transaction_order_loan", ["loan_id"]),
        index("otp_challenge", "otp_challenge_phone", ["phone", "created_at"]),
        unique("otp_exception", "otp_exception_phone", ["phone"]),
        unique("mailbox_message", "mailbox_message_key", ["call_key"]),
        index("mailbox_message", "mailbox_message_phone", ["phone"]),
    ]
}

fn partner() -> TableCreateStatement {
    let columns =
        [text("name"), text("title"), text_null("inn"), timestamp_with_time_zone("created_at")];
    record("partner", columns)
}

fn contract_file() -> TableCreateStatement {
    let columns = [
        text("number"),
        json_binary("printed"),
        json_binary("sent_codes"),
        json_binary_null("sealed"),
        timestamp_with_time_zone("created_at"),
    ];
    let mut table = record("contract_file", columns);
    let mut application = ForeignKey::create();
    application.from("contract_file", "id").to("loan_application", "id");
    table.foreign_key(&mut application).take()
}

/// Loans without the tie to the table of customers.
pub(super) fn untied_loan() -> TableCreateStatement {
    let columns = [
        text("number"),
        uuid("customer_id"),
        text("partner"),
        text("standing"),
        big_integer("amount"),
        text("currency"),
        json_binary("offer"),
        json_binary("state"),
        timestamp_with_time_zone("created_at"),
    ];
    record("loan", columns)
}

/// Loans of customers who are there.
pub(super) fn loan() -> TableCreateStatement {
    let mut customer = ForeignKey::create();
    customer.from("loan", "customer_id").to("customer", "id");
    untied_loan().foreign_key(&mut customer).take()
}

pub(super) fn loan_indexes() -> [IndexCreateStatement; 2] {
    [unique("loan", "loan_number", ["number"]), index("loan", "loan_customer", ["customer_id"])]
}

fn transaction_order() -> TableCreateStatement {
    let columns = [
        uuid("loan_id"),
        uuid("receiver_id"),
        big_integer("amount"),
        text("currency"),
        text("purpose"),
        json_binary("standing"),
        timestamp_with_time_zone("created_at"),
    ];
    let mut table = record("transaction_order", columns);
    let (mut loan, mut receiver) = (ForeignKey::create(), ForeignKey::create());
    loan.from("transaction_order", "loan_id").to("loan", "id");
    receiver.from("transaction_order", "receiver_id").to("partner", "id");
    table.foreign_key(&mut loan).foreign_key(&mut receiver).take()
}

fn otp_challenge() -> TableCreateStatement {
    let columns = [
        uuid_null("application_id"),
        text("phone"),
        text_null("document_hash"),
        json_binary("policy"),
        text("code"),
        timestamp_with_time_zone("sent_at"),
        timestamp_with_time_zone("expires_at"),
        big_integer("attempts"),
        big_integer("attempts_in_all"),
        big_integer("resends"),
        timestamp_with_time_zone_null("accepted_at"),
        timestamp_with_time_zone("created_at"),
    ];
    record("otp_challenge", columns)
}

fn otp_exception() -> TableCreateStatement {
    record("otp_exception", [text("phone"), text("code")])
}

fn mailbox_message() -> TableCreateStatement {
    let columns =
        [text("call_key"), text("phone"), text("text"), timestamp_with_time_zone("created_at")];
    record("mailbox_message", columns)
}
