//! The root of the equation: found by Newton's method, proven by exact signs.

use super::{BasePeriod, convention::DECIMALS, equation::Equation};
use crate::loan::LoanError;
use rust_decimal::{Decimal, MathematicalOps, RoundingStrategy};

/// Decimals of `i` that are given out; the computation carries more.
const RATE_DECIMALS: u32 = 20;
/// Newton's steps double the number of right digits; a far root needs some tens before that.
const MOST_STEPS: u32 = 200;

/// `i` and PSK in units of its last decimal.
///
/// PSK is decided by exact arithmetic: `f` falls, so PSK rounds to `m` when the root lies at or
/// above the rate of `m - 1/2` and below that of `m + 1/2`. Both signs are computed in whole
/// numbers, which also proves that the root lies between them.
pub(super) fn smallest_positive(
    equation: &Equation,
    base: BasePeriod,
) -> Result<(Decimal, i128), LoanError> {
    let rate = newton(equation).ok_or(LoanError::PskOutOfRange)?;
    let near = approximate(rate, base).ok_or(LoanError::PskOutOfRange)?;
    let proven = [near, near.saturating_add(1), near.saturating_sub(1)]
        .into_iter()
        .find(|&candidate| rounds_to(equation, base, candidate))
        .ok_or(LoanError::PskOutOfRange)?;
    Ok((
        rate.round_dp_with_strategy(RATE_DECIMALS, RoundingStrategy::MidpointAwayFromZero),
        proven.into(),
    ))
}

/// Newton's method from zero. `f` is convex and falls, so every step stays at or left of the root
/// and comes nearer; it ends where 28 digits tell no difference.
fn newton(equation: &Equation) -> Option<Decimal> {
    let tolerance = Decimal::new(1, 25);
    let mut rate = Decimal::ZERO;
    for _ in 0..MOST_STEPS {
        let (value, fall) = equation.value_and_fall(rate)?;
        let step = value.checked_div(fall)?;
        rate = rate.checked_add(step)?.max(Decimal::ZERO);
        if step.abs() <= tolerance.checked_mul(Decimal::ONE.checked_add(rate)?)? {
            return Some(rate);
        }
    }
    None
}

fn approximate(rate: Decimal, base: BasePeriod) -> Option<u64> {
    let (periods, per) = base.per_year();
    let units = Decimal::TEN.checked_powu((DECIMALS + 2).into())?;
    let psk = rate.checked_mul(units)?.checked_mul(periods.into())?.checked_div(per.into())?;
    psk.round().try_into().ok()
}

/// `i = PSK / (100 * N)`, and a half unit of PSK is `1 / (2 * 10^DECIMALS)`.
fn rounds_to(equation: &Equation, base: BasePeriod, psk: u64) -> bool {
    let (periods, per) = base.per_year();
    let denominator = 2 * 100 * 10_u128.pow(DECIMALS) * u128::from(periods);
    let doubled = 2 * u128::from(psk);
    let at_least = |halves: u128| equation.root_is_at_least(halves * u128::from(per), denominator);
    (doubled == 0 || at_least(doubled - 1)) && !at_least(doubled + 1)
}
