//! Everything that is kept, or staged: both have the same shape.

use super::{Kept, Table, UniqueKey, outbox::OutboxTable};
use crate::{audit::memory::AuditTable, passport_registry::memory::PassportTable};
use kredo_application::{
    flow::Flow,
    notification::MailboxMessage,
    store::{Sequence, StoreError},
};
use kredo_domain::{
    card::Card,
    consent::Consent,
    customer::{Address, Contact, Customer, Employment},
    document::{Document, DocumentAttribute, DocumentFile, DocumentInfo, DocumentType},
    flag::{CustomerFlag, FlagReason, FlagType},
    identification::{IdentificationRecord, OfferedMethod},
    identity::Account,
    loan::Loan,
    loan_application::{ContractFile, LoanApplication},
    otp::{OtpChallenge, OtpException},
    partner::Partner,
    payment::TransactionOrder,
    personal_data::Erasure,
};
use std::collections::BTreeMap;

macro_rules! tables {
    ($($name:ident: $aggregate:ty, $unique:path $(, of $owners:ident)?;)+) => {
        /// One table an aggregate, and what is no aggregate.
        #[derive(Default)]
        pub(crate) struct Tables {
            $($name: Table<$aggregate>,)+
            pub(crate) outbox: OutboxTable,
            pub(crate) audit: AuditTable,
            pub(crate) passports: PassportTable,
            pub(crate) sequences: BTreeMap<Sequence, i64>,
        }

        impl Tables {
            /// Takes the staged changes over, all or none.
            pub(crate) fn commit(&mut self, staged: Self) -> Result<(), StoreError> {
                $(staged.$name.check(&self.$name)?;)+
                $($(
                    let owners = (&staged.$owners, &self.$owners);
                    staged.$name.check_owners(&self.$name, owners)?;
                )?)+
                staged.outbox.check(&self.outbox)?;
                staged.audit.check(&self.audit)?;
                $(self.$name.apply(staged.$name);)+
                self.outbox.apply(staged.outbox);
                self.audit.apply(staged.audit);
                self.passports.apply(staged.passports);
                Ok(())
            }
        }

        $(impl Kept for $aggregate {
            fn table(tables: &Tables) -> &Table<Self> {
                &tables.$name
            }
            fn table_mut(tables: &mut Tables) -> &mut Table<Self> {
                &mut tables.$name
            }
            fn unique(&self) -> Vec<UniqueKey> {
                $unique(self)
            }
        })+
    };
}

// Each with its unique keys and, where it cannot be without its owner, the table of the owners.
tables! {
    accounts: Account, crate::identity::memory::account_keys;
    addresses: Address, crate::customer::memory::address_keys, of customers;
    cards: Card, crate::card::memory::card_keys, of customers;
    challenges: OtpChallenge, crate::otp::memory::challenge_keys;
    contacts: Contact, crate::customer::memory::contact_keys, of customers;
    contract_files: ContractFile, crate::loan_application::memory::contract_keys;
    customers: Customer, crate::customer::memory::customer_keys;
    document_attributes: DocumentAttribute, crate::directory::memory::entry_keys;
    document_files: DocumentFile, crate::document::memory::file_keys, of customers;
    document_infos: DocumentInfo, crate::document::memory::info_keys, of customers;
    document_types: DocumentType, crate::directory::memory::entry_keys;
    documents: Document, crate::document::memory::document_keys, of customers;
    employments: Employment, crate::customer::memory::employment_keys, of customers;
    exceptions: OtpException, crate::otp::memory::exception_keys;
    flag_reasons: FlagReason, crate::directory::memory::entry_keys;
    flag_types: FlagType, crate::directory::memory::entry_keys;
    flows: Flow, crate::flow::memory::flow_keys;
    loan_applications: LoanApplication, crate::loan_application::memory::application_keys;
    loans: Loan, crate::loan::memory::loan_keys;
    mailbox: MailboxMessage, crate::notification::memory::message_keys;
    orders: TransactionOrder, crate::payment::memory::order_keys, of loans;
    partners: Partner, crate::partner::memory::partner_keys;
    customer_flags: CustomerFlag, crate::flag::memory::flag_keys, of customers;
    identification_methods: OfferedMethod, crate::directory::memory::entry_keys;
    identifications: IdentificationRecord, crate::identification::memory::identification_keys, of customers;
    consents: Consent, crate::consent::memory::consent_keys, of customers;
    erasures: Erasure, crate::personal_data::memory::erasure_keys;
}
