//! The goods that are bought.

use crate::{Currency, FieldFault, Money};
use serde::{Deserialize, Serialize};

/// One line of a cart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CartItem {
    /// What it is.
    pub name: String,
    /// How many, at least one.
    pub quantity: u32,
    /// Price of one.
    pub price: Money,
    /// What kind of goods: `Мобильный телефон`; the set is open.
    pub goods_type: String,
}

/// Goods whose prices add up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<CartItem>", into = "Vec<CartItem>")]
pub struct Cart {
    items: Vec<CartItem>,
    total: Money,
}

impl TryFrom<Vec<CartItem>> for Cart {
    type Error = String;
    fn try_from(items: Vec<CartItem>) -> Result<Self, String> {
        Self::try_new(items).map_err(|faults| {
            let texts: Vec<_> =
                faults.iter().map(|f| format!("{}: {}", f.path, f.message)).collect();
            texts.join("; ")
        })
    }
}

impl From<Cart> for Vec<CartItem> {
    fn from(cart: Cart) -> Self {
        cart.items
    }
}

impl Cart {
    /// A cart of these goods; it may be empty.
    ///
    /// # Errors
    /// Every line with a quantity of zero or a negative price, by its place in the request, or a
    /// total that does not fit.
    pub fn try_new(items: Vec<CartItem>) -> Result<Self, Vec<FieldFault>> {
        let mut faults: Vec<_> = items.iter().enumerate().filter_map(line_fault).collect();
        let total = total(&items).filter(|_| faults.is_empty());
        if total.is_none() && faults.is_empty() {
            faults.push(FieldFault::new("cart.items", "the prices must add up to an amount"));
        }
        total.map(|total| Self { items, total }).ok_or(faults)
    }
    /// The goods.
    #[must_use]
    pub fn items(&self) -> &[CartItem] {
        &self.items
    }
    /// What they cost together.
    #[must_use]
    pub const fn total(&self) -> Money {
        self.total
    }
}

fn line_fault((n, item): (usize, &CartItem)) -> Option<FieldFault> {
    let path = |field| format!("cart.items[{n}].{field}");
    if item.quantity == 0 {
        return Some(FieldFault::new(path("quantity"), "must be at least 1"));
    }
    (item.price.minor() < 0).then(|| FieldFault::new(path("price"), "must not be negative"))
}

fn total(items: &[CartItem]) -> Option<Money> {
    let currency = items.first().map_or(Currency::Rub, |item| item.price.currency());
    items.iter().try_fold(Money::zero(currency), |sum, item| {
        let minor = item.price.minor().checked_mul(item.quantity.into())?;
        sum.checked_add(Money::new(minor, item.price.currency())).ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(quantity: u32, kopecks: i64) -> CartItem {
        let (name, goods_type) = ("Чехол".to_owned(), "Аксессуары".to_owned());
        CartItem { name, quantity, price: Money::kopecks(kopecks), goods_type }
    }

    fn paths(items: Vec<CartItem>) -> Vec<String> {
        Cart::try_new(items).unwrap_err().into_iter().map(|fault| fault.path).collect()
    }

    #[test]
    fn a_cart_costs_what_its_lines_cost() {
        let cart = Cart::try_new(vec![item(1, 20_899_050), item(3, 9_990), item(1, 0)]).unwrap();
        assert_eq!(cart.total(), Money::kopecks(20_929_020));
        assert_eq!(Cart::try_new(vec![]).unwrap().total(), Money::kopecks(0));
    }

    #[test]
    fn senseless_lines_are_named_by_their_place() {
        let lines = vec![item(0, 1), item(1, 1), item(1, -1)];
        assert_eq!(paths(lines), ["cart.items[0].quantity", "cart.items[2].price"]);
    }

    #[test]
    fn a_total_that_does_not_fit_is_refused() {
        assert_eq!(paths(vec![item(2, i64::MAX)]), ["cart.items"]);
        assert_eq!(paths(vec![item(1, i64::MAX), item(1, 1)]), ["cart.items"]);
    }

    #[test]
    fn a_stored_cart_is_checked_when_it_is_read() {
        let stored = serde_json::to_string(&Cart::try_new(vec![item(2, 5)]).unwrap()).unwrap();
        assert_eq!(serde_json::from_str::<Cart>(&stored).unwrap().total(), Money::kopecks(10));
        let broken = stored.replace("\"quantity\":2", "\"quantity\":0");
        assert!(serde_json::from_str::<Cart>(&broken).is_err());
    }
}
