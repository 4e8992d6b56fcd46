//! What every [`Store`](kredo_application::Store) must do. One function is one case, named as a
//! sentence; [`store_contract!`](crate::store_contract) makes a test of each for a backend.
//!
//! Where a store may refuse at the write or at the commit, a case accepts both and says so.

mod aggregate;
mod audit;
mod card;
mod commands;
mod commit;
mod consent;
mod directory;
mod erasure;
mod flow;
mod identification;
mod keys;
mod lending;
mod look_up;
mod outbox;
mod passport;
mod reader;
mod removal;
mod search;
mod sequence;
mod whatever;

pub use aggregate::*;
pub use audit::*;
pub use card::*;
pub use commands::*;
pub use commit::*;
pub use consent::*;
pub use directory::*;
pub use erasure::*;
pub use flow::*;
pub use identification::*;
pub use keys::*;
pub use lending::*;
pub use look_up::*;
pub use outbox::*;
pub use passport::*;
pub use reader::*;
pub use removal::*;
pub use search::*;
pub use sequence::*;
pub use whatever::*;

use crate::{backend::Backend, fixture::Sample};
use kredo_application::{StoreError, UnitOfWork, Versioned};
use kredo_domain::{
    Id, customer::Customer, document::Document, loan::Loan, loan_application::LoanApplication,
    partner::Partner,
};

/// Every case: calls the macro named with the list of them.
#[macro_export]
macro_rules! store_contract_cases {
    ([$($use:tt)+] $(, $argument:tt)*) => {
        $($use)+!($($argument,)*
            every_customer_reads_back_equal,
            every_contact_reads_back_equal,
            every_address_reads_back_equal,
            every_employment_reads_back_equal,
            every_document_reads_back_equal,
            every_document_info_reads_back_equal,
            every_document_file_reads_back_equal,
            every_document_type_reads_back_equal,
            every_document_attribute_reads_back_equal,
            every_customer_flag_reads_back_equal,
            every_card_reads_back_equal,
            every_flag_type_reads_back_equal,
            every_flag_reason_reads_back_equal,
            every_identification_method_reads_back_equal,
            every_identification_reads_back_equal,
            every_consent_reads_back_equal,
            every_erasure_reads_back_equal,
            every_account_reads_back_equal,
            every_flow_reads_back_equal,
            every_loan_application_reads_back_equal,
            every_contract_file_reads_back_equal,
            every_loan_reads_back_equal,
            every_transaction_order_reads_back_equal,
            every_partner_reads_back_equal,
            every_otp_challenge_reads_back_equal,
            every_otp_exception_reads_back_equal,
            every_mailbox_message_reads_back_equal,
            whatever_a_customer_holds_reads_back_equal,
            whatever_a_contact_holds_reads_back_equal,
            whatever_an_address_holds_reads_back_equal,
            whatever_an_employment_holds_reads_back_equal,
            whatever_a_document_holds_reads_back_equal,
            whatever_a_document_info_holds_reads_back_equal,
            whatever_a_document_file_holds_reads_back_equal,
            whatever_a_customer_flag_holds_reads_back_equal,
            whatever_a_card_holds_reads_back_equal,
            whatever_an_identification_holds_reads_back_equal,
            whatever_a_flag_type_holds_reads_back_equal,
            whatever_a_flag_reason_holds_reads_back_equal,
            whatever_an_identification_method_holds_reads_back_equal,
            whatever_a_document_type_holds_reads_back_equal,
            whatever_is_learnt_of_a_customer_stays_until_it_is_said_otherwise,
            whatever_contacts_are_added_one_is_primary_and_none_is_there_twice,
            whatever_addresses_are_added_one_is_primary_and_the_last_that_was_said,
            whatever_flags_are_put_on_and_taken_off_each_is_on_once,
            a_guid_is_inserted_once,
            many_are_inserted_at_once_or_none,
            a_key_that_is_taken_refuses_the_insert,
            a_number_name_phone_or_call_that_is_taken_refuses_the_insert,
            a_card_of_one_key_is_active_once,
            a_card_that_is_added_twice_at_once_is_one,
            an_attempt_at_identification_of_a_number_is_recorded_once,
            a_key_that_is_taken_refuses_the_update,
            a_key_given_up_in_the_same_unit_is_free,
            a_refused_insert_does_not_end_the_unit,
            a_dropped_unit_leaves_nothing,
            a_failed_use_case_leaves_nothing,
            own_writes_are_visible_inside_and_not_outside,
            the_slower_of_two_writers_is_stale,
            what_was_never_inserted_cannot_be_updated,
            one_unit_can_change_a_thing_twice,
            simultaneous_changes_lose_nothing,
            what_is_removed_is_gone_with_its_keys,
            what_a_dropped_unit_removed_is_still_there,
            whoever_removes_or_saves_what_somebody_else_did_is_stale,
            what_one_unit_adds_and_removes_was_never_there,
            what_one_unit_removes_and_adds_again_is_new,
            what_others_refer_to_goes_with_them_or_not_at_all,
            old_customers_are_listed_in_pieces,
            applications_of_nobody_are_listed_in_pieces,
            every_login_of_a_phone_is_found,
            erasures_with_files_left_are_found,
            the_last_change_of_several_things_is_told_and_looks_are_none,
            erasing_a_customer_leaves_the_ledger_and_nothing_else,
            whoever_applied_and_is_no_customer_is_erased_alone,
            a_customer_is_erased_once_however_many_ask,
            a_customer_to_whom_something_happened_lately_is_not_erased,
            whatever_was_done_to_a_customer_lately_keeps_its_data,
            old_login_codes_are_listed_whosever_they_are,
            a_customer_is_found_by_login_and_number,
            customers_are_found_by_many_numbers,
            customers_are_found_by_many_logins,
            customers_are_found_by_their_names_and_days,
            customers_are_found_by_all_that_is_said_at_once,
            customers_are_found_by_a_contact,
            customers_are_found_by_what_was_ever_said_of_a_document,
            found_customers_are_sorted_by_every_property,
            a_search_of_customers_finds_a_thousand_at_most,
            an_account_is_found_by_name,
            a_partner_is_found_by_name,
            the_latest_login_of_a_phone_is_found,
            a_fixed_code_is_found_by_phone,
            kept_messages_are_found_by_call_and_phone,
            children_are_listed_for_their_owner_in_order,
            what_a_customer_owns_is_no_other_customers,
            what_is_about_an_application_is_found_without_the_rest,
            what_a_customer_applied_for_is_found_by_the_customer,
            loans_are_found_by_the_customer_and_orders_by_the_loan,
            files_are_found_by_their_version_alone,
            an_entry_is_found_by_its_key_in_its_own_directory,
            a_directory_is_listed_whole_and_alone,
            a_key_is_one_entrys_however_it_is_taken,
            what_comes_with_the_program_is_installed_once_and_then_the_lenders,
            a_type_of_the_lenders_own_keeps_its_name_from_the_program,
            events_come_out_in_the_order_they_went_in,
            events_of_several_calls_and_a_great_many_keep_their_order,
            published_events_are_gone,
            an_outbox_lease_keeps_other_relays_away_until_it_ends,
            an_outbox_lease_is_given_back_by_its_holder_alone,
            an_outbox_lease_of_a_dropped_unit_is_none,
            two_relays_never_lease_the_outbox_at_once,
            audit_records_read_back_equal_and_in_order,
            the_audit_trail_knows_the_searches_that_found_a_customer,
            a_place_and_an_event_of_the_audit_trail_are_taken_once,
            a_dropped_unit_adds_nothing_to_the_audit_trail,
            a_reader_refuses_every_write,
            a_reader_sees_what_was_committed_since,
            numbers_grow_and_never_repeat,
            due_flows_come_longest_due_first_and_not_too_early,
            the_next_due_flow_is_told,
            programs_of_live_flows_are_told_once,
            two_engines_never_lease_the_same_flow,
            consents_are_recorded_once_for_an_application,
            a_consent_that_was_signed_is_withdrawn_and_signed_again,
            attempts_at_once_are_no_more_than_the_method_allows,
            the_same_attempt_at_once_is_one,
            an_attempt_that_comes_back_is_numbered_anew,
            an_edition_of_the_passport_register_lists_its_passports,
            a_new_edition_of_the_passport_register_replaces_the_old,
            a_passport_is_listed_once,
            a_passport_register_changes_for_others_at_commit,
            a_reader_leaves_the_passport_register_alone,
        );
    };
}

