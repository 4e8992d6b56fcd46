use super::{commit_customers, commit_documents, stored};
use crate::{backend::Backend, fixture::Whatever};
use kredo_domain::{
    card::Card,
    customer::{Address, Contact, Customer, Employment},
    document::{Document, DocumentFile, DocumentInfo, DocumentType},
    flag::{CustomerFlag, FlagReason, FlagType},
    identification::{IdentificationRecord, OfferedMethod},
};
use proptest::{
    strategy::{Strategy, ValueTree},
    test_runner::TestRunner,
};

/// How many of each kind.
const MANY: u8 = 40;

/// Whatever they hold, and whatever they are changed to, it comes back as it went in.
async fn read_back_equal<A: Whatever>(b: &impl Backend) {
    let mut runner = TestRunner::default();
    let mut made_up = || -> Vec<A> {
        (1..=MANY).map(|n| A::whatever(n).new_tree(&mut runner).unwrap().current()).collect()
    };
    let (first, second) = (made_up(), made_up());
    for (written, version) in [(&first, 1), (&second, 2)] {
        let mut unit = b.store().begin().await.unwrap();
        let repository = A::repository(&mut *unit);
        for aggregate in written {
            match repository.get(aggregate.id()).await.unwrap() {
                None => repository.insert(aggregate).await.unwrap(),
                Some(mut known) => {
                    known.value = aggregate.clone();
                    repository.update(known).await.unwrap();
                }
            }
        }
        unit.commit().await.unwrap();
        for aggregate in written {
            let read = stored::<A>(b, aggregate.id()).await.expect("it was committed");
            assert_eq!((&read.value, read.version()), (aggregate, version));
        }
    }
}

pub async fn whatever_a_customer_holds_reads_back_equal(b: &impl Backend) {
    read_back_equal::<Customer>(b).await;
}
pub async fn whatever_a_contact_holds_reads_back_equal(b: &impl Backend) {
    commit_customers(b, MANY).await;
    read_back_equal::<Contact>(b).await;
}
pub async fn whatever_an_address_holds_reads_back_equal(b: &impl Backend) {
    commit_customers(b, MANY).await;
    read_back_equal::<Address>(b).await;
}
pub async fn whatever_an_employment_holds_reads_back_equal(b: &impl Backend) {
    commit_customers(b, MANY).await;
    read_back_equal::<Employment>(b).await;
}
pub async fn whatever_a_document_holds_reads_back_equal(b: &impl Backend) {
    commit_customers(b, MANY).await;
    read_back_equal::<Document>(b).await;
}
pub async fn whatever_a_document_info_holds_reads_back_equal(b: &impl Backend) {
    commit_documents(b, MANY).await;
    read_back_equal::<DocumentInfo>(b).await;
}
pub async fn whatever_a_document_file_holds_reads_back_equal(b: &impl Backend) {
    commit_documents(b, MANY).await;
    read_back_equal::<DocumentFile>(b).await;
}
pub async fn whatever_a_customer_flag_holds_reads_back_equal(b: &impl Backend) {
    commit_customers(b, MANY).await;
    read_back_equal::<CustomerFlag>(b).await;
}
pub async fn whatever_a_card_holds_reads_back_equal(b: &impl Backend) {
    commit_customers(b, MANY).await;
    read_back_equal::<Card>(b).await;
}
pub async fn whatever_an_identification_holds_reads_back_equal(b: &impl Backend) {
    commit_customers(b, MANY).await;
    read_back_equal::<IdentificationRecord>(b).await;
}
pub async fn whatever_a_flag_type_holds_reads_back_equal(b: &impl Backend) {
    read_back_equal::<FlagType>(b).await;
}
pub async fn whatever_a_flag_reason_holds_reads_back_equal(b: &impl Backend) {
    read_back_equal::<FlagReason>(b).await;
}
pub async fn whatever_an_identification_method_holds_reads_back_equal(b: &impl Backend) {
    read_back_equal::<OfferedMethod>(b).await;
}
pub async fn whatever_a_document_type_holds_reads_back_equal(b: &impl Backend) {
    read_back_equal::<DocumentType>(b).await;
}
