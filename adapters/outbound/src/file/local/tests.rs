use super::*;
use crate::file::contract::{Backend, file, file_contract};
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

impl Storage {
    fn root(&self) -> PathBuf {
        self.folder.path().join("files")
    }
    fn path(&self, file: FileRef) -> PathBuf {
        self.files.folder_and_path(file.id).1
    }
}

impl Backend for Storage {
    async fn start() -> Self {
        storage()
    }
    fn files(&self) -> Arc<dyn FileStorage> {
        Arc::new(self.files.clone())
    }
    async fn again(&self) -> Arc<dyn FileStorage> {
        Arc::new(LocalFiles::open(self.root()).unwrap())
    }
    async fn names(&self) -> Vec<String> {
        let mut names = Vec::new();
        for folder in fs::read_dir(self.root()).unwrap() {
            let folder = folder.unwrap();
            for entry in fs::read_dir(folder.path()).unwrap() {
                let path = PathBuf::from(folder.file_name()).join(entry.unwrap().file_name());
                names.push(path.into_os_string().into_string().unwrap());
            }
        }
        names.sort();
        names
    }
    async fn replace(&self, file: FileRef, bytes: &[u8]) {
        fs::write(self.path(file), bytes).unwrap();
    }
}

file_contract!(Storage);

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
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
