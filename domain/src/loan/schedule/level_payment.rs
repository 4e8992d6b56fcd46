//! The level payment, in whole numbers of any size.

use super::Period;
use crate::{
    Money, MoneyError,
    loan::{InterestRate, LoanError, exact::half_up_big},
};
use num_bigint::BigUint;

/// `D * prod(1 + r*d_i) / sum_k prod_{j>k}(1 + r*d_j)`, rounded half up.
///
/// With `r = n/m` each factor is `(m + n*d)/m`. Both sides are multiplied by `m` to the number of
/// payments, which leaves whole numbers and a single division at the end.
pub(super) fn level_payment(
    principal: Money,
    rate: InterestRate,
    periods: &[Period],
) -> Result<Money, LoanError> {
    let lent =
        u64::try_from(principal.minor()).map_err(|_| LoanError::AmountNotPositive(principal))?;
    let share = rate.daily_share();
    let mut grown = BigUint::from(lent);
    let mut weight = BigUint::ZERO;
    let mut scale = BigUint::from(1_u8);
    for period in periods {
        let factor = share.denominator + share.numerator * u128::from(period.days);
        grown *= factor;
        scale *= share.denominator;
        weight = weight * factor + &scale;
    }
    let payment = half_up_big(&grown, &weight).ok_or(LoanError::NoDates)?;
    let minor = i64::try_from(payment).map_err(|_| MoneyError::Overflow)?;
    Ok(Money::new(minor, principal.currency()))
}
