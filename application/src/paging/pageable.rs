//! Which page of a list, as activities are asked for it.

use super::{PageRequest, SortBy, Sorted};
use crate::activity::{AnyCase, Word};
use serde::{Deserialize, Deserializer, de::Error};
use std::borrow::Cow;
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{
        RefOr, Type,
        schema::{Object, ObjectBuilder, Schema},
    },
};

/// The page that is asked for, of a list of `T`: the first twenty, newest first, where nothing is
/// said.
#[derive(Debug, Clone, PartialEq)]
pub struct Pageable<T>(pub PageRequest<T>);

/// What the contract sorts by where nothing is said.
const USUAL: &str = "createdAt";

/// Which way a list goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Direction {
    Ascending,
    Descending,
}

impl Word for Direction {
    const NAME: &'static str = "Direction";
    const ALL: &'static [Self] = &[Self::Ascending, Self::Descending];
    fn word(self) -> &'static str {
        match self {
            Self::Ascending => "ASC",
            Self::Descending => "DESC",
        }
    }
}

#[derive(Deserialize, Default)]
struct Sent {
    page: Option<u32>,
    size: Option<u16>,
    sort: Option<SortSent>,
}

#[derive(Deserialize, Default)]
struct SortSent {
    direction: Option<AnyCase<Direction>>,
    property: Option<String>,
}

/// Whether the word sent, `createdAt` or `created_at`, is that property.
fn names(sent: &str, property: &str) -> bool {
    sent == property || sent == snake(property)
}

fn snake(property: &str) -> String {
    let letters = property.chars().flat_map(|c| {
        let gap = c.is_ascii_uppercase().then_some('_');
        gap.into_iter().chain([c.to_ascii_lowercase()])
    });
    letters.collect()
}

impl<T: Sorted> Pageable<T> {
    fn try_from_sent(sent: Sent) -> Result<Self, &'static str> {
        let SortSent { direction, property } = sent.sort.unwrap_or_default();
        let property = property.as_deref().unwrap_or(USUAL);
        let known = T::properties().into_iter().find(|known| names(property, known.name()));
        let property = known.ok_or("cannot be sorted by that")?;
        let descending = direction.is_none_or(|AnyCase(way)| way == Direction::Descending);
        let size = sent.size.unwrap_or(super::USUAL_SIZE);
        if !(1..=super::LARGEST_SIZE).contains(&size) {
            return Err("a page has not that size");
        }
        let order = vec![SortBy { property, descending }];
        Ok(Self(PageRequest { page: sent.page.unwrap_or_default(), size, order }))
    }
}

impl<T: Sorted> Default for Pageable<T> {
    fn default() -> Self {
        let newest_first = T::properties().into_iter().find(|known| known.name() == USUAL);
        let order = newest_first.map(|property| SortBy { property, descending: true });
        let order = order.into_iter().collect();
        Self(PageRequest { page: 0, size: super::USUAL_SIZE, order })
    }
}

impl<'de, T: Sorted> Deserialize<'de> for Pageable<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let sent = Sent::deserialize(deserializer)?;
        Self::try_from_sent(sent).map_err(D::Error::custom)
    }
}

fn number(from: u32, to: u32, usual: u16) -> ObjectBuilder {
    ObjectBuilder::new()
        .schema_type(Type::Integer)
        .minimum(Some(from))
        .maximum(Some(to))
        .default(Some(usual.into()))
}

fn words(words: impl IntoIterator<Item = String>, usual: &str) -> ObjectBuilder {
    ObjectBuilder::new()
        .schema_type(Type::String)
        .enum_values(Some(words))
        .default(Some(usual.into()))
}

fn sort<T: Sorted>() -> Object {
    let properties = T::properties();
    let names = properties.iter().map(|property| property.name().to_owned());
    let mut both: Vec<_> = names.clone().chain(names.map(|name| snake(&name))).collect();
    both.sort();
    both.dedup();
    let directions = ["ASC", "DESC", "asc", "desc"].map(str::to_owned);
    ObjectBuilder::new()
        .property("direction", words(directions, "DESC"))
        .property("property", words(both, "created_at"))
        .build()
}

impl<T: Sorted> PartialSchema for Pageable<T> {
    fn schema() -> RefOr<Schema> {
        let page = number(0, u32::MAX, 0).description(Some("Which page, from 0."));
        let size = number(1, super::LARGEST_SIZE.into(), super::USUAL_SIZE)
            .description(Some("How many things a page has."));
        ObjectBuilder::new()
            .property("page", page)
            .property("size", size)
            .property("sort", sort::<T>())
            .description(Some("Which page of the list; the first, newest first, where not said."))
            .into()
    }
}

/// Always written where it stands (`#[schema(inline)]`): there is one a kind of thing.
impl<T: Sorted> ToSchema for Pageable<T> {
    fn name() -> Cow<'static, str> {
        "Pageable".into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paging::SortProperty;
    use serde_json::{Value, json};
    use std::cmp::Ordering;

    #[derive(Debug, Clone, PartialEq)]
    struct Thing;

    impl Sorted for Thing {
        fn properties() -> Vec<SortProperty<Self>> {
            ["lastName", "createdAt"].map(|name| SortProperty::new(name, Self::usual)).into()
        }
        fn usual(&self, _: &Self) -> Ordering {
            Ordering::Equal
        }
    }

    fn read(sent: Value) -> Option<(u32, u16, String, bool)> {
        let Pageable(page) = serde_json::from_value::<Pageable<Thing>>(sent).ok()?;
        let [by] = &page.order[..] else { return None };
        Some((page.page, page.size, by.property.name().to_owned(), by.descending))
    }

    #[test]
    fn what_is_not_said_is_the_first_twenty_newest_first() {
        let usual = Some((0, 20, "createdAt".to_owned(), true));
        assert_eq!(read(json!({})), usual);
        assert_eq!(read(json!({ "sort": {} })), usual);
        let Pageable(page) = Pageable::<Thing>::default();
        assert_eq!(serde_json::from_value::<Pageable<Thing>>(json!({})).unwrap().0, page);
    }

    #[test]
    fn properties_are_known_in_both_spellings_and_ways_in_any_case() {
        for (property, direction) in [("lastName", "asc"), ("last_name", "ASC")] {
            let sort = json!({ "property": property, "direction": direction });
            let sent = json!({ "page": 3, "size": 200, "sort": sort });
            assert_eq!(read(sent), Some((3, 200, "lastName".to_owned(), false)));
        }
    }

    #[test]
    fn what_is_not_described_is_refused() {
        for sent in [
            json!({ "size": 0 }),
            json!({ "size": 201 }),
            json!({ "page": -1 }),
            json!({ "sort": { "property": "login" } }),
            json!({ "sort": { "direction": "up" } }),
        ] {
            assert_eq!(read(sent.clone()), None, "{sent}");
        }
    }

    #[test]
    fn both_spellings_are_described() {
        let schema = serde_json::to_value(Pageable::<Thing>::schema()).unwrap();
        let property = &schema["properties"]["sort"]["properties"]["property"]["enum"];
        let expected = ["createdAt", "created_at", "lastName", "last_name"];
        assert_eq!(*property, json!(expected));
    }
}
