//! What the lender lends.

use super::super::{document, reader::Reader};
use kredo_domain::{
    Coded,
    product::{Product, ProductTerms},
};
use serde_json::{Map, Value};
use std::{collections::BTreeSet, path::PathBuf};

/// `[products]`
#[derive(Debug)]
pub(crate) struct ProductsSection {
    /// None means the built-in ones.
    pub(crate) catalogue: Option<Vec<Product>>,
}

impl ProductsSection {
    pub(in super::super) fn read(reader: &mut Reader) -> Self {
        const KEY: &str = "products.file";
        let file: Option<PathBuf> = reader
            .key(
                KEY,
                "TOML or JSON file of the products that are sold instead of the built-in ones.",
            )
            .optional();
        Self { catalogue: reader.document(KEY, file.as_deref(), catalogue) }
    }
}

/// The products, or everything that is wrong with any of them.
fn catalogue(content: Value) -> Result<Vec<Product>, Vec<String>> {
    let stated = stated(content)?;
    let mut faults = Vec::new();
    let mut products = Vec::new();
    let mut codes = BTreeSet::new();
    for (terms, number) in stated.into_iter().zip(1_usize..) {
        let code = terms.get("code").and_then(Value::as_str).map(str::to_owned);
        let name = code.as_ref().map_or_else(|| number.to_string(), |code| format!("`{code}`"));
        if code.is_some_and(|code| !codes.insert(code)) {
            faults.push(format!("product {name}: code: stands there twice"));
        }
        match product(terms) {
            Ok(product) => products.push(product),
            Err(wrong) => {
                faults.extend(wrong.into_iter().map(|fault| format!("product {name}: {fault}")));
            }
        }
    }
    if faults.is_empty() { Ok(products) } else { Err(faults) }
}

/// The list, which JSON can write without a name.
fn stated(content: Value) -> Result<Vec<Value>, Vec<String>> {
    let (list, others) = match content {
        Value::Object(mut table) => (table.remove("products"), table.into_iter().collect()),
        list => (Some(list), Vec::new()),
    };
    let mut faults: Vec<_> =
        others.into_iter().map(|(name, _): (String, Value)| unknown(&name)).collect();
    match list {
        Some(Value::Array(list)) if !list.is_empty() && faults.is_empty() => return Ok(list),
        Some(Value::Array(list)) if !list.is_empty() => {}
        Some(_) | None => faults.push("`products` must be a list with a product at least".into()),
    }
    Err(faults)
}

/// Serde stops at the first fault, so each field is read by itself, in the place of the same field
/// of a product that is right.
fn product(terms: Value) -> Result<Product, Vec<String>> {
    let Value::Object(terms) = terms else { return Err(vec!["must be a table".to_owned()]) };
    let right = example().map_err(|fault| vec![fault])?;
    let wrong = terms.iter().filter_map(|(name, given)| {
        if !right.contains_key(name) {
            return Some(unknown(name));
        }
        let mut changed = right.clone();
        changed.insert(name.clone(), given.clone());
        read(changed).err()
    });
    let missing = right.keys().filter(|name| !terms.contains_key(*name)).filter_map(|name| {
        let mut without = right.clone();
        without.remove(name);
        read(without).err()
    });
    let faults: Vec<_> = wrong.chain(missing).collect();
    if !faults.is_empty() {
        return Err(faults);
    }
    let terms = read(terms).map_err(|fault| vec![fault])?;
    Product::try_new(terms).map_err(|refusal| {
        let fields = refusal.fields().into_iter();
        fields.map(|fault| format!("{}: {}", fault.path, fault.message)).collect()
    })
}

fn example() -> Result<Map<String, Value>, String> {
    let products = Product::built_in().map_err(|fault| fault.to_string())?;
    let first = products.first().map(Product::terms);
    match serde_json::to_value(first).map_err(|fault| fault.to_string())? {
        Value::Object(terms) => Ok(terms),
        _ => Err("there is no built-in product".to_owned()),
    }
}

fn read(terms: Map<String, Value>) -> Result<ProductTerms, String> {
    document::value("", Value::Object(terms))
}

fn unknown(name: &str) -> String {
    format!("`{name}` is unknown")
}
