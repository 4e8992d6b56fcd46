use kredo_tests::{backend::Postgres, store_contract};

store_contract!(Postgres);
