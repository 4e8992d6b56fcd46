use super::{commit, commit_customers};
use crate::{
    backend::Backend,
    fixture::{Sample, hour, id},
};
use chrono::NaiveDate;
use kredo_application::{
    UnitOfWork,
    paging::{Page, PageRequest, SortBy, Sorted},
};
use kredo_domain::{
    customer::{
        Contact, ContactFilter, ContactKind, ContactOwner, ContactState, Customer, CustomerFilter,
        CustomerState, NameKey, Person,
    },
    document::{
        Document, DocumentFilter, DocumentInfo, DocumentInfoState, DocumentState, DocumentTypeName,
        Statement,
    },
};

/// Customer `n`, with surname, first name and patronymic, each `-` for none.
fn named(n: u8, names: [&str; 3], born: Option<u32>) -> Customer {
    let [last_name, first_name, middle_name] =
        names.map(|name| (name != "-").then(|| name.to_owned()));
    let birth_date = born.and_then(|day| NaiveDate::from_ymd_opt(1990, 2, day));
    let person = Person { first_name, middle_name, last_name, gender: None, birth_date };
    let (created_at, updated_at) = (hour(i64::from(n % 4)), hour(i64::from(9 - n)));
    let state = Customer::bare(n).state().clone();
    Customer::restore(CustomerState { person, created_at, updated_at, ..state })
}

fn people() -> Vec<Customer> {
    vec![
        named(1, ["Семёнов", "Пётр", "Ильич"], Some(3)),
        named(2, ["СЕМЕНОВА", "Анна", "Ильинична"], Some(4)),
        named(3, [" семенов ", "петр", "-"], Some(3)),
        named(4, ["Семан", "Пётр", "Ильич"], None),
        named(5, ["Сёмин", "-", "Ильич"], Some(3)),
        named(6, ["-", "Анна", "-"], Some(4)),
        named(7, ["Ямал", "Пётр", "Ильич"], Some(3)),
        named(8, ["-", "-", "-"], None),
    ]
}

fn names(names: [&str; 3]) -> CustomerFilter {
    let [last_name, first_name, middle_name] = names.map(NameKey::of);
    CustomerFilter { last_name, first_name, middle_name, ..CustomerFilter::default() }
}

fn first_page() -> PageRequest<Customer> {
    PageRequest { page: 0, size: 20, order: Vec::new() }
}

async fn found(unit: &mut dyn UnitOfWork, filter: &CustomerFilter) -> Vec<u128> {
    let found = unit.customers().search(filter, &first_page()).await.unwrap();
    assert_eq!(found.total, found.items.len() as u64);
    found.items.iter().map(|customer| customer.value.id().guid().as_u128()).collect()
}

pub async fn customers_are_found_by_their_names_and_days(b: &impl Backend) {
    for customer in people() {
        commit(b, &customer).await;
    }
    let mut unit = b.store().begin().await.unwrap();
    let unit = &mut *unit;
    assert_eq!(found(unit, &names(["СЕМЁН", "", ""])).await, [3, 1, 2]);
    assert_eq!(found(unit, &names(["семенов", "Петр", "ильич"])).await, [1]);
    assert_eq!(found(unit, &names(["", "пётр", "ильич"])).await, [4, 1, 7]);
    assert_eq!(found(unit, &names(["Семеновы", "", ""])).await, [0; 0]);
    let mut married = unit.customers().get(id(7)).await.unwrap().unwrap();
    let new_name = named(7, ["Семенович", "Пётр", "Ильич"], Some(3));
    married.value = new_name;
    unit.customers().update(married).await.unwrap();
    let with_own_writes = found(unit, &names(["семенов", "", ""])).await;
    assert_eq!(with_own_writes, [3, 1, 2, 7]);
}

pub async fn customers_are_found_by_all_that_is_said_at_once(b: &impl Backend) {
    let mut people = people();
    for customer in &people {
        commit(b, customer).await;
    }
    people.sort_by(Sorted::usual);
    let mut unit = b.store().reader().await.unwrap();
    let days = [None, NaiveDate::from_ymd_opt(1990, 2, 3)];
    let spans = [None, Some(hour(1)..hour(2)), Some(hour(0)..hour(3))];
    let mut asked = 0;
    for last in ["", "с", "Сем", "семёнов", "ё"] {
        for first in ["", "ПЕТР", "анна"] {
            for middle in ["", "Ильич"] {
                for (day, span) in days.iter().flat_map(|day| spans.iter().map(move |s| (day, s))) {
                    let (birth_date, registered) = (*day, span.clone());
                    let filter =
                        CustomerFilter { birth_date, registered, ..names([last, first, middle]) };
                    let such = people.iter().filter(|customer| filter.admits(customer));
                    let such: Vec<_> = such.map(|c| c.id().guid().as_u128()).collect();
                    let told = found(&mut *unit, &filter).await;
                    assert_eq!(told, such, "in the order of their names: {filter:?}");
                    asked += usize::from(!such.is_empty());
                }
            }
        }
    }
    assert!(asked > 30, "{asked} searches found somebody");
}

