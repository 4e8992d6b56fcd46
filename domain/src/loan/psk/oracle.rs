//! PSK against figures computed elsewhere.

use super::*;
use serde_json::Value;

const VECTORS: &str =
    include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/data/oracles/psk.json"));

fn kopecks(roubles: &Value) -> Money {
    let amount: Decimal = roubles.as_str().unwrap().parse().unwrap();
    Money::kopecks((amount * Decimal::ONE_HUNDRED).try_into().unwrap())
}

fn base_period(vector: &Value) -> BasePeriod {
    let count = u32::try_from(vector["count"].as_u64().unwrap()).unwrap();
    match vector["unit"].as_str().unwrap() {
        "day" => BasePeriod::Day(count),
        "month" => BasePeriod::Month(count),
        "year" if count == 1 => BasePeriod::Year,
        other => panic!("unknown unit {other}"),
    }
}

fn compute(vector: &Value) -> Psk {
    let flow = |flow: &Value| CashFlow {
        date: flow["date"].as_str().unwrap().parse().unwrap(),
        amount: kopecks(&flow["amount"]),
    };
    let payments: Vec<_> = vector["flows"].as_array().unwrap().iter().map(flow).collect();
    let unit = match vector["term_unit"].as_str().unwrap() {
        "day" => TermUnit::Day,
        "month" => TermUnit::Month,
        other => panic!("unknown unit {other}"),
    };
    let disbursed = vector["disbursed"].as_str().unwrap().parse().unwrap();
    let lent = kopecks(&vector["principal"]);
    Psk::compute(&PskInput { lent, disbursed, unit, payments: &payments }).unwrap()
}

#[test]
fn every_vector_comes_out_exactly() {
    let vectors: Vec<Value> = serde_json::from_str(VECTORS).unwrap();
    assert_eq!(vectors.len(), 31);
    for vector in &vectors {
        let name = &vector["name"];
        let psk = compute(vector);
        assert_eq!(psk.percent().to_string(), vector["psk"].as_str().unwrap(), "{name}");
        assert_eq!(psk.money(), kopecks(&vector["psk_money"]), "{name}");
        assert_eq!(psk.base_period(), base_period(&vector["base_period"]), "{name}");
        let rate: Decimal = vector["i"].as_str().unwrap().parse().unwrap();
        let difference = (psk.rate() - rate).abs();
        assert!(difference <= Decimal::new(1, 20), "{name}: {} is not {rate}", psk.rate());
    }
}
