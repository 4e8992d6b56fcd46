//! Lists in pages.

mod pageable;
mod sorted;
mod view;

pub use pageable::Pageable;
pub use sorted::{SortProperty, Sorted};
pub use view::PageView;

/// How many things a page has where nobody says.
pub const USUAL_SIZE: u16 = 20;
/// How many things a page has at most.
pub const LARGEST_SIZE: u16 = 200;

/// One criterion to sort things by.
#[derive(Debug, Clone, PartialEq)]
pub struct SortBy<T> {
    /// Which property.
    pub property: SortProperty<T>,
    /// Whether the greatest comes first.
    pub descending: bool,
}

/// Which part of a list of things is wanted, in which order.
#[derive(Debug, Clone, PartialEq)]
pub struct PageRequest<T> {
    /// Which page, from 0.
    pub page: u32,
    /// How many things a page has, at least one.
    pub size: u16,
    /// The criteria, the weightiest first.
    pub order: Vec<SortBy<T>>,
}

impl<T> PageRequest<T> {
    /// How many things come before the page.
    #[must_use]
    pub const fn offset(&self) -> u64 {
        // Two numbers of 32 and 16 bits.
        (self.page as u64).saturating_mul(self.size as u64)
    }
}

/// A part of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    /// The things of this page.
    pub items: Vec<T>,
    /// How many there are on all pages.
    pub total: u64,
    /// Which page it is, from 0.
    pub number: u32,
    /// How many things a whole page has.
    pub size: u16,
    /// Whether it was asked for in an order of its own.
    pub is_sorted: bool,
}

impl<T: Sorted> Page<T> {
    /// The part of a whole list, whose things may be in any order.
    #[must_use]
    pub fn of(all: Vec<T>, wanted: &PageRequest<T>) -> Self {
        Self::by(all, wanted, |thing| thing)
    }
}

impl<T> Page<T> {
    /// As [`Page::of`], of things that are sorted by something in them.
    #[must_use]
    pub fn by<S: Sorted>(mut all: Vec<T>, wanted: &PageRequest<S>, part: fn(&T) -> &S) -> Self {
        all.sort_by(|one, other| sorted::compare(&wanted.order, part(one), part(other)));
        let total = u64::try_from(all.len()).unwrap_or(u64::MAX);
        let before = usize::try_from(wanted.offset()).unwrap_or(usize::MAX);
        let items = all.into_iter().skip(before).take(wanted.size.into()).collect();
        let (number, size, is_sorted) = (wanted.page, wanted.size, !wanted.order.is_empty());
        Self { items, total, number, size, is_sorted }
    }
}

impl<T> Page<T> {
    /// How many things come before these.
    #[must_use]
    pub const fn offset(&self) -> u64 {
        // Two numbers of 32 and 16 bits.
        (self.number as u64).saturating_mul(self.size as u64)
    }

    /// The same part of a list of something else.
    pub fn map<U>(self, to: impl FnMut(T) -> U) -> Page<U> {
        let Self { items, total, number, size, is_sorted } = self;
        Page { items: items.into_iter().map(to).collect(), total, number, size, is_sorted }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cmp::Ordering;

    #[derive(Debug, Clone, PartialEq)]
    struct Word(&'static str);

    impl Sorted for Word {
        fn properties() -> Vec<SortProperty<Self>> {
            vec![SortProperty::new("length", |one: &Self, other| one.0.len().cmp(&other.0.len()))]
        }
        fn usual(&self, other: &Self) -> Ordering {
            self.0.cmp(other.0)
        }
    }

    fn page(number: u32, size: u16, order: Vec<SortBy<Word>>) -> Page<Word> {
        let all = ["bb", "d", "a", "ccc", "ee"].map(Word).to_vec();
        Page::of(all, &PageRequest { page: number, size, order })
    }

    fn by_length(descending: bool) -> Vec<SortBy<Word>> {
        let property = Word::properties().remove(0);
        vec![SortBy { property, descending }]
    }

    #[test]
    fn pages_follow_each_other_and_the_last_one_is_short() {
        for (n, expected) in [(0, &["a", "bb"][..]), (1, &["ccc", "d"]), (2, &["ee"]), (3, &[])] {
            let page = page(n, 2, Vec::new());
            let items: Vec<_> = page.items.iter().map(|word| word.0).collect();
            assert_eq!((items.as_slice(), page.total), (expected, 5));
            assert_eq!((page.offset(), page.is_sorted), (u64::from(n) * 2, false));
        }
    }

    #[test]
    fn the_farthest_page_is_empty() {
        assert!(page(u32::MAX, u16::MAX, Vec::new()).items.is_empty());
    }

    #[test]
    fn what_is_equal_by_the_criteria_comes_in_the_usual_order() {
        let words = |descending| {
            let page = page(0, 5, by_length(descending));
            assert!(page.is_sorted);
            page.items.iter().map(|word| word.0).collect::<Vec<_>>()
        };
        assert_eq!(words(false), ["a", "d", "bb", "ee", "ccc"]);
        assert_eq!(words(true), ["ccc", "bb", "ee", "a", "d"]);
    }
}
