use kredo_tests::{backend::Memory, store_contract};

store_contract!(Memory);
