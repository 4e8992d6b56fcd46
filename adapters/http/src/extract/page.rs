//! Which page of a list: `page`, `size` and `sort`.

use crate::{
    api::{DescribeInput, Description},
    failure::Refusal,
    state::SharedState,
};
use axum::extract::FromRequestParts;
use http::request::Parts;
use kredo_application::paging::{
    LARGEST_SIZE as LARGEST, PageRequest, SortBy, SortProperty, Sorted, USUAL_SIZE as SIZE,
};
use kredo_domain::FieldFault;
use utoipa::openapi::{
    Type,
    schema::{ArrayBuilder, ObjectBuilder},
};

/// The page that is asked for, of a list of `T`.
pub(crate) struct PageOf<T>(pub(crate) PageRequest<T>);

impl<T: Sorted> FromRequestParts<SharedState> for PageOf<T> {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _: &SharedState) -> Result<Self, Refusal> {
        read(parts.uri.query().unwrap_or_default()).map(Self).map_err(Refusal::invalid)
    }
}

/// Reads a query; what it says besides of pages is not looked at.
fn read<T: Sorted>(query: &str) -> Result<PageRequest<T>, Vec<FieldFault>> {
    let pairs: Vec<(String, String)> = serde_urlencoded::from_str(query)
        .map_err(|_| vec![FieldFault::new("", "the query cannot be read")])?;
    let mut wanted = PageRequest { page: 0, size: SIZE, order: Vec::new() };
    let mut faults = Vec::new();
    for (name, value) in pairs {
        let fault = match name.as_str() {
            "page" => value
                .parse()
                .map(|page| wanted.page = page)
                .map_err(|_| format!("is a number from 0 to {}", u32::MAX)),
            "size" => size(&value).map(|size| wanted.size = size),
            "sort" => criterion(&value).map(|by| wanted.order.push(by)),
            _ => Ok(()),
        };
        faults.extend(fault.err().map(|message| FieldFault::new(name, message)));
    }
    if faults.is_empty() { Ok(wanted) } else { Err(faults) }
}

fn size(text: &str) -> Result<u16, String> {
    let size = text.parse().ok().filter(|size| (1..=LARGEST).contains(size));
    size.ok_or_else(|| format!("is a number from 1 to {LARGEST}"))
}

/// Reads `property`, `property,asc` or `property,desc`.
fn criterion<T: Sorted>(text: &str) -> Result<SortBy<T>, String> {
    let (name, direction) = text.split_once(',').unwrap_or((text, "asc"));
    let property = T::properties().into_iter().find(|property| property.name() == name.trim());
    let property =
        property.ok_or_else(|| format!("sorts by one of {}", names::<T>().join(", ")))?;
    match direction.trim().to_ascii_lowercase().as_str() {
        "asc" => Ok(SortBy { property, descending: false }),
        "desc" => Ok(SortBy { property, descending: true }),
        _ => Err("goes asc or desc".to_owned()),
    }
}

fn names<T: Sorted>() -> Vec<&'static str> {
    T::properties().iter().map(SortProperty::name).collect()
}

impl<T: Sorted> DescribeInput for PageOf<T> {
    fn describe(description: &mut Description) {
        let number = |from: u32, to: u32, usual: u16| {
            ObjectBuilder::new()
                .schema_type(Type::Integer)
                .minimum(Some(from))
                .maximum(Some(to))
                .default(Some(usual.into()))
        };
        description.query("page", "Which page, from 0.", number(0, u32::MAX, 0));
        description.query("size", "How many things a page has.", number(1, LARGEST.into(), SIZE));
        let names = names::<T>().join("|");
        let criterion = ObjectBuilder::new()
            .schema_type(Type::String)
            .pattern(Some(format!("^({names})(,(asc|desc))?$")));
        let meaning =
            "What to sort by, the weightiest first: `property,(asc|desc)`; may be repeated.";
        description.query("sort", meaning, ArrayBuilder::new().items(criterion));
        description.refuses_as_usual(&[kredo_application::code::ARGUMENT_INVALID]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cmp::Ordering;

    #[derive(Debug, PartialEq)]
    struct Colour {
        hue: u8,
        light: u8,
    }

    impl Sorted for Colour {
        fn properties() -> Vec<SortProperty<Self>> {
            vec![
                SortProperty::new("hue", |one: &Self, other: &Self| one.hue.cmp(&other.hue)),
                SortProperty::new("light", |one, other| one.light.cmp(&other.light)),
            ]
        }
        fn usual(&self, other: &Self) -> Ordering {
            self.hue.cmp(&other.hue)
        }
    }

    fn faults(query: &str) -> Vec<String> {
        let faults = read::<Colour>(query).unwrap_err();
        faults.into_iter().map(|fault| format!("{} {}", fault.path, fault.message)).collect()
    }

    #[test]
    fn what_is_not_said_is_the_first_twenty() {
        let wanted = read::<Colour>("other=1").unwrap();
        assert_eq!(wanted, PageRequest { page: 0, size: 20, order: Vec::new() });
    }

    #[test]
    fn a_page_a_size_and_criteria_are_read_in_their_order() {
        let wanted = read("sort=light%2Cdesc&page=3&size=200&sort=hue").unwrap();
        let [hue, light] = <[_; 2]>::try_from(Colour::properties()).unwrap();
        let order = vec![
            SortBy { property: light, descending: true },
            SortBy { property: hue, descending: false },
        ];
        assert_eq!(wanted, PageRequest { page: 3, size: 200, order });
    }

    #[test]
    fn every_fault_is_told_at_once() {
        let faults = faults("page=-1&size=0&sort=taste&sort=hue,up&size=201");
        let expected = [
            "page is a number from 0 to 4294967295",
            "size is a number from 1 to 200",
            "sort sorts by one of hue, light",
            "sort goes asc or desc",
            "size is a number from 1 to 200",
        ];
        assert_eq!(faults, expected);
    }
}
