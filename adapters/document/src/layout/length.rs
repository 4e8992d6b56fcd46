//! Lengths on paper.

use std::iter::Sum;
use std::ops::{Add, AddAssign, Mul, Sub};

/// A length in thousandths of a point (1 point = 1/72 inch).
///
/// Integers, so that the same contract is laid out the same way on every machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) struct Length(i64);

impl Length {
    pub(crate) const ZERO: Self = Self(0);

    pub(crate) const fn milli(thousandths: i64) -> Self {
        Self(thousandths)
    }
    pub(crate) const fn mm(millimetres: i64) -> Self {
        Self(millimetres * 360_000 / 127)
    }
    pub(crate) const fn half(self) -> Self {
        Self(self.0 / 2)
    }
    pub(crate) const fn percent(self, percent: i64) -> Self {
        Self(self.0 * percent / 100)
    }
    /// What `units` of a font with `per_em` units come to at this font size.
    pub(crate) const fn of_units(self, units: i64, per_em: i64) -> Self {
        Self((units * self.0 + per_em / 2).div_euclid(per_em))
    }
    /// The number that stands in the PDF.
    pub(crate) fn to_points(self) -> f32 {
        ratio(self.0, 1000)
    }
}

/// A fraction as the floating point number that PDF libraries want.
#[expect(
    clippy::cast_precision_loss,
    clippy::float_arithmetic,
    reason = "coordinates of a page, far below 2^24; no money comes here"
)]
pub(crate) fn ratio(numerator: i64, denominator: i64) -> f32 {
    numerator as f32 / denominator as f32
}

impl Add for Length {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl AddAssign for Length {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl Sub for Length {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Mul<i64> for Length {
    type Output = Self;
    fn mul(self, times: i64) -> Self {
        Self(self.0 * times)
    }
}

impl Sum for Length {
    fn sum<I: Iterator<Item = Self>>(lengths: I) -> Self {
        lengths.fold(Self::ZERO, Add::add)
    }
}