pub async fn customers_are_found_by_a_contact(b: &impl Backend) {
    commit_customers(b, 5).await;
    let phone = |n: u8, owner: &str, active: bool, primary: bool| {
        let (kind, owner) = (ContactKind::phone(), ContactOwner::new(owner));
        let value = "79010000001".to_owned();
        let state = Contact::bare(n).state().clone();
        Contact::restore(ContactState { kind, owner, value, active, primary, ..state })
    };
    for contact in [
        phone(1, "CUSTOMER", true, true),
        phone(2, "FATHER", true, false),
        phone(3, "CUSTOMER", false, false),
        Contact::full(4),
    ] {
        commit(b, &contact).await;
    }
    let mut unit = b.store().reader().await.unwrap();
    let sought = ContactFilter::new(ContactKind::phone(), "+7 901 000-00-01");
    let own = Some(ContactOwner::customer());
    let email = ContactFilter::new(ContactKind::email(), "O'NIL+4@пример.рф");
    for (contacts, expected) in [
        (vec![sought.clone()], &[1, 2, 3][..]),
        (vec![ContactFilter { owner: own, ..sought.clone() }], &[1, 3]),
        (vec![ContactFilter { active: Some(true), ..sought.clone() }], &[1, 2]),
        (vec![ContactFilter { primary: Some(false), ..sought.clone() }], &[2, 3]),
        (vec![ContactFilter::new(ContactKind::email(), "79010000001")], &[]),
        (vec![ContactFilter::new(ContactKind::phone(), "7901000000")], &[]),
        (vec![email.clone()], &[4]),
        (vec![email, sought], &[]),
    ] {
        let filter = CustomerFilter { contacts, ..CustomerFilter::default() };
        assert_eq!(found(&mut *unit, &filter).await, expected, "{filter:?}");
    }
}

pub async fn customers_are_found_by_what_was_ever_said_of_a_document(b: &impl Backend) {
    commit_customers(b, 4).await;
    let document = |n: u8, type_name: &str| {
        let type_name = DocumentTypeName::new(type_name);
        Document::restore(DocumentState { type_name, ..Document::bare(n).state().clone() })
    };
    let said = |n: u8, of: u8, series: Option<&str>, number: &str| {
        let (series, number) = (series.map(str::to_owned), Some(number.to_owned()));
        let statement = Statement { series, number, ..Statement::default() };
        let state = DocumentInfo::bare(of).state().clone();
        let id = id(u128::from(n) + 400);
        DocumentInfo::restore(DocumentInfoState { id, statement, ..state })
    };
    for (n, type_name) in [(1, "PASSPORT"), (2, "PASSPORT"), (3, "INN")] {
        commit(b, &document(n, type_name)).await;
    }
    for info in [
        said(1, 1, Some("3232"), "000101"),
        said(2, 1, Some("3233"), "500100"),
        said(3, 2, Some("3234"), "000101"),
        said(4, 3, None, "000101"),
    ] {
        commit(b, &info).await;
    }
    let mut unit = b.store().reader().await.unwrap();
    let any = DocumentFilter { type_name: None, ..DocumentFilter::passport("000101") };
    for (documents, expected) in [
        (vec![DocumentFilter::passport("3232 000101")], &[1][..]),
        (vec![DocumentFilter::passport("3233 500100")], &[1]),
        (vec![DocumentFilter::passport("000101")], &[1, 2]),
        (vec![any.clone()], &[1, 2, 3]),
        (vec![DocumentFilter::inn("000101")], &[3]),
        (vec![DocumentFilter::passport("101")], &[]),
        (vec![any, DocumentFilter::passport("500100")], &[1]),
    ] {
        let filter = CustomerFilter { documents, ..CustomerFilter::default() };
        assert_eq!(found(&mut *unit, &filter).await, expected, "{filter:?}");
    }
}

pub async fn found_customers_are_sorted_by_every_property(b: &impl Backend) {
    for customer in people() {
        commit(b, &customer).await;
    }
    let mut unit = b.store().reader().await.unwrap();
    let all = CustomerFilter { registered: Some(hour(0)..hour(9)), ..CustomerFilter::default() };
    for property in Customer::properties() {
        for descending in [false, true] {
            let order = vec![SortBy { property, descending }];
            for page in 0..4 {
                let wanted = PageRequest { page, size: 3, order: order.clone() };
                let expected = Page::of(people(), &wanted);
                let found = unit.customers().search(&all, &wanted).await.unwrap();
                assert_eq!(found.map(|customer| customer.value), expected, "{wanted:?}");
            }
        }
    }
}

pub async fn a_search_of_customers_finds_a_thousand_at_most(b: &impl Backend) {
    let mut unit = b.store().begin().await.unwrap();
    for n in (1..=1_002_u32).rev() {
        let state = named(1, [&format!("Иванов{n:04}"), "-", "-"], None).state().clone();
        let login = kredo_domain::customer::Login::try_new(&format!("i{n}")).unwrap();
        let (id, number) = (id(u128::from(2_000 - n)), i64::from(n));
        let state = CustomerState { id, number, login, created_at: hour(2_000 - number), ..state };
        unit.customers().insert(&Customer::restore(state)).await.unwrap();
    }
    unit.commit().await.unwrap();
    let mut unit = b.store().reader().await.unwrap();
    let property = Customer::properties().into_iter().find(|p| p.name() == "createdAt").unwrap();
    let order = vec![SortBy { property, descending: true }];
    let newest = PageRequest { page: 0, size: 1, order };
    let registered = Some(hour(0)..hour(1_999));
    for (filter, newest_number) in [
        (names(["иванов", "", ""]), 1),
        (CustomerFilter { registered: registered.clone(), ..names(["иванов", "", ""]) }, 2),
        (CustomerFilter { registered, ..CustomerFilter::default() }, 3),
    ] {
        let found = unit.customers().search(&filter, &newest).await.unwrap();
        let numbers: Vec<_> = found.items.iter().map(|c| c.value.state().number).collect();
        assert_eq!((found.total, &numbers[..]), (1_000, &[newest_number][..]), "{filter:?}");
        let beyond = PageRequest { page: 1_000, ..newest.clone() };
        let found = unit.customers().search(&filter, &beyond).await.unwrap();
        assert_eq!((found.total, found.items.len()), (1_000, 0), "{filter:?}");
    }
}
