//! What every storage of files does, tried on each of them.

use kredo_application::{
    Sha256Sum,
    file::ports::{FileId, FileRef, FileStorage},
    outside::OutsideError,
};
use std::sync::Arc;
use uuid::Uuid;

/// A storage that is tried: empty, and nobody else's.
pub(super) trait Backend: Sized {
    /// A new one.
    async fn start() -> Self;
    /// The port.
    fn files(&self) -> Arc<dyn FileStorage>;
    /// The same storage, as another process finds it.
    async fn again(&self) -> Arc<dyn FileStorage>;
    /// Where its files lie.
    async fn names(&self) -> Vec<String>;
    /// Puts other bytes in the place of a file's, behind the storage's back.
    async fn replace(&self, file: FileRef, bytes: &[u8]);
}

pub(super) fn file(id: u128, bytes: &[u8]) -> FileRef {
    FileRef { id: FileId::new(Uuid::from_u128(id)), checksum: Sha256Sum::of(bytes) }
}

pub(super) fn is_refused<T>(answer: &Result<T, OutsideError>) -> bool {
    matches!(answer, Err(OutsideError::Refused { .. }))
}

pub(super) async fn a_kept_file_is_read_back_until_it_is_deleted(backend: impl Backend) {
    let files = backend.files();
    for bytes in [&b"contract"[..], b"", &vec![0; 300_000]] {
        let file = file(bytes.len() as u128, bytes);
        assert_eq!(files.get(file).await.unwrap(), None);
        files.put(file, bytes.to_vec()).await.unwrap();
        assert_eq!(files.get(file).await.unwrap().as_deref(), Some(bytes));
        assert!(files.delete(file.id).await.unwrap());
        assert!(!files.delete(file.id).await.unwrap());
        assert_eq!(files.get(file).await.unwrap(), None);
    }
    assert_eq!(backend.names().await, [""; 0]);
}

pub(super) async fn another_process_finds_the_files(backend: impl Backend) {
    backend.files().put(file(1, b"a"), b"a".to_vec()).await.unwrap();
    let found = backend.again().await.get(file(1, b"a")).await.unwrap();
    assert_eq!(found.as_deref(), Some(&b"a"[..]));
}

pub(super) async fn the_same_file_again_is_no_error_and_no_second_file(backend: impl Backend) {
    for _ in 0..3 {
        backend.files().put(file(1, b"a"), b"a".to_vec()).await.unwrap();
    }
    let guid = Uuid::from_u128(1);
    assert_eq!(backend.names().await, [format!("01/{guid}")]);
}

pub(super) async fn other_bytes_under_a_taken_id_are_refused_and_the_first_stay(
    backend: impl Backend,
) {
    let files = backend.files();
    files.put(file(1, b"a"), b"a".to_vec()).await.unwrap();
    let second = files.put(file(1, b"b"), b"b".to_vec()).await;
    assert!(is_refused(&second), "{second:?}");
    assert_eq!(files.get(file(1, b"a")).await.unwrap().as_deref(), Some(&b"a"[..]));
    assert_eq!(backend.names().await.len(), 1);
}

pub(super) async fn bytes_that_are_not_those_of_the_checksum_are_not_kept(backend: impl Backend) {
    let put = backend.files().put(file(1, b"a"), b"b".to_vec()).await;
    assert!(is_refused(&put), "{put:?}");
    assert_eq!(backend.names().await, [""; 0]);
}

pub(super) async fn a_changed_file_is_not_given_out(backend: impl Backend) {
    let kept = file(1, b"contract");
    backend.files().put(kept, b"contract".to_vec()).await.unwrap();
    backend.replace(kept, b"kontract").await;
    let got = backend.files().get(kept).await;
    assert!(is_refused(&got), "{got:?}");
}

pub(super) async fn many_writers_of_one_file_agree(backend: impl Backend) {
    let writers: Vec<_> = (0..20)
        .map(|_| {
            let files = backend.files();
            tokio::spawn(async move { files.put(file(1, b"a"), b"a".to_vec()).await })
        })
        .collect();
    for writer in writers {
        writer.await.unwrap().unwrap();
    }
    assert_eq!(backend.names().await.len(), 1);
}

pub(super) async fn of_two_files_under_one_id_one_is_kept(backend: impl Backend) {
    for id in 0..10 {
        let put = |bytes: &'static [u8]| {
            let files = backend.files();
            tokio::spawn(async move { files.put(file(id, bytes), bytes.to_vec()).await })
        };
        let (one, other) = (put(b"one"), put(b"other"));
        let outcomes = [one.await.unwrap(), other.await.unwrap()];
        assert_eq!(outcomes.iter().filter(|outcome| is_refused(outcome)).count(), 1);
        let winner: &[u8] = if outcomes[0].is_ok() { b"one" } else { b"other" };
        let kept = backend.files().get(file(id, winner)).await.unwrap();
        assert_eq!(kept.as_deref(), Some(winner));
    }
}

/// One test a case, so that the runner names the storage that broke.
macro_rules! file_contract {
    ($backend:ty: $($case:ident),+ $(,)?) => { $(
        #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn $case() {
            use $crate::file::contract::{self, Backend as _};
            contract::$case(<$backend>::start().await).await;
        }
    )+ };
    ($backend:ty) => {
        $crate::file::contract::file_contract! { $backend:
            a_kept_file_is_read_back_until_it_is_deleted,
            another_process_finds_the_files,
            the_same_file_again_is_no_error_and_no_second_file,
            other_bytes_under_a_taken_id_are_refused_and_the_first_stay,
            bytes_that_are_not_those_of_the_checksum_are_not_kept,
            a_changed_file_is_not_given_out,
            many_writers_of_one_file_agree,
            of_two_files_under_one_id_one_is_kept,
        }
    };
}
pub(super) use file_contract;
