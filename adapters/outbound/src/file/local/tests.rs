use super::*;
use std::os::unix::fs::PermissionsExt;
use std::{fs::FileTimes, sync::Arc};
use tempfile::TempDir;
use uuid::Uuid;

struct Storage {
    folder: TempDir,
    files: LocalFiles,
}

fn storage() -> Storage {
    let folder = tempfile::tempdir().unwrap();
    let files = LocalFiles::open(folder.path().join("files")).unwrap();
    Storage { folder, files }
}

fn file(id: u128, bytes: &[u8]) -> FileRef {
    FileRef { id: FileId::new(Uuid::from_u128(id)), checksum: checksum(bytes) }
}

impl Storage {
    fn root(&self) -> PathBuf {
        self.folder.path().join("files")
    }
    fn path(&self, file: FileRef) -> PathBuf {
        self.files.folder_and_path(file.id).1
    }
    /// Every file below the root.
    fn names(&self) -> Vec<String> {
        let mut names = Vec::new();
        for folder in fs::read_dir(self.root()).unwrap() {
            for entry in fs::read_dir(folder.unwrap().path()).unwrap() {
                names.push(entry.unwrap().file_name().into_string().unwrap());
            }
        }
        names.sort();
        names
    }
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[tokio::test]
async fn a_kept_file_is_read_back_until_it_is_deleted() {
    let storage = storage();
    let port: Arc<dyn FileStorage> = Arc::new(storage.files.clone());
    for bytes in [&b"contract"[..], b"", &vec![0; 300_000]] {
        let file = file(bytes.len() as u128, bytes);
        assert_eq!(port.get(file).await.unwrap(), None);
        port.put(file, bytes.to_vec()).await.unwrap();
        assert_eq!(port.get(file).await.unwrap().as_deref(), Some(bytes));
        assert!(port.delete(file.id).await.unwrap());
        assert!(!port.delete(file.id).await.unwrap());
        assert_eq!(port.get(file).await.unwrap(), None);
    }
}

#[tokio::test]
async fn another_process_finds_the_files() {
    let storage = storage();
    storage.files.put(file(1, b"a"), b"a".to_vec()).await.unwrap();
    let again = LocalFiles::open(storage.root()).unwrap();
    assert_eq!(again.get(file(1, b"a")).await.unwrap().as_deref(), Some(&b"a"[..]));
}

#[tokio::test]
async fn the_same_file_again_is_no_error_and_no_second_file() {
    let storage = storage();
    for _ in 0..3 {
        storage.files.put(file(1, b"a"), b"a".to_vec()).await.unwrap();
    }
    assert_eq!(storage.names(), [Uuid::from_u128(1).to_string()]);
}

#[tokio::test]
async fn other_bytes_under_a_taken_id_are_refused_and_the_first_stay() {
    let storage = storage();
    storage.files.put(file(1, b"a"), b"a".to_vec()).await.unwrap();
    let second = storage.files.put(file(1, b"b"), b"b".to_vec()).await;
    assert!(matches!(second, Err(OutsideError::Refused { .. })), "{second:?}");
    assert_eq!(storage.files.get(file(1, b"a")).await.unwrap().as_deref(), Some(&b"a"[..]));
    assert_eq!(storage.names().len(), 1);
}

#[tokio::test]
async fn bytes_that_are_not_those_of_the_checksum_are_not_kept() {
    let storage = storage();
    let put = storage.files.put(file(1, b"a"), b"b".to_vec()).await;
    assert!(matches!(put, Err(OutsideError::Refused { .. })), "{put:?}");
    assert_eq!(storage.names(), [""; 0]);
}

#[tokio::test]
async fn a_changed_file_is_not_given_out() {
    let storage = storage();
    let kept = file(1, b"contract");
    storage.files.put(kept, b"contract".to_vec()).await.unwrap();
    fs::write(storage.path(kept), b"kontract").unwrap();
    let got = storage.files.get(kept).await;
    assert!(matches!(got, Err(OutsideError::Refused { .. })), "{got:?}");
}

#[tokio::test]
async fn only_the_owner_may_look() {
    let storage = storage();
    let kept = file(0xab, b"a");
    storage.files.put(kept, b"a".to_vec()).await.unwrap();
    assert_eq!(mode(&storage.path(kept)), 0o600);
    for folder in [storage.root(), storage.root().join("drafts"), storage.root().join("ab")] {
        assert_eq!(mode(&folder), 0o700, "{}", folder.display());
    }
}

#[tokio::test]
async fn files_spread_over_folders_by_the_random_end_of_their_guid() {
    let storage = storage();
    for id in 0..1_000 {
        let (folder, path) = storage.files.folder_and_path(FileId::new(Uuid::from_u128(id)));
        assert_eq!(folder.parent(), Some(storage.root().as_path()));
        assert_eq!(path.parent(), Some(folder.as_path()));
        assert_eq!(folder.file_name().unwrap().len(), 2);
    }
    let folder = |id| storage.files.folder_and_path(FileId::new(Uuid::from_u128(id))).0;
    assert_ne!(folder(1), folder(2));
}

#[tokio::test]
async fn a_storage_that_cannot_write_says_so_and_keeps_nothing() {
    let storage = storage();
    fs::remove_dir(storage.root().join("drafts")).unwrap();
    let put = storage.files.put(file(1, b"a"), b"a".to_vec()).await;
    assert!(matches!(put, Err(OutsideError::Unavailable { .. })), "{put:?}");
    let occupied = storage.folder.path().join("occupied");
    fs::write(&occupied, b"").unwrap();
    let refused = LocalFiles::open(occupied).unwrap_err();
    assert!(refused.to_string().contains("occupied"), "{refused}");
}

#[tokio::test]
async fn many_writers_of_one_file_agree() {
    let storage = storage();
    let kept = file(1, b"a");
    let writers: Vec<_> = (0..20)
        .map(|_| {
            let files = storage.files.clone();
            tokio::spawn(async move { files.put(kept, b"a".to_vec()).await })
        })
        .collect();
    for writer in writers {
        writer.await.unwrap().unwrap();
    }
    assert_eq!(storage.names().len(), 1);
}

#[tokio::test]
async fn drafts_of_a_dead_process_are_removed_and_fresh_ones_stay() {
    let storage = storage();
    let drafts = storage.root().join("drafts");
    let (old, fresh) = (drafts.join("old"), drafts.join("fresh"));
    for (path, hours) in [(&old, 25), (&fresh, 23)] {
        let draft = File::create(path).unwrap();
        let made = draft.metadata().unwrap().modified().unwrap();
        let times = FileTimes::new().set_modified(made - Duration::from_hours(hours));
        draft.set_times(times).unwrap();
    }
    LocalFiles::open(storage.root()).unwrap();
    assert_eq!((old.exists(), fresh.exists()), (false, true));
}