/// Makes one `#[tokio::test]` per case.
#[macro_export]
macro_rules! store_contract_tests {
    ($backend:ty, $($case:ident),+ $(,)?) => { $(
        #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn $case() {
            let backend = <$backend as $crate::backend::Backend>::start().await;
            $crate::contract::$case(&backend).await;
        }
    )+ };
}

/// The whole contract for one backend.
#[macro_export]
macro_rules! store_contract {
    ($backend:ident) => {
        $crate::store_contract_cases!([$crate::store_contract_tests], $backend);
    };
}

/// Commits customers 1 to `n`, for others to belong to.
async fn commit_customers(b: &impl Backend, n: u8) {
    let mut unit = b.store().begin().await.unwrap();
    for n in 1..=n {
        unit.customers().insert(&Customer::bare(n)).await.unwrap();
    }
    unit.commit().await.unwrap();
}

/// Commits applications 1 to `n` of customers 1 to `n`.
async fn commit_applications(b: &impl Backend, n: u8) {
    commit_customers(b, n).await;
    for n in 1..=n {
        commit(b, &LoanApplication::bare(n)).await;
    }
}

/// Commits customers and documents 1 to `n`.
async fn commit_documents(b: &impl Backend, n: u8) {
    commit_customers(b, n).await;
    for n in 1..=n {
        commit(b, &Document::bare(n)).await;
    }
}

/// Commits loans and partners 1 to `n`.
async fn commit_loans(b: &impl Backend, n: u8) {
    commit_applications(b, n).await;
    for n in 1..=n {
        commit(b, &Loan::bare(n)).await;
        commit(b, &Partner::bare(n)).await;
    }
}

async fn commit<A: Sample>(b: &impl Backend, aggregate: &A) {
    let mut unit = b.store().begin().await.unwrap();
    A::repository(&mut *unit).insert(aggregate).await.unwrap();
    unit.commit().await.unwrap();
}

async fn stored<A: Sample>(b: &impl Backend, id: Id<A>) -> Option<Versioned<A>> {
    let mut unit = b.store().reader().await.unwrap();
    A::repository(&mut *unit).get(id).await.unwrap()
}

/// Ends a unit whose write may be refused at once or at commit.
async fn end(unit: Box<dyn UnitOfWork>, write: Result<(), StoreError>) -> Result<(), StoreError> {
    match write {
        Ok(()) => unit.commit().await,
        refused => refused,
    }
}
