use kredo_tests::{backend::Sqlite, store_contract};

store_contract!(Sqlite);

#[cfg(unix)]
#[tokio::test]
async fn a_new_database_is_readable_for_its_owner_alone() {
    use std::{fs, os::unix::fs::PermissionsExt};
    let backend = Sqlite::empty().await;
    backend.sql().migrate().await.unwrap();
    let folder = backend.file().parent().unwrap().to_owned();
    let files: Vec<_> = fs::read_dir(folder).unwrap().map(|file| file.unwrap()).collect();
    assert!(!files.is_empty());
    for file in files {
        let mode = file.metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{:?} has mode {mode:o}", file.path());
    }
}
