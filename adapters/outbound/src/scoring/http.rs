//! A scoring engine over HTTP.
//!
//! `POST decisions` with
//!
//! ```json
//! {"application": "6e7ea57a-…", "product": "1800", "currency": "RUB", "amount": 8050050,
//!  "minAmount": 300000, "maxAmount": 50000000, "term": 6, "minTerm": 3, "maxTerm": 36,
//!  "termUnit": "MONTH", "age": 24, "employmentMonths": 3,
//!  "debtBurden": "0.282", "debtBurdenRange": 1}
//! ```
//!
//! Amounts are in minor units; `employmentMonths` and `debtBurden` (which is `null` without income)
//! may be `null`. The answer is `{"decision": "APPROVED", "score": 78}` or `{"decision":
//! "DECLINED", "score": 12, "reasons": [{"code": "SCORE_TOO_LOW", "text": "…"}]}`; `score` and
//! `reasons` may be missing. Nothing sent tells who the borrower is.

use crate::http::{Exchange, HttpSettings, HttpSetupError};
use async_trait::async_trait;
use kredo_application::{
    outside::{CallKey, OutsideError},
    scoring::ports::{ScoringEngine, ScoringRequest},
};
use kredo_domain::{
    loan::TermUnit,
    scoring::{DeclineReason, ScoringDecision, ScoringFigures},
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Asks a scoring engine.
#[derive(Debug, Clone)]
pub struct HttpScoring(Exchange);

impl HttpScoring {
    /// The engine at that address.
    ///
    /// # Errors
    /// [`HttpSetupError`] when it cannot be addressed.
    pub fn new(settings: &HttpSettings) -> Result<Self, HttpSetupError> {
        Exchange::new("the scoring engine", settings).map(Self)
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Question<'a> {
    application: Uuid,
    product: &'a str,
    currency: &'static str,
    amount: i64,
    min_amount: i64,
    max_amount: i64,
    term: u32,
    min_term: u32,
    max_term: u32,
    term_unit: &'static str,
    age: u32,
    employment_months: Option<u32>,
    debt_burden: Option<String>,
    debt_burden_range: u8,
}

impl<'a> From<&'a ScoringRequest> for Question<'a> {
    fn from(request: &'a ScoringRequest) -> Self {
        let figures: &ScoringFigures = &request.figures;
        Self {
            application: request.application,
            product: &figures.product,
            currency: figures.amount.currency().code(),
            amount: figures.amount.minor(),
            min_amount: figures.amount_limits.min.minor(),
            max_amount: figures.amount_limits.max.minor(),
            term: figures.term.count(),
            min_term: figures.term_limits.min,
            max_term: figures.term_limits.max,
            term_unit: match figures.term.unit() {
                TermUnit::Day => "DAY",
                TermUnit::Month => "MONTH",
            },
            age: figures.age,
            employment_months: figures.employment_months,
            debt_burden: figures.debt_burden.ratio().map(|ratio| ratio.to_string()),
            debt_burden_range: figures.debt_burden.range().index(),
        }
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE", tag = "decision")]
enum Answer {
    Approved {
        score: Option<i64>,
    },
    Declined {
        score: Option<i64>,
        #[serde(default)]
        reasons: Vec<Reason>,
    },
}

#[derive(Deserialize)]
struct Reason {
    code: String,
    #[serde(default)]
    text: String,
}

impl From<Answer> for ScoringDecision {
    fn from(answer: Answer) -> Self {
        let reason = |Reason { code, text }| DeclineReason { code, text };
        match answer {
            Answer::Approved { score } => Self::Approved { score },
            Answer::Declined { score, reasons } => {
                Self::Declined { score, reasons: reasons.into_iter().map(reason).collect() }
            }
        }
    }
}

#[async_trait]
impl ScoringEngine for HttpScoring {
    async fn decide(
        &self,
        key: &CallKey,
        request: &ScoringRequest,
    ) -> Result<ScoringDecision, OutsideError> {
        let question = Question::from(request);
        let answer: Answer = self.0.act("decisions", key.as_str(), &question).await?;
        Ok(answer.into())
    }
}

#[cfg(test)]
mod tests {
    use super::super::built_in::tests::request;
    use super::*;
    use crate::http::tests::{Reply, Server, key};
    use kredo_domain::{Money, scoring::DebtBurden};
    use serde_json::json;

    async fn decide(
        reply: Reply,
        request: &ScoringRequest,
    ) -> (Server, Result<ScoringDecision, OutsideError>) {
        let server = Server::replying(reply).await;
        let engine = HttpScoring::new(&server.settings()).unwrap();
        let decision = engine.decide(&key(), request).await;
        (server, decision)
    }

    #[tokio::test]
    async fn the_figures_are_sent_as_documented() {
        let approved = Reply::json(200, &json!({"decision": "APPROVED", "score": 78}));
        let (server, decision) = decide(approved, &request(282)).await;
        assert_eq!(decision.unwrap(), ScoringDecision::Approved { score: Some(78) });
        let seen = server.only_request();
        assert_eq!((seen.method.as_str(), seen.path.as_str()), ("POST", "/base/decisions"));
        assert_eq!(seen.header("idempotency-key"), Some(key().as_str()));
        assert_eq!(
            seen.body,
            json!({
                "application": "00000000-0000-0000-0000-000000000007", "product": "1800",
                "currency": "RUB", "amount": 8_050_050,
                "minAmount": 300_000, "maxAmount": 50_000_000,
                "term": 6, "minTerm": 3, "maxTerm": 36, "termUnit": "MONTH",
                "age": 24, "employmentMonths": 3,
                "debtBurden": "0.282", "debtBurdenRange": 1,
            })
        );
    }

    #[tokio::test]
    async fn what_is_not_known_is_sent_as_null() {
        let mut request = request(282);
        let nothing = Money::kopecks(0);
        request.figures.debt_burden = DebtBurden::assess(&[], nothing).unwrap();
        request.figures.employment_months = None;
        let (server, _) =
            decide(Reply::json(200, &json!({"decision": "APPROVED"})), &request).await;
        let body = server.only_request().body;
        assert_eq!((&body["debtBurden"], &body["employmentMonths"]), (&json!(null), &json!(null)));
        assert_eq!(body["debtBurdenRange"], 7);
    }

    #[tokio::test]
    async fn a_decline_brings_its_reasons() {
        let body = json!({"decision": "DECLINED", "score": -1, "reasons": [{"code": "A", "text": "b"}, {"code": "C"}]});
        let (_, decision) = decide(Reply::json(200, &body), &request(282)).await;
        let reason =
            |code: &str, text: &str| DeclineReason { code: code.to_owned(), text: text.to_owned() };
        let reasons = vec![reason("A", "b"), reason("C", "")];
        assert_eq!(decision.unwrap(), ScoringDecision::Declined { score: Some(-1), reasons });
        let bare = Reply::json(200, &json!({"decision": "DECLINED"}));
        let (_, decision) = decide(bare, &request(282)).await;
        let reasons = Vec::new();
        assert_eq!(decision.unwrap(), ScoringDecision::Declined { score: None, reasons });
    }

    #[tokio::test]
    async fn a_word_that_is_no_decision_is_none() {
        let (_, decision) =
            decide(Reply::json(200, &json!({"decision": "MAYBE"})), &request(282)).await;
        assert!(matches!(decision, Err(OutsideError::Unknown { .. })), "{decision:?}");
    }
}
