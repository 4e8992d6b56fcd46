//! The scorecard of this program as an engine.

use async_trait::async_trait;
use kredo_application::{
    outside::{CallKey, OutsideError},
    scoring::ports::{ScoringEngine, ScoringRequest},
};
use kredo_domain::scoring::{Scorecard, ScoringDecision};

/// Decides by a [`Scorecard`], here and now.
#[derive(Debug, Clone)]
pub struct BuiltInScoring(Scorecard);

impl BuiltInScoring {
    /// Decides by that scorecard.
    #[must_use]
    pub const fn new(scorecard: Scorecard) -> Self {
        Self(scorecard)
    }
}

#[async_trait]
impl ScoringEngine for BuiltInScoring {
    async fn decide(
        &self,
        _: &CallKey,
        request: &ScoringRequest,
    ) -> Result<ScoringDecision, OutsideError> {
        Ok(self.0.decide(&request.figures))
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use kredo_domain::{
        Money,
        loan::Term,
        product::Product,
        scoring::{DebtBurden, ScoringFigures},
    };
    use uuid::Uuid;

    pub(in crate::scoring) fn request(payments: i64) -> ScoringRequest {
        let product = Product::built_in().unwrap().swap_remove(0);
        let terms = product.terms();
        let debt_burden = DebtBurden::assess(&[Money::kopecks(payments)], Money::kopecks(1_000));
        let figures = ScoringFigures {
            product: terms.code.clone(),
            amount: Money::kopecks(8_050_050),
            amount_limits: terms.amount,
            term: Term::try_new(6, terms.term.unit).unwrap(),
            term_limits: terms.term,
            age: 24,
            employment_months: Some(3),
            debt_burden: debt_burden.unwrap(),
        };
        ScoringRequest { application: Uuid::from_u128(7), figures }
    }

    #[tokio::test]
    async fn the_scorecard_decides() {
        let card = Scorecard::built_in().unwrap();
        let engine: &dyn ScoringEngine = &BuiltInScoring::new(card.clone());
        let key = CallKey::of_step(Uuid::nil(), 1);
        for payments in [282, 5_000] {
            let request = request(payments);
            let decision = engine.decide(&key, &request).await.unwrap();
            assert_eq!(decision, card.decide(&request.figures));
        }
        let light = engine.decide(&key, &request(282)).await.unwrap();
        let heavy = engine.decide(&key, &request(5_000)).await.unwrap();
        assert_eq!(light, ScoringDecision::Approved { score: Some(78) });
        assert!(matches!(heavy, ScoringDecision::Declined { .. }), "{heavy:?}");
    }
}
