//! Division of whole numbers, rounded half up.

use num_bigint::BigUint;

/// `numerator / denominator`, rounded half up; `None` for a zero denominator.
pub(super) fn half_up(numerator: u128, denominator: u128) -> Option<u128> {
    let quotient = numerator.checked_div(denominator)?;
    let rest = numerator % denominator;
    // `rest >= denominator - rest` is `2 * rest >= denominator` without its overflow.
    if rest >= denominator - rest { quotient.checked_add(1) } else { Some(quotient) }
}

/// The same without bounds; `None` for a zero denominator.
pub(super) fn half_up_big(numerator: &BigUint, denominator: &BigUint) -> Option<BigUint> {
    if *denominator == BigUint::ZERO {
        return None;
    }
    let doubled = (numerator << 1_u32) + denominator;
    Some(doubled / (denominator << 1_u32))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_half_goes_up_and_less_goes_down() {
        assert_eq!(half_up(5, 2), Some(3));
        assert_eq!(half_up(7, 3), Some(2));
        assert_eq!(half_up(8, 3), Some(3));
        assert_eq!(half_up(u128::MAX, u128::MAX), Some(1));
        assert_eq!(half_up(1, 0), None);
        assert_eq!(half_up_big(&BigUint::from(1_u8), &BigUint::ZERO), None);
    }

    proptest! {
        #[test]
        fn both_divisions_agree(n in any::<u64>(), d in 1..u64::MAX) {
            let small = half_up(n.into(), d.into()).map(BigUint::from);
            prop_assert_eq!(small, half_up_big(&BigUint::from(n), &BigUint::from(d)));
        }
    }
}
