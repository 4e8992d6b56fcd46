//! What lists of customers are sorted by.

use crate::paging::{SortProperty, Sorted};
use kredo_domain::customer::{Customer, NameKey, SearchOrder};
use std::cmp::Ordering;

fn by<K: Ord>(key: impl Fn(&Customer) -> K) -> impl Fn(&Customer, &Customer) -> Ordering {
    move |one, other| key(one).cmp(&key(other))
}

fn name_key(customer: &Customer, n: usize) -> Option<NameKey> {
    customer.state().person.name_keys().into_iter().nth(n).flatten()
}

impl Sorted for Customer {
    /// What is not known comes before what is.
    fn properties() -> Vec<SortProperty<Self>> {
        vec![
            SortProperty::new("lastName", |one, other| by(|c| name_key(c, 0))(one, other)),
            SortProperty::new("firstName", |one, other| by(|c| name_key(c, 1))(one, other)),
            SortProperty::new("middleName", |one, other| by(|c| name_key(c, 2))(one, other)),
            SortProperty::new("birthDate", |one, other| {
                by(|c| c.state().person.birth_date)(one, other)
            }),
            SortProperty::new("createdAt", |one, other| by(|c| c.state().created_at)(one, other)),
            SortProperty::new("updatedAt", |one, other| by(|c| c.state().updated_at)(one, other)),
        ]
    }
    /// By their names.
    fn usual(&self, other: &Self) -> Ordering {
        SearchOrder::Names.compare(self, other)
    }
}
