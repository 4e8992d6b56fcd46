//! Lists in pages.

use std::fmt::Debug;

/// What a list can be sorted by.
pub trait Property: Copy + Debug + PartialEq + Send + Sync + 'static {
    /// All of them, as they are offered.
    fn all() -> Vec<Self>;
    /// As on the wire: `createdAt`.
    fn name(self) -> &'static str;
}

/// One criterion to sort by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SortBy<P> {
    /// Which property.
    pub property: P,
    /// Whether the greatest comes first.
    pub descending: bool,
}

/// Which part of a list is wanted, in which order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageRequest<P> {
    /// Which page, from 0.
    pub page: u32,
    /// How many things a page has, at least one.
    pub size: u16,
    /// The criteria, the weightiest first.
    pub order: Vec<SortBy<P>>,
}

impl<P> PageRequest<P> {
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
    /// How many come before these.
    pub offset: u64,
}

impl<T> Page<T> {
    /// The part of a whole list that is in its order already.
    #[must_use]
    pub fn cut<P>(all: Vec<T>, wanted: &PageRequest<P>) -> Self {
        let total = u64::try_from(all.len()).unwrap_or(u64::MAX);
        let before = usize::try_from(wanted.offset()).unwrap_or(usize::MAX);
        let items = all.into_iter().skip(before).take(wanted.size.into()).collect();
        Self { items, total, offset: wanted.offset() }
    }

    /// The same part of a list of something else.
    pub fn map<U>(self, to: impl FnMut(T) -> U) -> Page<U> {
        let Self { items, total, offset } = self;
        Page { items: items.into_iter().map(to).collect(), total, offset }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(page: u32, size: u16) -> Page<u8> {
        Page::cut((1..=5).collect(), &PageRequest::<()> { page, size, order: Vec::new() })
    }

    #[test]
    fn pages_follow_each_other_and_the_last_one_is_short() {
        for (n, expected) in [(0, &[1, 2][..]), (1, &[3, 4]), (2, &[5]), (3, &[])] {
            let page = page(n, 2);
            assert_eq!((page.items.as_slice(), page.total), (expected, 5));
            assert_eq!(page.offset, u64::from(n) * 2);
        }
    }

    #[test]
    fn the_farthest_page_is_empty() {
        assert!(page(u32::MAX, u16::MAX).items.is_empty());
    }
}
